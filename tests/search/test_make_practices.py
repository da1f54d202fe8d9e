"""Practices made up for measuring: the same for the same seed, true translations of each other, wholly taken away."""

import os
import re
import subprocess
import sys
from collections import Counter
from itertools import islice

import pytest
from django.core.management import CommandError
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from wagtail.models import Page

from agc.core.languages import locales
from agc.core.progress import Progress
from agc.core.texts import address_of, unaccented
from agc.demo.generating.composing import records
from agc.demo.generating.phrases import LANGUAGES, PLACEHOLDER, Phrase, families, families_in, phrases
from agc.demo.generating.places import parts, region_name, town_name
from agc.demo.generating.records import keys_of, seed_and_number
from agc.demo.generating.tree import delete
from agc.translation import status
from agc.translation.models import TranslationRecord
from practices.forms import TITLE_LENGTH
from practices.models import Effect, PracticeCode, PracticeIndexPage, PracticePage
from tests.factories import practice
from tests.search.made_up import made, make

NOTICES = {
    "es": "Esta ficha fue generada automáticamente",
    "en": "This record was generated automatically",
    "fr": "Cette fiche a été générée automatiquement",
}
DIGEST = """
import hashlib
from agc.demo.generating.composing import records
said = [(version.text, sorted(version.families)) for one in records(30, 4) for version in one.versions.values()]
print(hashlib.sha256(repr(said).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def many():
    return list(records(2500, 1))


@pytest.fixture(scope="module")
def versions(many):
    """Return every version of many records, with its language."""
    return [(language, version) for record in many for language, version in record.versions.items()]


def all_phrases(node):
    """Yield every phrase in a nest of lists and dictionaries."""
    if isinstance(node, Phrase):
        yield node
        node = node.facts
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from all_phrases(child)


# The records


def test_the_same_seed_gives_the_same_records_however_many_and_wherever_they_begin():
    assert list(records(20, 3)) == list(records(50, 3))[:20]
    assert list(records(50, 3, first=20)) == list(records(50, 3))[20:]


def test_another_seed_gives_other_records():
    assert [record.versions for record in records(20, 3)] != [record.versions for record in records(20, 4)]


def test_no_order_of_a_hash_decides_anything():
    def digest(hash_seed):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert digest("1") == digest("2") != ""


def test_keys_titles_and_addresses_are_unique(many, versions):
    assert len({record.key for record in many}) == len(many)
    assert len({(language, version.title) for language, version in versions}) == len(versions)
    assert len({(language, address_of(version.title)) for language, version in versions}) == len(versions)


def test_a_key_tells_seed_and_number_and_lies_among_those_of_its_seed(many):
    first, last = keys_of(1)
    for record in many:
        assert seed_and_number(record.key) == (1, record.number)
        assert first <= record.key <= last
        assert record.key.version == 8
    assert keys_of(0)[1] < first
    assert last < keys_of(2)[0]


def test_most_are_spanish_and_most_exist_in_every_language(many):
    sources = Counter(record.languages[0] for record in many)
    assert sources["es"] > 0.6 * len(many) > sources["en"] > sources["fr"] > 0
    numbers = Counter(len(record.versions) for record in many)
    assert numbers[3] > 0.5 * len(many) > numbers[2] > numbers[1] > 0


def test_every_version_says_in_its_language_that_it_was_made_up(versions):
    for language, version in versions:
        assert [code for code, notice in NOTICES.items() if notice in version.summary] == [language]


def test_translations_have_the_same_names_and_numbers_in_other_words(many):
    for record in many:
        texts = [version.text for version in record.versions.values()]
        assert len(set(texts)) == len(texts)
        assert len({tuple(sorted(re.findall(r"\d+", text))) for text in texts}) == 1
        assert all(record.town.name in text and record.town.region in text for text in texts)


def test_titles_fit_into_the_form(versions):
    for _language, version in versions:
        assert len(version.title) <= TITLE_LENGTH
        assert bool(version.short_title) == (len(version.title) > 60)
        assert len(version.short_title) <= 60


def test_the_longest_short_titles_leave_the_town_out():
    # Among so many one is met that SQLite takes and PostgreSQL refuses.
    made = islice(records(83_200, seed=1, first=83_000), 200)
    titles = [version.short_title for record in made for version in record.versions.values()]
    assert max(map(len, titles)) <= 60


def test_the_families_of_words_are_those_of_the_text(versions):
    for language, version in versions:
        assert version.families == families_in(strip_tags(version.text), language), version.title


def test_queries_find_from_a_fifth_of_the_records_to_one(many):
    found = Counter(family for record in many for family in record.versions[record.languages[0]].families)
    assert any(0.15 < number / len(many) < 0.25 for number in found.values())
    assert any(number / len(many) < 0.02 for number in found.values())
    assert 1 in Counter(record.town.name for record in many).values()


def test_few_countries_are_common_and_years_rise(many):
    countries = Counter(record.town.country for record in many).most_common()
    assert countries[0][1] > 0.15 * len(many)
    assert countries[-1][1] < 0.01 * len(many)
    years = Counter(record.start_year for record in many)
    assert years[2010] < years[2017] < years[2024]


def test_names_of_places_are_never_the_same():
    towns = [unaccented(town_name(number)) for number in range(100_000)]
    regions = [unaccented(region_name(number)) for number in range(len(parts().first) * len(parts().last_of_region))]
    assert len({*towns, *regions}) == len(towns) + len(regions)


# The phrases


@pytest.mark.parametrize("name", ["titles", "texts", "sentences"])
def test_a_phrase_has_the_same_places_to_fill_in_every_language(name):
    for phrase in all_phrases(getattr(phrases(), name)):
        filled = {tuple(sorted(PLACEHOLDER.findall(str(phrase[language])))) for language in LANGUAGES}
        assert len(filled) == 1, phrase.texts


@pytest.mark.parametrize("family", [name for name in families() if name in phrases().sentences])
def test_the_sentences_of_a_family_have_different_forms_of_it(family):
    for language in LANGUAGES:
        known = {unaccented(form) for form in families()[family][language]}
        used = [set(re.findall(r"\w+", unaccented(each[language]))) & known for each in phrases().sentences[family]]
        assert all(used)
        assert len(set().union(*used)) > 1


# The pages

pages_made = pytest.mark.django_db


def state():
    """Return how many rows there are of what practices consist of, and what the lists say of their pages."""
    models = (Page, PracticePage, PracticeCode, Effect, PracticePage.concepts.through, TranslationRecord)
    lists = PracticeIndexPage.objects.order_by("pk").values_list("numchild", flat=True)
    return [model.objects.count() for model in models], list(lists)


@pages_made
def test_pages_are_as_if_published_by_hand():
    make()
    for page in made():
        page.full_clean()
        page.check_publishable()
        assert page.live
        assert page.illustrative
        assert page.code == PracticeCode.of(page.translation_key)
        assert {"level", "care-type", "component"} <= set(page.concepts_by_scheme())
        assert page.places.exists()
        assert page.effects.exists()
        assert page.sources.exists()


@pages_made
def test_pages_are_those_of_the_records():
    make()
    wanted = [
        (one.key, language, version.title) for one in records(12, 7) for language, version in one.versions.items()
    ]
    found = [(page.translation_key, page.language, page.title) for page in made().select_related("locale")]
    assert sorted(found) == sorted(wanted)


@pages_made
def test_the_tree_is_sound():
    practice()
    make()
    practice()
    assert not any(Page.find_problems())
    for page in PracticeIndexPage.objects.all():
        assert page.numchild == page.get_children().count() > 0


@pages_made
def test_rows_and_blocks_have_the_same_identity_in_every_language():
    make()
    key = next(record.key for record in records(12, 7) if len(record.languages) == 3)
    versions = made().filter(translation_key=key)
    assert len({page.code for page in versions}) == 1
    assert len({tuple(row.translation_key for row in page.effects.all()) for page in versions}) == 1
    assert len({tuple(block.id for block in page.approach) for page in versions}) == 1
    assert versions.filter(source_locale=locales()[next(records(1, 7)).languages[0]]).count() == len(LANGUAGES)


@pages_made
@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_find_them_in_the_list_and_read_them(client, language):
    make(index=True)
    index = PracticeIndexPage.objects.get(locale=locales()[language])
    shown = client.get(index.get_url()).content.decode()
    pages = list(made(language))
    assert any(page.get_url() in shown for page in pages)
    response = client.get(pages[0].get_url())
    text = response.content.decode()
    assert f'<html lang="{language}"' in text
    assert NOTICES[language] in text
    assert client.get(f"/{pages[0].code}", follow=True).status_code == 200


@pages_made
def test_where_translations_stand_is_known_and_stays_so():
    make()
    rows = TranslationRecord.objects.filter(source__in=made()).order_by("pk")
    before = list(rows.values_list("source", "locale", "target", "status", "live"))
    assert status.refresh_missing() == 0
    status.refresh_all(Page.objects.filter(pk__in=made()))
    assert list(rows.values_list("source", "locale", "target", "status", "live")) == before


@pages_made
def test_a_second_run_makes_nothing_and_a_longer_one_goes_on():
    make(5)
    before = list(made().values_list("pk", "path", "title"))
    assert "nothing was made" in make(5)
    assert "nothing was made" in make(3)
    assert list(made().values_list("pk", "path", "title")) == before
    make(8)
    after = list(made().values_list("pk", "path", "title"))
    assert set(before) < set(after)
    assert len(after) == sum(len(record.versions) for record in records(8, 7))


@pages_made
def test_another_seed_is_refused_until_the_first_is_deleted():
    make(3, seed=7)
    with pytest.raises(CommandError, match="seed 7"):
        make(3, seed=8)
    make(None, delete=True)
    make(3, seed=8)
    assert {seed_and_number(page.translation_key)[0] for page in made()} == {8}


@pages_made
@pytest.mark.parametrize(
    ("number", "seed", "reason"),
    [
        (None, 1, "Say how many"),
        (0, 1, "The number is from 1"),
        (10**7, 1, "The number is from 1"),
        (5, -1, "the seed from 0"),
        (5, 2**30, "the seed from 0"),
    ],
)
def test_what_cannot_be_made_is_refused(number, seed, reason):
    with pytest.raises(CommandError, match=reason):
        make(number, seed)
    assert not made().exists()


@pages_made
def test_without_a_list_for_some_language_nothing_is_made():
    PracticeIndexPage.objects.get(locale=locales()["fr"]).delete()
    with pytest.raises(CommandError, match="fr"):
        make()
    assert not made().exists()


@pages_made
def test_delete_leaves_what_was_there_before():
    mine = practice()
    before = state()
    make()
    # What others did with the pages goes too.
    made().first().save_revision().publish()
    make(None, delete=True)
    assert state() == before
    assert PracticePage.objects.get(pk=mine.pk).code == mine.code
    assert not any(Page.find_problems())


@pages_made
def test_a_delete_that_was_interrupted_leaves_whole_practices():
    make(8)
    before = set(made().values_list("title", flat=True))
    assert delete(3) == 3
    assert made().count() == sum(len(record.versions) for record in records(5, 7))
    make(8)
    assert set(made().values_list("title", flat=True)) == before


@pages_made
def test_with_index_the_public_search_finds_them(client):
    make(index=True)
    record = next(record for record in records(12, 7) if "es" in record.versions)
    with translation.override("es"):
        response = client.get(reverse("search"), {"q": record.town.name})
    assert address_of(record.versions["es"].title) in response.content.decode()


# The progress


@pytest.fixture
def progress():
    """Return a function that makes a Progress whose clock shows the seconds given, and what it writes."""

    def start(*seconds, is_terminal):
        written = []
        return Progress(100, written.append, is_terminal, clock=iter(seconds).__next__), written

    return start


def test_a_terminal_shows_a_bar_that_is_written_over(progress):
    shown, written = progress(0, 5, 20, is_terminal=True)
    shown.advance(25)
    shown.advance(75)
    assert written[0].startswith("\r[#######.......................] 25 of 100, 25 %, 5 s, 15 s left")
    assert not written[0].endswith("\n")
    assert written[1].startswith("\r[##############################] 100 of 100")
    assert written[1].endswith("\n")


def test_elsewhere_there_is_a_line_now_and_then_and_one_at_the_end(progress):
    shown, written = progress(0, 1, 11, 12, 13, is_terminal=False)
    for _step in range(4):
        shown.advance(25)
    assert written == ["50 of 100, 50 %, 11 s, 11 s left\n", "100 of 100, 100 %, 13 s, 0 s left\n"]
