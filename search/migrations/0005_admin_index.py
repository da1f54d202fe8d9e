"""The index that Wagtail's own search, which serves the CMS, says it has on PostgreSQL and never creates."""

from django.db import migrations

CREATE = """CREATE INDEX CONCURRENTLY IF NOT EXISTS search_admin_title_body
    ON wagtailsearch_indexentry USING gin ((title || body))"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


class Migration(migrations.Migration):
    # Editors go on working meanwhile.
    atomic = False

    dependencies = [
        ("search", "0004_documents"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
