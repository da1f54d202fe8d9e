"""Finding with PostgreSQL's tsvector: columns that the database itself makes of the stems, with GIN indexes."""

from django.db import connection

from search.engines.base import Engine

# How much a word weighs in a text, a summary, a label and a title, in the order in which PostgreSQL wants it.
WEIGHTS = "{0.33,0.5,0.08,1.0}"
# PostgreSQL refuses words of more than 2,046 bytes; none in the index is as long as this.
LONGEST_WORD = 500
# A record longer than what a tsvector holds is found by its beginning.
LIMIT = 250_000

TEXTS = {"titles": "A", "labels": "B", "summaries": "C", "texts": "D"}
STEMS = " || ".join(
    f"setweight(to_tsvector('simple', left({name}, {LIMIT})), '{weight}')" for name, weight in TEXTS.items()
)

TITLE = f":{TEXTS['titles']}"
NEWEST = "SELECT id FROM search_searchrecord WHERE stems @@ %s::tsquery ORDER BY id DESC LIMIT %s"

CREATE = (
    f"ALTER TABLE search_searchrecord ADD COLUMN stems tsvector GENERATED ALWAYS AS ({STEMS}) STORED",
    f"""ALTER TABLE search_searchrecord ADD COLUMN exact tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', left(words, {LIMIT}))) STORED""",
    "CREATE INDEX search_stems ON search_searchrecord USING gin (stems) WITH (fastupdate = off)",
    "CREATE INDEX search_exact ON search_searchrecord USING gin (exact) WITH (fastupdate = off)",
)

CREATE_PASSAGES = (
    """ALTER TABLE search_searchpassage ADD COLUMN vectors tsvector
        GENERATED ALWAYS AS (setweight(to_tsvector('simple', stems), 'D')) STORED""",
    """ALTER TABLE search_searchpassage ADD COLUMN exact tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    "CREATE INDEX search_passage_stems ON search_searchpassage USING gin (vectors) WITH (fastupdate = off)",
    "CREATE INDEX search_passage_exact ON search_searchpassage USING gin (exact) WITH (fastupdate = off)",
)
FIND_PASSAGES = """
    SELECT DISTINCT ON (offered.searchrecord_id) offered.searchrecord_id, {score} AS score, passage.id
    FROM search_searchpassage AS passage
    JOIN search_searchrecord_files AS offered ON offered.searchfile_id = passage.file_id
    WHERE {where} AND passage.file_id NOT IN (SELECT id FROM core_alliancedocument WHERE collection_id = ANY(%s))
    ORDER BY offered.searchrecord_id, score DESC, passage.id"""


class PostgreSQLEngine(Engine):
    def matching(self, ask):
        score, where, parameters = parts_of(ask, "stems")
        sql = f"SELECT id, {score} FROM search_searchrecord WHERE {where}"  # noqa: S608 - parts of this module only
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def in_documents(self, ask, hidden):
        score, where, parameters = parts_of(ask, "vectors")
        with connection.cursor() as cursor:
            cursor.execute(FIND_PASSAGES.format(score=score, where=where), [*parameters, hidden])
            return cursor.fetchall()

    def titled(self, ask, most):
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [" & ".join(groups_of(ask, TITLE)), most])
            return [key for (key,) in cursor.fetchall()]


def parts_of(ask, column):
    """Return the score, the conditions, and the parameters of both, of a question to a table.

    Args:
        ask: an Ask.
        column: the one that has the stems; that of the words as they are is "exact" everywhere.
    """
    stems, exact = stems_of(ask), exact_of(ask)
    weights = [min(alternatives) for alternatives in ask.weights] or [1] * len(ask.groups)
    groups = list(zip(groups_of(ask), weights, strict=True))
    score = " + ".join(f"%s * ts_rank(%s::float4[], {column}, %s::tsquery)" for _group in groups) or "1"
    parameters = [part for group, weight in groups for part in (weight, WEIGHTS, group)]
    where = " AND ".join(f"{name} @@ %s::tsquery" for name, query in ((column, stems), ("exact", exact)) if query)
    return score, where, [*parameters, *filter(None, (stems, exact))]


def groups_of(ask, weight=""):
    """Return the groups of an Ask, of words with a weight where one is given."""
    return [
        "({})".format(" | ".join(f"({' & '.join(quoted(stem) + weight for stem in stems)})" for stems in group))
        for group in ask.groups
    ]


def stems_of(ask):
    """Return what an Ask says of stems, as PostgreSQL writes a query."""
    groups = groups_of(ask)
    return " & ".join([*groups, *(f"!{quoted(stem)}" for stem in ask.excluded)])


def exact_of(ask):
    """Return what an Ask says of words as they are, as PostgreSQL writes a query."""
    wanted = [f"({' <-> '.join(map(quoted, phrase))})" for phrase in ask.phrases]
    return " & ".join([*wanted, *(f"!({' <-> '.join(map(quoted, phrase))})" for phrase in ask.excluded_phrases)])


def quoted(word):
    return "'{}'".format(word[:LONGEST_WORD].replace("\\", "\\\\").replace("'", "''"))
