"""Finding with PostgreSQL's tsvector: columns that the database itself makes of the stems, with GIN indexes."""

import json
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection, transaction

from search.engines.base import ANYWHERE, SUMMARIES, TEXTS, TITLES, Ask, Engine

# PostgreSQL refuses words of more than 2,046 bytes; none in the index is as long as this.
LONGEST_WORD = 500
# A record longer than what a tsvector holds is found by its beginning.
LIMIT = 250_000

WEIGHTS = {"titles": "A", "labels": "B", "summaries": "C", "texts": "D"}
STEMS = " || ".join(
    f"setweight(to_tsvector('simple', left({name}, {LIMIT})), '{weight}')" for name, weight in WEIGHTS.items()
)
WITHOUT_LABELS = ":ACD"
PASSAGE = ("passage",)

RECORDS, PASSAGES = "search_searchrecord", "search_searchpassage"
# Where two words stand in a record an index of words does not know: of words that nearly all have, each record would be
# read to find the few in which one follows the other. So each two that follow one another are a number, of 32 bits:
# that others have the same befalls one record of three millions.
PAIRS = f"search_pairs_of(left(words, {LIMIT}))"
# The planner is told that it takes long: it would work it out for each record rather than ask the index.
CREATE_PAIRS_OF = """
    CREATE OR REPLACE FUNCTION search_pairs_of(words text) RETURNS integer[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
        SELECT array_agg(hashtext(word || ' ' || next))
        FROM (
            SELECT word, lead(word) OVER (ORDER BY place) AS next
            FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each (word, place)
        ) AS pairs
        WHERE next IS NOT NULL
    $$"""
# The columns of words that have an index, with their table.
INDEXED = {
    "search_stems": (RECORDS, "stems"),
    "search_exact": (RECORDS, "exact"),
    "search_titled": (RECORDS, "titled"),
    "search_headed": (RECORDS, "headed"),
    "search_pairs": (RECORDS, PAIRS),
    "search_passage_stems": (PASSAGES, "vectors"),
    "search_passage_exact": (PASSAGES, "exact"),
}


def index(name, suffix=""):
    """Return the statement that makes one of the indexes, or another one beside it."""
    table, column = INDEXED[name]
    return f"CREATE INDEX {name}{suffix} ON {table} USING gin ({column}) WITH (fastupdate = off)"


# An index knows no weights and no places: for these the database reads each record that has the words. Of what is asked
# while one types, and of the best of very many, there are columns of their own.
CREATE_HEADS = (
    f"""ALTER TABLE search_searchrecord
        ADD COLUMN titled tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(titles, {LIMIT}))) STORED,
        ADD COLUMN headed tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', left(titles || ' ' || summaries, {LIMIT}))) STORED""",
    index("search_titled"),
    index("search_headed"),
)
HEADS = {TITLES: "titled", SUMMARIES: "headed"}
# Found first and then put in order: else the planner goes through the records one by one, the newest first.
NEWEST = """
    WITH found AS MATERIALIZED (SELECT id FROM search_searchrecord WHERE titled @@ %s::tsquery)
    SELECT id FROM found ORDER BY id DESC LIMIT %s"""
# All keys in one text: to read them row by row takes several times as long.
FIND = "SELECT '[' || string_agg(id::text, ',') || ']' FROM search_searchrecord WHERE {where}"
# Looked for first and by itself, so that no other record is read.
BESIDE = "id = ANY(ARRAY(SELECT id FROM search_searchrecord WHERE {pairs}))"

CREATE = (
    f"ALTER TABLE search_searchrecord ADD COLUMN stems tsvector GENERATED ALWAYS AS ({STEMS}) STORED",
    f"""ALTER TABLE search_searchrecord ADD COLUMN exact tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', left(words, {LIMIT}))) STORED""",
    index("search_stems"),
    index("search_exact"),
)
# Else the database would work out the pairs of 30,000 records whenever it looks at the table, and learn nothing by it.
NO_STATISTICS = "ALTER INDEX search_pairs ALTER COLUMN 1 SET STATISTICS 0"
CREATE_PAIRS = (CREATE_PAIRS_OF, index("search_pairs"), NO_STATISTICS)
# A tsvector knows some 250 places of a word, and none beyond the first 16,383: where it does not know, the text is
# read, which takes four times as long.
READ_BESIDE = f"(exact @@ %s::tsquery OR strpos(' ' || words || ' ', %s) BETWEEN 1 AND {LIMIT})"

# To find a record its row is read, if only to see that it is there: what is not wanted each time stands apart. Rows
# take less than a third of the room, and common words two thirds of the time.
NARROW = (
    "ALTER TABLE search_searchrecord ALTER COLUMN titles SET STORAGE MAIN, ALTER COLUMN summaries SET STORAGE MAIN",
    "ALTER TABLE search_searchrecord SET (toast_tuple_target = 128)",
)

CREATE_PASSAGES = (
    """ALTER TABLE search_searchpassage ADD COLUMN vectors tsvector
        GENERATED ALWAYS AS (setweight(to_tsvector('simple', stems), 'D')) STORED""",
    """ALTER TABLE search_searchpassage ADD COLUMN exact tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    index("search_passage_stems"),
    index("search_passage_exact"),
)
OFFERED = """
    FROM search_searchpassage AS passage
    JOIN search_searchrecord_files AS offered ON offered.searchfile_id = passage.file_id
    WHERE {where} AND passage.file_id NOT IN (SELECT id FROM core_alliancedocument WHERE collection_id = ANY(%s))"""
IN_DOCUMENTS = f"SELECT DISTINCT offered.searchrecord_id {OFFERED}"
BEST_PASSAGES = f"""
    SELECT DISTINCT ON (offered.searchrecord_id) offered.searchrecord_id, passage.id {OFFERED}
        AND offered.searchrecord_id = ANY(%s)
    ORDER BY offered.searchrecord_id, passage.language = %s DESC, {{rank}} DESC, passage.id"""


class PostgreSQLEngine(Engine):
    levels = (TITLES, SUMMARIES)
    beside = SUMMARIES
    reads_records = True

    def matching(self, ask, within=ANYWHERE, among=None):
        where, parameters = by_pairs(ask, within)
        if among is not None:
            where, parameters = f"id = ANY(%s) AND {where}", [among, *parameters]
        with by_index() as cursor:
            cursor.execute(FIND.format(where=where), parameters)
            (keys,) = cursor.fetchone()
            return json.loads(keys) if keys else []

    def in_documents(self, ask, hidden):
        where, parameters = conditions(ask, PASSAGE)
        with connection.cursor() as cursor:
            cursor.execute(IN_DOCUMENTS.format(where=where), [*parameters, hidden])
            return [key for (key,) in cursor.fetchall()]

    def passages(self, ask, hidden, records, language):
        where, parameters = conditions(ask, PASSAGE)
        stems = " & ".join(groups_of(ask))
        sql = BEST_PASSAGES.format(where=where, rank="ts_rank(vectors, %s::tsquery)" if stems else "1")
        with connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, hidden, records, language, *([stems] if stems else [])])
            return dict(cursor.fetchall())

    def titled(self, ask, most):
        with by_index() as cursor:
            cursor.execute(NEWEST, [" & ".join(groups_of(ask)), most])
            return [key for (key,) in cursor.fetchall()]

    def make_indexes(self):
        with connection.cursor() as cursor:
            # Each in a transaction of its own: who waits for one to be made has read the table, and would not let go.
            for name in INDEXED:
                cursor.execute(f"DROP INDEX IF EXISTS {name}_anew")
                cursor.execute(index(name, "_anew"))
            for name, (table, _column) in INDEXED.items():
                with transaction.atomic():
                    cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
                    cursor.execute(f"DROP INDEX IF EXISTS {name}")
                    cursor.execute(f"ALTER INDEX {name}_anew RENAME TO {name}")
            cursor.execute(NO_STATISTICS)


@contextmanager
def by_index():
    """Give a cursor whose questions are answered by an index, however common a word is.

    The planner knows nothing of what it costs to unpack the words of a record, and would read all of them: 190 ms in
    place of 15 for a word of most of 26,000 records.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on")


def by_pairs(ask, within):
    """Return the conditions of a question to the table of records, and their parameters.

    Only records are read for words side by side that have each two of them side by side; for two words, none.

    Args:
        ask: an Ask.
        within: the columns in which its groups are looked for.
    """
    beside = [" ".join(phrase) for phrase in ask.phrases if len(phrase) > 1]
    if not beside:
        return conditions(ask, within)
    pairs = " AND ".join(f"{PAIRS} @> search_pairs_of(%s)" for _phrase in beside)
    where, parameters = conditions(replace(ask, phrases=tuple(it for it in ask.phrases if len(it) != 2)), within)
    if not where:
        return pairs, beside
    return f"{BESIDE.format(pairs=pairs)} AND {where}", [*beside, *parameters]


def conditions(ask, within):
    """Return the conditions of a question to a table, and their parameters.

    Args:
        ask: an Ask.
        within: the columns in which its groups are looked for.
    """
    column = "vectors" if within == PASSAGE else HEADS.get(within, "stems")
    read = [] if within == PASSAGE else [phrase for phrase in ask.phrases if len(phrase) > 1]
    found = replace(ask, phrases=tuple(phrase for phrase in ask.phrases if phrase not in read))
    queries = [(column, " & ".join(groups_of(ask, "" if within != TEXTS else WITHOUT_LABELS)))]
    queries += [("exact", exact_of(found)), ("vectors" if within == PASSAGE else "stems", without(ask))]
    queries = [(name, query) for name, query in queries if query]
    where = [*(f"{name} @@ %s::tsquery" for name, _query in queries), *(READ_BESIDE for _phrase in read)]
    parameters = [query for _name, query in queries]
    for phrase in read:
        parameters += [exact_of(Ask(phrases=(phrase,))), f" {' '.join(phrase)} "]
    return " AND ".join(where), parameters


def groups_of(ask, weights=""):
    """Return the groups of an Ask, of words with some weights where they are given."""
    sign = " <-> " if ask.is_together else " & "
    return [
        "({})".format(" | ".join(f"({sign.join(quoted(stem) + weights for stem in stems)})" for stems in group))
        for group in ask.groups
    ]


def without(ask):
    """Return the stems that an Ask leaves out, as PostgreSQL writes a query."""
    return " & ".join(f"!{quoted(stem)}" for stem in ask.excluded)


def exact_of(ask):
    """Return what an Ask says of words as they are, as PostgreSQL writes a query."""
    wanted = [f"({' <-> '.join(map(quoted, phrase))})" for phrase in ask.phrases]
    return " & ".join([*wanted, *(f"!({' <-> '.join(map(quoted, phrase))})" for phrase in ask.excluded_phrases)])


def quoted(word):
    return "'{}'".format(word[:LONGEST_WORD].replace("\\", "\\\\").replace("'", "''"))
