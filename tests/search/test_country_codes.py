"""A country is found by its codes of ISO 3166-1, where no record has them as words."""

import pytest

from agc.vocabulary.loading import country_codes
from search.models import SearchState
from tests.factories import concept, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def korean(committed):
    """A practice that is filed under the Republic of Korea, and two that are not."""
    committed(practice, title="Cuidar en otra parte")
    committed(practice, title="Cuidar al norte", country="kp")
    return committed(practice, title="Cuidar a largo plazo", country="kr")


@pytest.mark.parametrize("code", ["KR", "KOR", " KOR "])
def test_a_code_finds_what_is_of_the_country_and_the_page_says_so(results, found, korean, code):
    assert found(code) == ["Cuidar a largo plazo"]
    label = concept("country", "kr").label
    assert f"«{code.strip()}»" in (said := results(code).select_one(".notice").text)
    assert label in said


def test_a_code_counts_as_the_other_words_do(found, korean):
    assert found("plazo KOR") == ["Cuidar a largo plazo"]


def test_what_names_the_country_is_found_too(found, committed, korean):
    committed(practice, title="Como en la República de Corea")
    committed(practice, title="Como en la República Popular Democrática de Corea")
    assert found("KOR") == ["Como en la República de Corea", "Cuidar a largo plazo"]


def test_capitals_that_tell_nothing_are_no_code(results, korean):
    assert "código de un país" not in results("CUIDAR EN COREA O EN KOR").text


def test_a_country_that_is_called_nothing_has_no_code(results, korean):
    concept("country", "kr").labels.all().delete()
    SearchState.next_naming()
    assert "código de un país" not in results("KOR").text


def test_in_small_letters_it_is_a_word_like_any_other(results, korean):
    assert "código de un país" not in results("kor").text


def test_what_some_record_has_as_a_word_is_that_word(found, committed, korean):
    committed(practice, title="El sistema KR de turnos")
    assert found("KR")[0] == "El sistema KR de turnos"


def test_a_code_of_what_no_record_is_about_finds_what_is_near(results, korean):
    page = results("TUV")
    assert not page.select(".results .card")
    assert "Tuvalu" in page.text


@pytest.mark.one_database
def test_each_country_has_its_two_codes():
    codes = country_codes()
    assert (codes["KR"], codes["KOR"], len(codes)) == ("kr", "kr", 2 * 249)
