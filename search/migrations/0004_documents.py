"""The texts of documents, found by passages of about a page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from search.engines import postgresql, sqlite

CREATE = {"sqlite": sqlite.CREATE_PASSAGES, "postgresql": postgresql.CREATE_PASSAGES}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAILDOCS_DOCUMENT_MODEL),
        ('search', '0003_misses'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchFile',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name='document')),
                ('read_of', models.CharField(blank=True, default='', max_length=160)),
                ('outcome', models.CharField(blank=True, choices=[('', 'waits to be read'), ('read', 'read'), ('cut', 'read in part: it is very long'), ('empty', 'has no text: pictures of pages?'), ('locked', 'opens with a password only'), ('broken', 'cannot be opened'), ('other', 'a kind of file that is not read')], default='', max_length=10, verbose_name='what became of it')),
                ('read_at', models.DateTimeField(null=True, verbose_name='read on')),
            ],
            options={
                'verbose_name': 'text of a document',
                'verbose_name_plural': 'texts of documents',
            },
        ),
        migrations.AddField(
            model_name='searchrecord',
            name='files',
            field=models.ManyToManyField(related_name='records', to='search.searchfile'),
        ),
        migrations.CreateModel(
            name='SearchPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('page', models.PositiveIntegerField(null=True)),
                ('language', models.CharField(max_length=10)),
                ('text', models.TextField()),
                ('stems', models.TextField()),
                ('words', models.TextField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='search.searchfile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='a_passage_once_per_place')],
            },
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
