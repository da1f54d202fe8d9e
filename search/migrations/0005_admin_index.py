"""The index that Wagtail's own search, which serves the CMS, says it has on PostgreSQL and never creates."""

from django.db import migrations

# One that was interrupted leaves an index behind that serves nobody.
STATEMENTS = (
    "DROP INDEX CONCURRENTLY IF EXISTS search_admin_title_body",
    "CREATE INDEX CONCURRENTLY search_admin_title_body ON wagtailsearch_indexentry USING gin ((title || body))",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in STATEMENTS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    # Editors go on working meanwhile.
    atomic = False

    dependencies = [
        ("search", "0004_documents"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
