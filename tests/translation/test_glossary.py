"""The vocabulary's concepts found in a text, with what its translation may call them."""

import pytest

from agc.translation.glossary import Glossary
from agc.vocabulary.models import Concept, ConceptLabel, Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def into_english():
    return Glossary("es", "en")


def named(entries, scheme="term"):
    return {entry.term: entry.preferred for entry in entries if entry.scheme == scheme}


def term(code="ejemplo", scheme="term", **labels):
    """Return a concept with labels: a text, or a preferred one with its alternatives on the lines below."""
    made = Concept.objects.create(scheme=Scheme.objects.get(code=scheme), code=code)
    for language, words in labels.items():
        preferred, _line, alternatives = words.partition("\n")
        ConceptLabel.objects.create(
            concept=made,
            language=language,
            preferred=preferred,
            alternatives=alternatives,
            definition=f"Def {language}",
        )
    return made


@pytest.mark.parametrize(
    "text",
    [
        "una persona cuidadora",
        "Las personas cuidadoras",
        "PERSONAS CUIDADORAS",
        "persona&#x20;cuidadora",
        "<b>persona</b> cuidadora",
    ],
)
def test_a_term_is_found_in_its_forms(into_english, text):
    ((found, words),) = into_english.terms(text)
    assert found.casefold().startswith("persona")
    assert words[0] == "Carer"
    assert "caregiver" in words


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("es", "la economía de los cuidados", "care-economy"),
        ("es", "la economia del cuidado", "care-economy"),
        ("fr", "les systèmes intégrés de soins", "comprehensive-care-system"),
        ("fr", "le rôle d’aidante", "caregiver"),
        ("fr", "l'aidant", "caregiver"),
        ("en", "the carer’s wish", "caregiver"),
        ("en", "care economies", "care-economy"),
    ],
)
def test_accents_articles_and_elisions_do_not_hide_a_term(language, text, concept):
    target = "fr" if language != "fr" else "es"
    found = {entry.concept_id for entry in Glossary(language, target).entries(text)}
    assert Concept.objects.get(scheme__code="term", code=concept).pk in found


@pytest.mark.parametrize(
    "text",
    [
        "descuidados y autocuidadora",
        "https://example.org/economia-del-cuidado/persona_cuidadora",
        "escriba a economia.cuidado@example.org",
        "de la, y el los",
        "",
        "<a id='economía del cuidado'></a>",
    ],
)
def test_what_is_no_term(into_english, text):
    assert named(into_english.entries(text)) == {}


def test_the_longest_term_wins(into_english):
    entries = into_english.entries("El trabajo doméstico y de cuidados no remunerado cuenta.")
    assert [entry.term for entry in entries] == ["trabajo doméstico y de cuidados no remunerado"]


def test_entries_say_where_they_stand_in_the_text_as_it_is_read(into_english):
    source = "A &amp; B: la <b>economía</b> del <i>cuidado</i>, hoy"
    (entry,) = into_english.entries(source)
    assert "A & B: la economía del cuidado, hoy"[entry.start : entry.end] == entry.term == "economía del cuidado"


def test_an_entry_tells_the_concept_and_what_it_means(into_english):
    made = term(es="Pausa lúdica\nrecreo guiado", en="Play break\nguided recess")
    (entry,) = into_english.entries("un recreo guiado")
    assert (entry.term, entry.concept, entry.preferred) == ("recreo guiado", "Pausa lúdica", "Play break")
    assert entry.alternatives == ("guided recess",)
    assert (entry.definition, entry.concept_id, entry.scheme) == ("Def en", made.pk, "term")


def test_of_the_other_words_the_one_for_the_term_comes_first(into_english):
    (entry,) = [entry for entry in into_english.entries("una cuenta satélite") if entry.concept == "Reconocer"]
    assert (entry.preferred, entry.alternatives[0]) == ("Recognise", "satellite account")
    assert "time-use survey" in entry.alternatives


def test_a_term_without_a_word_in_the_target_language_is_shown_and_not_demanded(into_english):
    term(es="Pausa lúdica", fr="Pause ludique")
    (entry,) = into_english.entries("una pausa lúdica")
    assert (entry.preferred, entry.alternatives, entry.definition) == ("", (), "Def es")
    assert into_english.terms("una pausa lúdica") == ()


def test_a_retired_concept_is_left_out(into_english):
    made = term(es="Pausa lúdica", en="Play break")
    Concept.objects.filter(pk=made.pk).update(retired=True)
    assert into_english.entries("una pausa lúdica") == []


def test_a_change_of_the_vocabulary_is_seen_at_once():
    term(es="Pausa lúdica", en="Play break")
    assert Glossary("es", "en").terms("la pausa lúdica") == (("pausa lúdica", ("Play break",)),)
    ConceptLabel.objects.filter(preferred="Play break").update(preferred="Playtime")
    assert Glossary("es", "en").terms("la pausa lúdica") == (("pausa lúdica", ("Playtime",)),)


def test_words_for_two_concepts_are_both_good(into_english):
    term("uno", es="Pausa lúdica", en="Play break")
    term("dos", es="Pausa lúdica", en="Recess")
    ((_term, words),) = into_english.terms("una pausa lúdica")
    assert set(words) == {"Play break", "Recess"}


def test_single_words_and_headings_are_shown_and_not_demanded(into_english):
    text = "La ley da corresponsabilidad y servicios a la niñez y adolescencia."
    assert {"Regulation of services and employment", "Services", "School-age children and adolescents"} <= {
        entry.preferred for entry in into_english.entries(text)
    }
    assert into_english.terms(text) == ()


def test_countries_are_names(into_english):
    assert into_english.terms("Hoy en Alemania se cuida.") == (("Alemania", ("Germany",)),)
    assert named(into_english.entries("Así es la malí; dos reuniones"), "country") == {}


@pytest.mark.parametrize(
    "text",
    [
        "La Ciudad de México",  # has a name of its own
        "el plan Brasil que Cuida",
        "municipios de Francia",  # French municipalities
        "Oxfam Canadá",
        "Reunión técnica",  # a meeting, not the island
        "se inspira en <i>Manual de la economía del cuidado</i>",  # a title that stays as it is
    ],
)
def test_what_is_part_of_something_else_is_not_demanded(into_english, text):
    assert into_english.terms(text) == ()


def test_designations_are_demanded_whatever_they_are_called(into_english):
    terms = dict(into_english.terms("El Convenio 189 y la CEDAW; cedaw no."))
    assert "Convention 189" in terms["Convenio 189"]
    assert "CEDAW" in terms["CEDAW"]
    assert "cedaw" not in terms


def test_abbreviations_are_no_words(into_english):
    assert "sic" not in {entry.term for entry in into_english.entries("Dijo: (sic)")}
    assert "SIC" in {entry.term for entry in into_english.entries("El SIC")}


def test_a_glossary_asks_the_database_once(django_assert_num_queries, into_english):
    with django_assert_num_queries(1):
        for _turn in range(150):
            into_english.terms("La economía del cuidado en Uruguay")


@pytest.mark.parametrize(
    "text",
    [
        "<" * 5000,
        "&#0;&#xD800;\x00",
        "cuidados " * 10_000,
        "الرعاية حق",
        '<a id="a1">economía',
        "((((((((",
        "👩🏽‍🍼 cuidado",
        "personas " * 3 + "cuidadoras" + "\u0301" * 50,
    ],
)
def test_hostile_texts_are_read(into_english, text):
    assert all(entry.term for entry in into_english.entries(text))


def test_a_language_without_labels_has_nothing_to_say():
    assert Glossary("ar", "es").entries("الرعاية") == []
    assert Glossary("es", "ar").terms("la economía del cuidado") == ()
