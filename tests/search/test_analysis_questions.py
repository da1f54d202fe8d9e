"""Questions: words, phrases, what is left out, and what says little."""

import pytest

from search.analysis import MAX_QUERY, parse, tokens
from tests.search.reading import LANGUAGES, words

pytestmark = pytest.mark.one_database

# Questions


def asked(typed):
    return [word.word for word in parse(typed).words]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Uno dos UNO", ["uno", "dos"]),
        ("¿qué?", ["que"]),
        ("a\x00b", ["a", "b"]),
        ("...", []),
        ("l’école", ["ecole"]),
        ("1 000 niños", ["1000", "ninos"]),
        ("<b>hola</b>", ["b", "hola"]),
        ("cuidador@s", ["cuidadoras"]),
    ],
)
def test_the_words_of_a_question(typed, found):
    assert asked(typed) == found


def test_a_question_and_a_text_go_through_the_same_door():
    text = "L’évaluation des cuidadores/as, 1 000 ONGs, S.N.I.C., long-term caregivers’ UN 12,5 n'est-ce"
    for language in [*LANGUAGES, "xx"]:
        from_text = {token.stem for token in tokens(text, language)}
        from_question = {its for word in parse(text).words for way in word.stems(language) for its in way}
        assert from_question <= from_text


@pytest.mark.parametrize(
    ("typed", "words_", "phrases", "excluded"),
    [
        ('"sistema nacional" cuidados', ["cuidados"], ["sistema nacional"], []),
        ("«l’aide à domicile»", [], ["aide a domicile"], []),
        ("“child care” „Pflege zu Hause“", [], ["child care", "pflege zu hause"], []),
        ('"uno dos" "uno dos" "Uno Dós"', [], ["uno dos"], []),
        ('cuidados -pobreza -"madre sola"', ["cuidados"], [], ["pobreza", "madre sola"]),
        ("cuidados −pobreza", ["cuidados"], [], ["pobreza"]),
        ("cuidados -co-working", ["cuidados"], [], ["co working"]),
        ("co-working a - b --c", ["coworking", "a", "b", "c"], [], []),
        ("-pobreza", [], [], ["pobreza"]),
        ('"sin cerrar', ["sin", "cerrar"], [], []),
        ('uno "dos tres" "cuatro', ["uno", "cuatro"], ["dos tres"], []),
        ('-"sin cerrar', ["sin", "cerrar"], [], []),
        ('"" cuidado "  " -"" -', ["cuidado"], [], []),
    ],
)
def test_quotes_and_minus(typed, words_, phrases, excluded):
    query = parse(typed)
    assert [word.word for word in query.words] == words_
    assert [" ".join(phrase) for phrase in query.phrases] == phrases
    assert [" ".join(phrase) for phrase in query.excluded] == excluded


def test_an_exact_phrase_is_written_as_texts_are():
    [phrase] = parse('"l’aide-soignante aujourd’hui aux aidant·e·s"').phrases
    assert list(phrase) == words("L'aide-soignante, aujourd'hui, aux aidant(e)s", "fr")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cuidados de las mujeres", ["cuidados", "mujeres"]),
        ("care for the elderly", ["care", "elderly"]),
        ("les soins à la maison", ["soins", "maison"]),
        ("mes cuidados", ["mes", "cuidados"]),
        ("mes soins à la maison pour les enfants", ["soins", "maison", "enfants"]),
        ("the son of a carer", ["son", "carer"]),
        ("un sistema de cuidados", ["sistema", "cuidados"]),
        ("UN women", ["un", "women"]),
        ("de la", ["de", "la"]),
        ("to be or not to be", ["to", "be", "or", "not"]),
        ("who", ["who"]),
        ("peut-on garder les enfants ?", ["garder", "enfants"]),
        ("la loi suffit-elle ?", ["loi", "suffitelle"]),
    ],
)
def test_what_says_little_is_not_wanted_unless_there_is_nothing_else(typed, wanted):
    query = parse(typed)
    assert [word.word for word in query.wanted] == wanted
    assert query.is_stop_only is all(word.is_stop for word in query.words)


def test_a_phrase_is_enough_beside_stop_words():
    query = parse('de la "primera infancia"')
    assert (query.wanted, query.is_stop_only) == ((), False)


@pytest.mark.parametrize(
    ("typed", "is_cut", "number"),
    [
        ("palabra", False, 1),
        ("x" * 200, False, 1),
        ("x" * 201, True, 1),
        (" ".join(f"w{number}" for number in range(24)), False, 24),
        (" ".join(f"w{number}" for number in range(25)), True, 24),
        ('"' + " ".join(f"w{number}" for number in range(30)) + '"', True, 0),
        ("palabra " * 40, True, 1),
    ],
)
def test_a_long_question_is_cut_and_says_so(typed, is_cut, number):
    query = parse(typed)
    assert (query.is_cut, len(query.words)) == (is_cut, number)
    assert len(query.typed) <= MAX_QUERY
    assert sum(map(len, query.phrases)) <= 24


def test_a_word_that_is_cut_in_two_is_not_asked_for():
    assert asked("cuidados " * 21 + "corresponsables de salud") == ["cuidados"]
    assert asked("a" * 10 + " " + "b" * 300) == ["a" * 10]


@pytest.mark.parametrize("typed", ["", "   ", "¿?¡!", "%", "_", "\x00", "-", '"', "''", "()*:^", "🙂"])
def test_a_question_without_a_word_is_empty(typed):
    query = parse(typed)
    assert not query
    assert (query.wanted, query.phrases, query.excluded) == ((), (), ())
