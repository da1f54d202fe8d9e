"""What is counted of all records, read by SQLite without their long texts."""

from django.db import migrations

from search.engines import sqlite


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.CREATE_COUNTED)


class Migration(migrations.Migration):
    dependencies = [("search", "0011_recipe")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
