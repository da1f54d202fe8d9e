"""The index of records: the rows of before are left behind, as the index is made anew from what is published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from search.engines import postgresql


def create(apps, schema_editor):
    # SQLite's tables are those of 0014.
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.CREATE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("vocabulary", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.DeleteModel("SearchRow"),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(unique=True)),
                ("titles", models.TextField(default="")),
                ("labels", models.TextField(default="")),
                ("summaries", models.TextField(default="")),
                ("texts", models.TextField(default="")),
                ("words", models.TextField(default="")),
                ("facets", models.JSONField(default=list)),
                ("is_public", models.BooleanField(default=False)),
                ("day", models.CharField(default="", max_length=10)),
                ("change", models.PositiveBigIntegerField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="search.searchrecord"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("is_source", models.BooleanField()),
                ("title", models.TextField()),
                ("summary", models.TextField()),
                ("text", models.TextField()),
                ("concepts", models.ManyToManyField(related_name="+", to="vocabulary.concept")),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=60)),
                ("stem", models.CharField(max_length=60)),
                ("shown", models.CharField(max_length=60)),
                ("records", models.PositiveIntegerField(default=1)),
                ("change", models.PositiveBigIntegerField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("language", "word"), name="a_word_once_per_language")
                ],
            },
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
