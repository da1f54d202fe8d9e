"""Finding with SQLite's FTS5, whose tables follow that of the records by triggers."""

import json

from django.db import connection, transaction

from search.engines.base import ANYWHERE, TITLES, Engine

PASSAGE_COLUMNS = ("stems", "words")
PASSAGE = ("stems",)
# Documents of collections that are not for everybody; the list comes as JSON.
HIDDEN = """SELECT id FROM core_alliancedocument WHERE collection_id IN (SELECT value FROM json_each(%s))"""


def drop(table):
    """Return the statements that take a table of words away, with what has it follow the rows of another."""
    triggers = (f"DROP TRIGGER IF EXISTS {table}_{event}" for event in ("insert", "delete", "update"))
    return (*triggers, f"DROP TABLE IF EXISTS {table}")


def fill(table):
    """Return the statement that reads all rows into a table of words."""
    return f"INSERT INTO {table}({table}) VALUES ('rebuild')"  # noqa: S608 - names of this module only


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


# What a record is found by stands in one table, and its words as they are, for phrases, in another: to leave a column
# out of account takes longer than to look for all of them, and most questions have no phrase.
STEMS, WORDS, PASSAGES = "search_stem_fts", "search_word_fts", "search_passage_fts"
CREATE = (*follow(STEMS, "search_searchrecord", ANYWHERE), *follow(WORDS, "search_searchrecord", ("words",)))
FILL = (fill(STEMS), fill(WORDS))
# The one table that there was for both.
DROP = drop("search_fts")
# SQLite keeps a row in one piece: to read what stands behind the texts it reads the texts. A process that begins would
# read all of them: 7 GB among 100,000 records, in place of 63 MB.
CREATE_COUNTED = "CREATE INDEX search_counted ON search_searchrecord (change, id, facets, is_public)"
CREATE_PASSAGES = follow(PASSAGES, "search_searchpassage", PASSAGE_COLUMNS)
MAKE_ANEW = (
    *(statement for table in (STEMS, WORDS, PASSAGES) for statement in drop(table)),
    *(*CREATE, *CREATE_PASSAGES, *FILL, fill(PASSAGES)),
)
NEWEST = f"SELECT rowid FROM {STEMS} WHERE {STEMS} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - names of this module only
MATCH = "SELECT rowid FROM {table} WHERE {table} MATCH %s"
# All keys in one text: to read them row by row takes three times as long.
FIND = "SELECT '[' || group_concat(rowid) || ']' FROM ({found})"
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
        wanted, unwanted = in_records(ask, within)
        found = " INTERSECT ".join(MATCH.format(table=table) for table, _expression in wanted)
        found = " EXCEPT ".join([found, *(MATCH.format(table=table) for table, _expression in unwanted)])
        with connection.cursor() as cursor:
            cursor.execute(FIND.format(found=found), [expression for _table, expression in (*wanted, *unwanted)])
            (keys,) = cursor.fetchone()
            return json.loads(keys) if keys else []

    def in_documents(self, ask, hidden):
        with connection.cursor() as cursor:
            cursor.execute(IN_DOCUMENTS, [in_passages(ask), json.dumps(hidden)])
            return [key for (key,) in cursor.fetchall()]

    def passages(self, ask, hidden, records, language):
        with connection.cursor() as cursor:
            cursor.execute(BEST_PASSAGES, [in_passages(ask), language, json.dumps(hidden), json.dumps(records)])
            return {key: passage for key, passage, _score in cursor.fetchall()}

    def titled(self, ask, most):
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [groups_of(ask, TITLES), most])
            return [key for (key,) in cursor.fetchall()]

    def make_indexes(self):
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in MAKE_ANEW:
                cursor.execute(statement)


def in_records(ask, within):
    """Return what has to be found in which table of records, and what may not be found there: pairs of both.

    Args:
        ask: an Ask.
        within: the columns in which its groups are looked for.
    """
    wanted = [(STEMS, groups_of(ask, within))] if ask.groups else []
    wanted += [(WORDS, " AND ".join(map(beside, ask.phrases)))] if ask.phrases else []
    unwanted = [(STEMS, " OR ".join(map(quoted, ask.excluded)))] if ask.excluded else []
    unwanted += [(WORDS, " OR ".join(map(beside, ask.excluded_phrases)))] if ask.excluded_phrases else []
    return wanted, unwanted


def in_passages(ask):
    """Return an Ask in the language of FTS5, to be found in a passage of a document."""
    parts = [groups_of(ask, PASSAGE)] if ask.groups else []
    parts += [f"(words : {beside(phrase)})" for phrase in ask.phrases]
    excluded = [f"{{stems}} : ({quoted(stem)})" for stem in ask.excluded]
    excluded += [f"words : {beside(phrase)}" for phrase in ask.excluded_phrases]
    return " NOT ".join([f"({' AND '.join(parts)})", *(f"({part})" for part in excluded)])


def groups_of(ask, within):
    """Return the groups of an Ask, to be found in some columns, in the language of FTS5.

    Every word is quoted, so that none is taken for an operator.
    """
    columns = "" if within == ANYWHERE else f"{{{' '.join(within)}}} : "
    written = beside if ask.is_together else together
    return " AND ".join(f"({columns}({' OR '.join(map(written, group))}))" for group in ask.groups)


def together(stems):
    return f"({' AND '.join(map(quoted, stems))})"


def beside(words):
    return quoted(" ".join(words))


def quoted(text):
    return '"{}"'.format(text.replace('"', '""'))
