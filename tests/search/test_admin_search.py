"""Wagtail's own search, which serves the CMS."""

import pytest
from django.db import connection
from wagtail.models import Page

from tests.factories import standard

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite finds with FTS5 and needs no index")
def test_it_finds_by_an_index_on_postgresql():
    found = standard(title="Zanahoria")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM wagtailsearch_indexentry WHERE (title || body) @@ to_tsquery('simple', 'zanahoria')"
        )
        plan = " ".join(line for (line,) in cursor.fetchall())
        assert "search_admin_title_body" in plan
        queries = []
        with connection.execute_wrapper(lambda run, sql, *rest: (queries.append(sql), run(sql, *rest))[1]):
            assert [page.pk for page in Page.objects.search("zanahoria")] == [found.pk]
    # What is asked is what the index is for.
    assert any('"title" || "wagtailsearch_indexentry"."body"' in sql for sql in queries)
