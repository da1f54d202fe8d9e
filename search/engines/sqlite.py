"""Finding with SQLite's FTS5, whose table follows that of the records by triggers."""

from django.db import connection

from search.engines.base import Engine

COLUMNS = ("titles", "labels", "summaries", "texts", "words")
# How much a word weighs in each column.
WEIGHTS = (6.0, 0.5, 3.0, 2.0, 0.0)
STEMS = "{titles labels summaries texts}"

NAMES, NEW, OLD = (", ".join(f"{prefix}{name}" for name in COLUMNS) for prefix in ("", "new.", "old."))
TABLE, RECORDS = "search_fts", "search_searchrecord"
ADD = f"INSERT INTO {TABLE}(rowid, {NAMES}) VALUES (new.id, {NEW});"  # noqa: S608 - names of this module only
REMOVE = f"INSERT INTO {TABLE}({TABLE}, rowid, {NAMES}) VALUES ('delete', old.id, {OLD});"  # noqa: S608 - as above
CREATE = (
    f"""CREATE VIRTUAL TABLE {TABLE} USING fts5(
        {NAMES}, content='{RECORDS}', content_rowid='id', tokenize="unicode61 remove_diacritics 0"
    )""",
    f"CREATE TRIGGER {TABLE}_insert AFTER INSERT ON {RECORDS} BEGIN {ADD} END",
    f"CREATE TRIGGER {TABLE}_delete AFTER DELETE ON {RECORDS} BEGIN {REMOVE} END",
    f"CREATE TRIGGER {TABLE}_update AFTER UPDATE OF {NAMES} ON {RECORDS} BEGIN {REMOVE} {ADD} END",
)
SCORE = f"-bm25({TABLE}, {', '.join(map(str, WEIGHTS))})"
TITLES = "{titles}"
NEWEST = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - as above
FIND = f"SELECT rowid, {SCORE} FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - as above


class SQLiteEngine(Engine):
    def matching(self, ask):
        with connection.cursor() as cursor:
            cursor.execute(FIND, [expression(ask)])
            return cursor.fetchall()

    def titled(self, ask, most):
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [groups_of(ask, TITLES), most])
            return [key for (key,) in cursor.fetchall()]


def groups_of(ask, columns):
    """Return the groups of an Ask, to be found in some columns."""
    return " AND ".join(f"({columns} : ({' OR '.join(map(together, group))}))" for group in ask.groups)


def expression(ask):
    """Return an Ask in the language of FTS5; every word is quoted, so that none is taken for an operator."""
    parts = [groups_of(ask, STEMS)] if ask.groups else []
    parts += [f"(words : {quoted(' '.join(phrase))})" for phrase in ask.phrases]
    wanted = " AND ".join(parts)
    excluded = [f"{STEMS} : ({quoted(stem)})" for stem in ask.excluded]
    excluded += [f"words : {quoted(' '.join(phrase))}" for phrase in ask.excluded_phrases]
    return " NOT ".join([f"({wanted})", *(f"({part})" for part in excluded)])


def together(stems):
    return f"({' AND '.join(map(quoted, stems))})"


def quoted(text):
    return '"{}"'.format(text.replace('"', '""'))
