"""SQLite finds words as they are in a table of their own, and all the others without them."""

from django.db import migrations

from search.engines import sqlite


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in (*sqlite.DROP, *sqlite.CREATE, *sqlite.FILL):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0013_naming")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
