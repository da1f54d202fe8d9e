"""Which of the results comes first; the same on every engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agc.vocabulary.models import Concept
from search.engines.terms import mark
from search.ranking import Stems, all_places
from tests.factories import practice, standard, translate

pytestmark = pytest.mark.django_db


def hits(page):
    return [link["href"] for link in page.select(".results .card__title a")]


def page(committed, text, title="Nota"):
    return committed(standard, title=title, body=[("paragraph", f"<p>{text}</p>")]).get_url()


def test_words_side_by_side_come_before_words_far_apart(results, committed):
    filler = "otras palabras que nada tienen que ver " * 20
    apart = page(committed, f"remolacha {filler} huerta {filler} remolacha")
    beside = page(committed, f"{filler} remolacha huerta {filler}")
    assert hits(results("remolacha huerta")) == [beside, apart]


def test_a_title_comes_before_a_text_and_more_of_a_word_before_less(results, committed):
    filler = "otras palabras que nada tienen que ver " * 5
    little, much = page(committed, f"remolacha y {filler}"), page(committed, f"remolacha y {filler} remolachas")
    titled = page(committed, filler, title="La remolacha")
    assert hits(results("remolachas")) == [titled, much, little]


@pytest.mark.parametrize("query", ["Remolacha y huerta", "«remolacha y huerta»", "remolácha Y HUERTA "])
def test_what_is_called_just_that_comes_first(results, committed, query):
    called = page(committed, "Nada más.", title="«Remolacha y huerta")
    page(committed, "remolacha huerta " * 9, title="Remolacha huerta, remolacha y huerta de remolacha")
    assert hits(results(query))[0] == called


def test_what_is_called_just_that_comes_first_in_any_language(results, committed):
    called = committed(practice, title="Un taller", claim="Uno.")
    committed(translate, called, "en", title="Beetroot workshop")
    committed(practice, title="Beetroot workshop, a workshop of beetroot", language="en")
    assert hits(results("beetroot workshop"))[0] == called.get_url()


def test_of_records_under_one_concept_that_comes_first_which_calls_it_by_its_other_names(results, committed):
    def filed(text):
        concepts = list(Concept.objects.filter(code__in=("national", "early-childhood", "services")))
        return committed(practice, concepts=concepts, approach=[("paragraph", f"<p>{text}</p>")]).get_url()

    about = filed("Una sala cuna y un jardín infantil para bebés en el mercado.")
    filed("Una ley y un fondo para las pensiones en el mercado.")
    assert hits(results("daycare", "en"))[0] == about


def test_the_words_of_a_phrase_tell_too(results, committed):
    text = page(committed, "En esta nota se habla de la remolacha azul, entre otras cosas.")
    title = page(committed, "Otra cosa, remolacha azul.", title="Remolacha azul")
    assert hits(results('"remolacha azul"')) == [title, text]


def test_a_rare_word_tells_more_than_a_common_one(results, committed):
    for _number in range(6):
        page(committed, "Los rábanos del mercado.")
    common = page(committed, "Rábanos rojos, más rábanos verdes, otros rábanos azules, una remolacha.")
    rare = page(committed, "Remolachas rojas, más remolachas verdes, otras remolachas azules, un rábano.")
    assert hits(results("rábanos remolachas"))[:2] == [rare, common]


def test_what_has_all_the_words_comes_before_what_has_some_in_its_title(results, committed):
    filler = "otras palabras que nada tienen que ver " * 20
    everything = page(committed, f"remolacha {filler} huerta {filler} abedul")
    some = page(committed, "Nada más.", title="Remolacha huerta")
    assert hits(results("remolacha huerta abedul")) == [everything, some]


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.sampled_from([1, 12, 123, 2]), max_size=4, unique=True))
def test_a_mark_stands_where_it_would_be_found_word_by_word(others, named):
    words = ["cuid", "1", "12", "0conceptual"]
    labels = " ".join([words[other] for other in others] + [mark(key) for key in named for _time in range(key % 5 + 1)])
    stems = Stems(("cuid", "tiemp", "text 12", labels))
    for key in (1, 12, 123, 2, 3):
        assert list(stems.places(mark(key))) == all_places(f" {mark(key)} ", stems.text)
