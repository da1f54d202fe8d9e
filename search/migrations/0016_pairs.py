"""PostgreSQL finds words side by side by an index of each two that follow one another."""

from django.db import migrations

from search.engines import postgresql


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.CREATE_PAIRS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0015_narrow_rows")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
