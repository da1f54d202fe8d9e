"""How well the search finds the records of the demo, by questions that were judged by hand."""

# nDCG@10 of all questions, and of each kind, on SQLite and on PostgreSQL.
OVERALL, EACH = "0.90", "0.80"


def test_it_finds_as_well_as_the_best_should(demo_site):
    demo_site.manage("measure_search", "--overall", OVERALL, "--each", EACH)
