"""What made-up practices say beyond a snapshot: whole, in agreement with itself, and in the language of its page."""

from collections import Counter

import pytest
from django.utils.html import escape, strip_tags

from agc.demo.generating.composing import records
from agc.demo.generating.costs import LEAST
from agc.demo.generating.phrases import LANGUAGES, Phrase, families_in, phrases, read
from agc.demo.generating.places import country_of
from agc.demo.generating.records import seed_and_number
from agc.translation.checks import Text, check
from agc.translation.checks.stopwords import telling, words_of
from practices.models import BuildingBlock, Condition, Lesson, PracticeLink, PracticePage, Voice
from tests.search.made_up import texts_of

pytestmark = pytest.mark.one_database

NUMBER, SEED = 60, 7
# What is no sign of a text in the wrong language, or of one that says something else: how long it is.
OF_LENGTH = {"length", "sentences"}


@pytest.fixture(scope="module")
def many():
    return list(records(1500, 1))


@pytest.fixture(scope="module")
def some():
    return list(records(NUMBER, SEED))


# The records


def test_most_are_full_some_lie_between_and_the_rest_are_snapshots(many):
    extents = Counter(record.extent for record in many)
    assert 0.55 < extents["full"] / len(many) < 0.65
    assert 0.15 < extents["between"] / len(many) < 0.3
    assert 0.12 < extents["snapshot"] / len(many) < 0.25


def test_a_snapshot_says_nothing_beyond(many):
    for record in many:
        beyond = [record.fields, record.rows, *(texts_of(version) for version in record.versions.values())]
        assert any(beyond) == (record.extent != "snapshot")


def test_translations_say_the_same_in_the_same_places(many):
    for record in many:
        assert len({tuple(texts_of(version)) for version in record.versions.values()}) == 1


def test_two_full_records_do_not_say_the_same(many):
    for language in LANGUAGES:
        said = [
            tuple(texts_of(record.versions[language]).values())
            for record in many
            if language in record.versions and record.extent == "full"
        ]
        assert len(set(said)) == len(said) > 100


def test_nothing_ends_before_it_begins(many):
    for record in many:
        last = record.end_year or record.facts_as_of.year
        assert record.start_year <= last <= record.facts_as_of.year
        years = [*record.key_dates, *(figure.year for figure in record.results)]
        years += [record.fields["cost_year"]] if "cost_year" in record.fields else []
        assert all(record.start_year <= year <= last for year in years)


def test_costs_are_in_the_money_of_the_country_and_in_their_band(many):
    costs = [(record, record.fields) for record in many if "cost_status" in record.fields]
    for record, cost in costs:
        if cost["cost_status"] == "not-disclosed":
            assert {name for name in cost if name.startswith(("cost", "unit"))} == {"cost_status"}
            continue
        country = country_of(record.town)
        if "cost_amount" in cost or "unit_cost" in cost:
            assert cost["cost_currency"] == country["currency"]
        least = LEAST[cost["cost_band"]]
        if "cost_amount" in cost:
            assert least <= float(cost["cost_amount"]) / country["dollar"] < 10 * least
        assert cost.get("unit_cost", 1) > 0
    known = [cost for _record, cost in costs if "cost_amount" in cost]
    assert 0.4 * len(costs) < len(known) < 0.8 * len(costs)
    assert {cost["cost_band"] for cost in known} == set(LEAST)


def test_women_and_men_are_no_more_than_all(many):
    figures = [figure for record in many for figure in record.results]
    told = [figure for figure in figures if figure.women is not None]
    assert len(told) > 100
    for figure in told:
        assert figure.women >= 0 <= figure.men
        assert figure.women + figure.men <= figure.after


def test_where_less_is_better_the_figure_falls_and_else_it_rises(many):
    falling = {phrase["en"] for phrase in phrases().texts["indicators"] if phrase.facts.get("falls")}
    told = [
        (indicator, figure)
        for record in many
        if "en" in record.versions
        for (indicator, _unit), figure in zip(record.versions["en"].results, record.results, strict=True)
    ]
    assert {indicator for indicator, _figure in told} > falling
    for indicator, figure in told:
        assert (figure.after < figure.before) == (indicator in falling)


def test_towns_on_the_map_lie_in_their_country(many):
    placed = [record.town for record in many if record.with_coordinates]
    assert 0.3 * len(many) < len(placed) < 0.7 * len(many)
    for town in placed:
        country = country_of(town)
        for degrees, middle in zip((town.latitude, town.longitude), country["at"], strict=True):
            assert abs(float(degrees) - middle) <= country["within"]


def test_the_size_of_a_town_is_the_same_for_all_its_practices_and_fits_their_setting(many):
    told = [record for record in many if record.place_size]
    assert len({record.place_size for record in told}) == 5
    assert len({(record.town.name, record.place_size) for record in told}) == len({record.town.name for record in told})
    assert not any(record.place_size == "village" and record.concepts["setting"] == ("urban",) for record in told)
    assert not any(record.place_size == "metropolis" and record.concepts["setting"] == ("rural",) for record in told)


def test_links_lead_to_earlier_practices_and_never_round(many):
    adapted = Counter()
    for record in many:
        others = [link["other"] for link in record.rows.get("links", ())]
        assert len(set(others)) == len(others)
        for link in record.rows.get("links", ()):
            seed, number = seed_and_number(link["other"])
            assert seed == 1
            assert 0 <= number < record.number
            if link["relation"] == "adapted-from":
                assert many[number].start_year < record.start_year
                adapted[number] += 1
    assert len(adapted) > 100
    assert max(adapted.values()) > 2


def test_there_are_trees_of_several_generations(many):
    origins = {
        record.key: link["other"]
        for record in many
        for link in record.rows.get("links", ())
        if link["relation"] == "adapted-from"
    }

    def generations(key):
        return 1 + generations(origins[key]) if key in origins else 0

    assert max(map(generations, origins)) >= 3


# The words


def all_phrases(node):
    if isinstance(node, Phrase):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from all_phrases(child)


def slips(source, target, languages):
    """Return what the checks of translations say of a text and its translation, of which the marks are not asked."""
    asked = Text(escape(source), escape(target), *languages)
    return [(issue.code, issue.excerpt, source, target) for issue in check(asked) if issue.code not in OF_LENGTH]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["depth", "blocks", "conditions"])
def test_phrases_have_the_small_words_of_their_language_rather_than_of_another(name, language):
    for phrase in all_phrases(getattr(phrases(), name)):
        words = words_of(phrase[language])
        assert telling(words, language) == max(telling(words, each) for each in LANGUAGES), phrase[language]


@pytest.mark.parametrize("languages", [("es", "en"), ("es", "fr"), ("en", "fr"), ("fr", "es")])
@pytest.mark.parametrize("name", ["depth", "blocks", "conditions"])
def test_phrases_are_true_translations(name, languages):
    source, target = languages
    found = [
        slip
        for phrase in all_phrases(getattr(phrases(), name))
        for slip in slips(phrase[source], phrase[target], languages)
    ]
    assert not found


def test_texts_fit_into_their_fields(many):
    limits = {"building_blocks": BuildingBlock, "conditions": Condition, "lessons": Lesson, "voices": Voice}
    limits["links"] = PracticeLink
    for record in many:
        for version in record.versions.values():
            for name, text in version.fields.items():
                PracticePage._meta.get_field(name).run_validators(text)
            for name, rows in version.rows.items():
                for row in rows:
                    assert all(len(text) <= limits[name]._meta.get_field(key).max_length for key, text in row.items())


def test_what_has_ended_is_not_told_as_if_it_went_on(many):
    for record in many:
        said = record.versions[record.languages[0]].fields.get("sustainability", "")
        over = [one[record.languages[0]] in said for one in phrases().depth["sustainability"] if "ended" in one.facts]
        assert any(over) == bool(said and record.end_year)


def test_no_text_is_in_the_wrong_language(some):
    for record in some:
        source, *others = record.languages
        for other in others:
            theirs = texts_of(record.versions[other])
            for place, text in texts_of(record.versions[source]).items():
                assert not slips(strip_tags(text), strip_tags(theirs[place]), (source, other)), place


def test_what_the_search_does_not_read_has_no_word_that_searches_are_measured_by():
    said = phrases().depth
    unread = [*said["staffing"], *said["payers"], *said["units"], *(voice["role"] for voice in said["voices"])]
    for phrase in (*unread, *all_phrases(said["link_notes"])):
        assert not any(phrase.families.values()), phrase.texts


def test_local_names_have_no_word_that_searches_are_measured_by():
    for language, names in read("local_names").items():
        for known in LANGUAGES:
            assert not families_in(" ".join(names), known), language
