"""Suggestions made to fit the text that they are offered for."""

import pytest

from agc.translation.memory import Suggestion, adapt
from agc.translation.texts import Segment

pytestmark = pytest.mark.one_database


def adapted(source, target, asked, languages=("es", "en")):
    """Return the target offered for a text, and whether it was changed."""
    segment = Segment(1, 1, "body.1", "body.paragraph", 1, 1, asked, rich=True)
    found = adapt(Suggestion(source, target, 90, "Página", approved=True), segment, *languages)
    return found.target, found.adapted


def test_links_get_the_ids_of_the_text():
    assert adapted('Ver <a id="a1">la ley</a>.', 'See <a id="a1">the law</a>.', 'Ver <a id="a3">la ley</a> hoy.') == (
        'See <a id="a3">the law</a>.',
        True,
    )


def test_several_links_keep_their_places():
    assert adapted(
        '<a id="a1">Uno</a> y <a id="a2">dos</a>',
        '<a id="a2">Two</a> and <a id="a1">one</a>',
        '<a id="a2">Uno</a>, <a id="a5">dos</a>',
    ) == ('<a id="a5">Two</a> and <a id="a2">one</a>', True)


@pytest.mark.parametrize(
    "asked", ["Ver la ley.", 'Ver <a id="a1">la</a> <a id="a2">ley</a>.', '<a id="a1">Ver</a> la ley.']
)
def test_marks_that_do_not_correspond_are_taken_away(asked):
    target, changed = adapted(
        'Ver <a id="a1">la</a> <b>ley</b> &lt; 5.', 'See <a id="a1">the</a> <b>law</b> &lt; 5.', asked
    )
    assert (target, changed) == ("See the law &lt; 5.", True)


def test_a_link_that_the_translation_had_lost_is_not_made_up():
    assert adapted('Ver <a id="a1">la ley</a>.', "See the law.", 'Ver <a id="a1">la ley</a> hoy.') == (
        "See the law.",
        False,
    )


def test_what_fits_is_left_as_it_is():
    assert adapted("Ver <b>la ley</b>.", "See <b>the law</b>.", "Ver <b>la ley</b> hoy.") == (
        "See <b>the law</b>.",
        False,
    )


@pytest.mark.parametrize(
    ("source", "target", "asked", "due"),
    [
        ("Abrió en 2019.", "It opened in 2019.", "Abrió en 2021.", "It opened in 2021."),
        ("Son 12 500 mujeres.", "They are 12,500 women.", "Son 8.300 mujeres.", "They are 8,300 women."),
        ("Creció 3,5 %.", "It grew by 3.5%.", "Creció 12,25 %.", "It grew by 12.25%."),
        ("De 5 a 7 años.", "From 5 to 7 years.", "De 7 a 5 años.", "From 7 to 5 years."),
        ("El <b>5</b> y el 5.", "On the <b>5</b> and the 5.", "El <b>6</b> y el 6.", "On the <b>6</b> and the 6."),
        ("El 29 de octubre de 2025", "29 October 2025", "El 30 de octubre de 2026", "30 October 2026"),
        ("A &amp; B: 40 casas", "A &amp; B: 40 houses", "A &amp; B: 39 casas", "A &amp; B: 39 houses"),
    ],
)
def test_numbers_are_brought_up_to_date(source, target, asked, due):
    assert adapted(source, target, asked) == (due, True)


@pytest.mark.parametrize(
    ("languages", "source", "target", "asked", "due"),
    [
        (("en", "es"), "It has 12,500 women.", "Tiene 12 500 mujeres.", "It has 8,300 women.", "Tiene 8300 mujeres."),
        (
            ("en", "fr"),
            "It has 12,500 women.",
            "Elle a 12 500 femmes.",
            "It has 98,300 women.",
            "Elle a 98\xa0300 femmes.",
        ),
        (("es", "fr"), "Creció 3,5 %.", "Hausse de 3,5 %.", "Creció 4,5 %.", "Hausse de 4,5 %."),
        (("fr", "en"), "Taux : 3,5 %", "Rate: 3.5%", "Taux : 12,5 %", "Rate: 12.5%"),
    ],
)
def test_numbers_are_written_as_the_target_language_does(languages, source, target, asked, due):
    assert adapted(source, target, asked, languages) == (due, True)


@pytest.mark.parametrize(
    ("source", "target", "asked"),
    [
        ("Abrió en 2019.", "It opened that year.", "Abrió en 2021."),  # the number is not there
        ("Hay 2 y 2.", "There are 2 and 2.", "Hay 2 y 3."),  # one became two
        ("Tiene 4 casas.", "It has 4 houses of 4.", "Tiene 5 casas."),  # which of the two?
        ("Hay 1 niña.", "There is 1 girl.", "Hay 2 niña."),  # words change with it
        ("Hay 3 niñas.", "There are 3 girls.", "Hay 1 niñas."),
        ("El 3.º año", "The 3rd year", "El 4.º año"),  # an ordinal
        ("Son 900 casas.", "They are 900 houses.", "Son 1500 casas."),  # a year, or 1,500?
        ("Un día de 8 horas", "An 8 hour day", "Un día de 7 horas"),  # an 8, a 7
        ("Código 0012", "Code 0012", "Código 0013"),
        ("Ver https://a.org/12", "See https://a.org/12", "Ver https://a.org/13"),
        ("Abrió en 2019.", "It opened in 2019.", "Cerró en 2021."),  # more than a number
        ("Sala A4", "Room A4", "Sala A5"),
        ("Hay 1,234 casos", "There are 1.234 cases", "Hay 1,235 casos"),  # decimals of a Spanish that may be Mexican
    ],
)
def test_where_it_cannot_be_told_numbers_are_left_alone(source, target, asked):
    assert adapted(source, target, asked)[0] in {target}


def test_numbers_of_a_language_that_is_not_known_are_left_alone():
    assert adapted("Abrió en 2019.", "افتتح في 2019.", "Abrió en 2021.", ("es", "ar")) == ("افتتح في 2019.", False)
