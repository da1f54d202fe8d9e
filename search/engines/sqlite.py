"""Finding with SQLite's FTS5, whose table follows that of the records by triggers."""

import json

from django.db import connection

from search.engines.base import ANYWHERE, TITLES, Engine

COLUMNS = ("titles", "labels", "summaries", "texts", "words")
PASSAGE_COLUMNS = ("stems", "words")
PASSAGE = ("stems",)
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
# SQLite keeps a row in one piece: to read what stands behind the texts it reads the texts. A process that begins would
# read all of them: 7 GB among 100,000 records, in place of 63 MB.
CREATE_COUNTED = "CREATE INDEX search_counted ON search_searchrecord (change, id, facets, is_public)"
CREATE_PASSAGES = follow(PASSAGES, "search_searchpassage", PASSAGE_COLUMNS)
NEWEST = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - as above
# All keys in one text: to read them row by row takes three times as long.
FIND = f"SELECT group_concat(rowid) FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - as above
OFFERED = f"""
    FROM found
    JOIN search_searchpassage AS passage ON passage.id = found.id
    JOIN search_searchrecord_files AS offered ON offered.searchfile_id = passage.file_id
    WHERE passage.file_id NOT IN ({HIDDEN})"""
IN_DOCUMENTS = f"""
    WITH found AS MATERIALIZED (SELECT rowid AS id FROM {PASSAGES} WHERE {PASSAGES} MATCH %s)
    SELECT DISTINCT offered.searchrecord_id {OFFERED}"""  # noqa: S608 - as above
# Than any score.
MORE = 1_000_000
# Of columns beside a maximum SQLite gives those of the row that has it.
BEST_PASSAGES = f"""
    WITH found AS MATERIALIZED (
        SELECT rowid AS id, -bm25({PASSAGES}, 1.0, 0.0) AS score FROM {PASSAGES} WHERE {PASSAGES} MATCH %s
    )
    SELECT offered.searchrecord_id, found.id, max((passage.language = %s) * {MORE} + found.score) {OFFERED}
        AND offered.searchrecord_id IN (SELECT value FROM json_each(%s))
    GROUP BY offered.searchrecord_id"""  # noqa: S608 - as above


class SQLiteEngine(Engine):
    def matching(self, ask, within=ANYWHERE, among=None):
        # The places of words stand in the index: to look for few records one by one would take longer.
        with connection.cursor() as cursor:
            cursor.execute(FIND, [expression(ask, within)])
            (keys,) = cursor.fetchone()
            return list(map(int, keys.split(","))) if keys else []

    def in_documents(self, ask, hidden):
        with connection.cursor() as cursor:
            cursor.execute(IN_DOCUMENTS, [expression(ask, PASSAGE), json.dumps(hidden)])
            return [key for (key,) in cursor.fetchall()]

    def passages(self, ask, hidden, records, language):
        with connection.cursor() as cursor:
            cursor.execute(BEST_PASSAGES, [expression(ask, PASSAGE), language, json.dumps(hidden), json.dumps(records)])
            return {key: passage for key, passage, _score in cursor.fetchall()}

    def titled(self, ask, most):
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [groups_of(ask, TITLES), most])
            return [key for (key,) in cursor.fetchall()]


def groups_of(ask, within):
    """Return the groups of an Ask, to be found in some columns."""
    columns = f"{{{' '.join(within)}}}"
    written = beside if ask.is_together else together
    return " AND ".join(f"({columns} : ({' OR '.join(map(written, group))}))" for group in ask.groups)


def expression(ask, within):
    """Return an Ask in the language of FTS5; every word is quoted, so that none is taken for an operator.

    Args:
        ask: an Ask.
        within: the columns in which its groups are looked for.
    """
    parts = [groups_of(ask, within)] if ask.groups else []
    parts += [f"(words : {beside(phrase)})" for phrase in ask.phrases]
    wanted = " AND ".join(parts)
    columns = f"{{{' '.join(PASSAGE if within == PASSAGE else ANYWHERE)}}}"
    excluded = [f"{columns} : ({quoted(stem)})" for stem in ask.excluded]
    excluded += [f"words : {beside(phrase)}" for phrase in ask.excluded_phrases]
    return " NOT ".join([f"({wanted})", *(f"({part})" for part in excluded)])


def together(stems):
    return f"({' AND '.join(map(quoted, stems))})"


def beside(words):
    return quoted(" ".join(words))


def quoted(text):
    return '"{}"'.format(text.replace('"', '""'))
