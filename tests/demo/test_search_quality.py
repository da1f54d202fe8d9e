"""How well the search finds the records of the demo, by questions that were judged by hand."""

# nDCG@10 of all questions, and of each kind: no lower than when it was measured last.
SQLITE, POSTGRESQL = ("0.90", "0.78"), ("0.89", "0.73")


def test_it_finds_as_well_as_it_did(demo_site):
    overall, each = SQLITE if demo_site.environment["DATABASE_URL"].startswith("sqlite") else POSTGRESQL
    demo_site.manage("measure_search", "--overall", overall, "--each", each)
