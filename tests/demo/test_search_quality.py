"""How well the search finds the records of the demo, by questions that were judged by hand."""

from agc.demo.management.commands.measure_search import JUDGEMENTS

# nDCG@10 of all questions, and of each kind, on SQLite and on PostgreSQL.
OVERALL, EACH = "0.90", "0.80"
# The same of all questions of those who had no part in the search.
INDEPENDENT = "0.85"


def test_it_finds_as_well_as_the_best_should(demo_site):
    demo_site.manage("measure_search", "--overall", OVERALL, "--each", EACH)


def test_it_finds_well_what_it_was_not_made_for(demo_site):
    others = JUDGEMENTS.with_stem("judgements_independent")
    demo_site.manage("measure_search", "--file", str(others), "--overall", INDEPENDENT)
