"""Finding with SQLite's FTS5, whose table follows that of the records by triggers."""

import json

from django.db import connection

from search.engines.base import Engine

COLUMNS = ("titles", "labels", "summaries", "texts", "words")
PASSAGE_COLUMNS = ("stems", "words")
# How much a word weighs in each column.
WEIGHTS = (6.0, 0.5, 3.0, 2.0, 0.0)
STEMS, PASSAGE_STEMS = "{titles labels summaries texts}", "{stems}"
# Documents of collections that are not for everybody; the list comes as JSON.
HIDDEN = """SELECT id FROM core_alliancedocument WHERE collection_id IN (SELECT value FROM json_each(%s))"""


def follow(table, rows, columns):
    """Return the statements for a table of words that follows the rows of another."""
    names, new, old = (", ".join(f"{prefix}{name}" for name in columns) for prefix in ("", "new.", "old."))
    add = f"INSERT INTO {table}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608 - names of this module only
    remove = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608 - as above
    return (
        f"""CREATE VIRTUAL TABLE {table} USING fts5(
            {names}, content='{rows}', content_rowid='id', tokenize="unicode61 remove_diacritics 0"
        )""",
        f"CREATE TRIGGER {table}_insert AFTER INSERT ON {rows} BEGIN {add} END",
        f"CREATE TRIGGER {table}_delete AFTER DELETE ON {rows} BEGIN {remove} END",
        f"CREATE TRIGGER {table}_update AFTER UPDATE OF {names} ON {rows} BEGIN {remove} {add} END",
    )


TABLE, PASSAGES = "search_fts", "search_passage_fts"
CREATE = follow(TABLE, "search_searchrecord", COLUMNS)
CREATE_PASSAGES = follow(PASSAGES, "search_searchpassage", PASSAGE_COLUMNS)
SCORE = f"-bm25({TABLE}, {', '.join(map(str, WEIGHTS))})"
TITLES = "{titles}"
NEWEST = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - as above
FIND = f"SELECT rowid, {SCORE} FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - as above
# Of columns beside a maximum SQLite gives those of the row that has it.
FIND_PASSAGES = f"""
    WITH found AS MATERIALIZED (
        SELECT rowid AS id, -bm25({PASSAGES}, 1.0, 0.0) AS score FROM {PASSAGES} WHERE {PASSAGES} MATCH %s
    )
    SELECT offered.searchrecord_id, max(found.score), found.id
    FROM found
    JOIN search_searchpassage AS passage ON passage.id = found.id
    JOIN search_searchrecord_files AS offered ON offered.searchfile_id = passage.file_id
    WHERE passage.file_id NOT IN ({HIDDEN})
    GROUP BY offered.searchrecord_id"""  # noqa: S608 - as above


class SQLiteEngine(Engine):
    def matching(self, ask):
        with connection.cursor() as cursor:
            cursor.execute(FIND, [expression(ask, STEMS)])
            return cursor.fetchall()

    def in_documents(self, ask, hidden):
        with connection.cursor() as cursor:
            cursor.execute(FIND_PASSAGES, [expression(ask, PASSAGE_STEMS), json.dumps(hidden)])
            return cursor.fetchall()

    def titled(self, ask, most):
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [groups_of(ask, TITLES), most])
            return [key for (key,) in cursor.fetchall()]


def groups_of(ask, columns):
    """Return the groups of an Ask, to be found in some columns."""
    return " AND ".join(f"({columns} : ({' OR '.join(map(together, group))}))" for group in ask.groups)


def expression(ask, stems):
    """Return an Ask in the language of FTS5; every word is quoted, so that none is taken for an operator.

    Args:
        ask: an Ask.
        stems: the columns that have stems.
    """
    parts = [groups_of(ask, stems)] if ask.groups else []
    parts += [f"(words : {quoted(' '.join(phrase))})" for phrase in ask.phrases]
    wanted = " AND ".join(parts)
    excluded = [f"{stems} : ({quoted(stem)})" for stem in ask.excluded]
    excluded += [f"words : {quoted(' '.join(phrase))}" for phrase in ask.excluded_phrases]
    return " NOT ".join([f"({wanted})", *(f"({part})" for part in excluded)])


def together(stems):
    return f"({' AND '.join(map(quoted, stems))})"


def quoted(text):
    return '"{}"'.format(text.replace('"', '""'))
