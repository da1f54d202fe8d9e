"""The engines of the search: one for each database that the site runs on."""

from django.db import connection

from search.engines.base import Ask, Engine, Found
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

__all__ = ["Ask", "Engine", "Found", "get_engine"]

ENGINES = {"sqlite": SQLiteEngine(), "postgresql": PostgreSQLEngine()}


def get_engine():
    """Return the engine of the database in use."""
    return ENGINES[connection.vendor]
