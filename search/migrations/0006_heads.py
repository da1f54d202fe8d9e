"""What PostgreSQL finds by the titles and the summaries of records alone."""

from django.db import migrations

from search.engines import postgresql


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.CREATE_HEADS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_admin_index")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
