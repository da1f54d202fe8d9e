"""PostgreSQL keeps the long columns of a record apart from it: of each that is written from now on."""

from django.db import migrations

from search.engines import postgresql


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.NARROW:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0014_words_apart")]

    operations = [migrations.RunPython(narrow, migrations.RunPython.noop)]
