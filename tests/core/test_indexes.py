"""The indexes that the menus need."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from agc.core.navigation import Frame

pytestmark = pytest.mark.django_db


def test_the_menus_read_the_pages_of_the_first_levels_and_no_others(rf):
    with connection.cursor() as cursor:
        # So few pages PostgreSQL reads faster one by one.
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    queries = []
    with connection.execute_wrapper(
        lambda run, sql, params, *rest: (queries.append((sql, params)), run(sql, params, *rest))[1]
    ):
        assert Frame(rf.get("/es/"), language="es").menu
    sql, params = next(query for query in queries if '"depth" = ' in query[0])
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {sql}", params)
        assert "core_page_depth" in str(cursor.fetchall())


def test_an_index_that_was_lost_is_made_again_after_the_next_migration():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX core_page_depth")
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        constraints = connection.introspection.get_constraints(cursor, "wagtailcore_page")
    assert constraints["core_page_depth"]["columns"] == ["depth"]
