"""Stems, stop words and acronyms: the forms of a word are one, different words are not."""

import pytest
import yaml

from search.analysis import fold, is_stop, parse, stem, tokens
from search.analysis.acronyms import LIST, read_acronyms
from search.analysis.languages import KNOWN, read_language
from tests.search.reading import LANGUAGES, stems

pytestmark = pytest.mark.one_database

# Acronyms


@pytest.mark.parametrize(
    ("group", "key"),
    [
        ("ODS SDG ODD SDGs", "=sdg"),
        ("OIT ILO O.I.T. oit", "=ilo"),
        ("ONU O.N.U. NNUU NN.UU. NN.\u00a0UU.", "=un"),
        ("OMS oms", "=who"),
        ("CEPAL ECLAC CEPALC", "=eclac"),
        ("ONG NGO NGOs ONGs", "=ngo"),
        ("EE.UU. EEUU USA U.S.A.", "=usa"),
    ],
)
@pytest.mark.parametrize("language", [*LANGUAGES, "pt-br"])
def test_acronyms_of_a_group_are_one_in_all_languages(group, key, language):
    for acronym in group.split(" "):
        assert stems(acronym, language) == [key]
        assert [asked.stem(language) for asked in parse(acronym).words] == [key]


def test_an_acronym_stands_in_one_group():
    keys, words_too = read_acronyms()
    groups = yaml.safe_load(LIST.read_text(encoding="utf-8"))["groups"]
    assert sorted(fold(form) for forms in groups.values() for form in forms.split()) == sorted(keys)
    for language, ambiguous in words_too.items():
        assert ambiguous <= keys.keys(), language


@pytest.mark.parametrize(
    ("text", "language", "word", "expected"),
    [
        ("un sistema", "es", "un", "un"),
        ("la UN dijo", "es", "un", "=un"),
        ("UN SISTEMA NACIONAL", "es", "un", "un"),
        ("UN ONU", "es", "un", "=un"),
        ("those who care", "en", "who", "who"),
        ("the WHO said", "en", "who", "=who"),
        ("Who cares?", "en", "who", "who"),
        ("PEOPLE WHO CARE", "en", "who", "who"),
        ("a bid", "en", "bid", "bid"),
        ("el BID y el bid", "es", "bid", "=idb"),
        ("j’ai eu", "fr", "eu", "eu"),
    ],
)
def test_an_acronym_that_is_a_word_too_is_told_by_its_capitals(text, language, word, expected):
    found = [token for token in tokens(text, language) if token.word == word]
    assert {token.stem for token in found} == {expected}
    assert {token.is_stop for token in found} == {expected in ("un", "who", "eu")}


@pytest.mark.parametrize(
    ("typed", "language", "word", "expected"),
    [
        ("un women", "en", "un", "=un"),
        ("un sistema", "es", "un", "un"),
        ("UN women", "es", "un", "=un"),
        ("UN SISTEMA", "es", "un", "un"),
        ("who", "en", "who", "=who"),
        ("who cares", "en", "who", "who"),
        ("un", "es", "un", "=un"),
    ],
)
def test_in_a_question_it_is_told_by_capitals_language_and_standing_alone(typed, language, word, expected):
    [asked] = [asked for asked in parse(typed).words if asked.word == word]
    assert asked.stem(language) == expected


# Stems

FAMILIES = {
    "es": """
        cuidado cuidados cuidar cuidan cuidando cuidamos
        cuidador cuidadora cuidadoras cuidadores cuidadore
        niño niña niños niñas
        joven jóvenes
        mujer mujeres
        sociedad sociedades
        año años
        política políticas político politica
        evaluación evaluaciones evaluacion evaluar evalúa
        educación educacion
        vez veces
        niñez ninez
        voz voces
        capaz capaces
        país países paises
        mes meses
        interés intereses
        ley leyes
        alto alta altos altas
        médico médica
        enfermera enfermeros
        alcalde alcaldesa
        francés francesas
        alemán alemana
        imagen imágenes
        régimen regímenes
        atender atiende atendió atiendan
        promover promueve promueven
        reconocer reconoce reconozca
        proteger proteja
        buscar busque
        reducir redujo reducción
        obtener obtiene obtuvo
        posnatal postnatal
        traducir traduce traducción
        atención atienden
        elegir elige elección
        """,
    "en": """
        child children
        woman women womens
        person people persons
        midwife midwives
        carer carers
        care cares caring
        policy policies
        organisation organization organisations organise organized organizing
        labour labor
        programme program programmes
        centre center centres centers
        ageing aging
        paediatric pediatric
        behaviour behavior behavioural behavioral
        neighbourhood neighborhoods
        analyse analyze analysis analyses
        recognise recognized recognition
        prioritise prioritize prioritising
        counselling counseling
        enrolment enrollment
        licence license licensed
        practise practice practices
        defence defense
        catalogue catalog
        haemorrhage hemorrhage
        paid pay pays
        taught teach teaching
        finance financed financing
        crisis crises
        criterion criteria
        bus buses
        old older oldest
        ratify ratifying ratification
        breastfeed breastfeeding breastfed
        """,
    "fr": """
        travail travaux
        travailleur travailleuse travailleurs travailleuses
        employé employée employées employés employe employees
        soignant soignante soignants soignantes
        aider aide aident aidé aidées
        acteur actrice actrices
        infirmier infirmière infirmières
        professionnel professionnelle professionnels
        européen européenne
        social sociale sociaux
        familial familiaux
        emploi emplois
        loi lois
        lieu lieux
        œil yeux oeil
        œuvre oeuvres
        mère mere mères
        congé conges
        public publique publics
        actif active actives
        nombreux nombreuse
        étranger étrangère
        premier première
        vidéo vidéos
        nouveau nouvelle nouvel nouveaux
        conflit conflits
        année années
        reconnaître reconnu reconnaissance
        finir finissent finit
        répondre répondent répondu
        agent agents
        protéger protège protection
        """,
}
APART = {
    "es": """
        caso casa mes mesa género generar comunidad común comunicación publicación público formación forma universidad
        universo salud saludo página pagar puerto puerta partido parte parto marco marca plazo plaza
        libro libre
        """,
    "en": """
        business busy university universe policy police officer office carer career care experience experiment animal
        animation organ organize minority minor department depart publication public accessibility access
        """,
    "fr": """
        mère mer général généreux âge agent emploi employé retraite retrait personnel personne petit pétition crise cri
        donnée donner colonie colonne cours cour fois foi eau
        publication public étudiant étude
        """,
}


@pytest.mark.parametrize(
    ("language", "family"),
    [(language, line.split()) for language, lines in FAMILIES.items() for line in lines.split("\n") if line.strip()],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_forms_of_a_word_share_a_stem(language, family):
    assert {stem(fold(form), language) for form in family} == {stem(fold(family[0]), language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_words_have_different_stems(language):
    found = {}
    for word in APART[language].split():
        found.setdefault(stem(fold(word), language), []).append(word)
    assert [words for words in found.values() if len(words) > 1] == []


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_the_lists_of_a_language_contradict_nothing(language):
    known = read_language(language)
    assert known.stop
    assert not known.read_as.keys() & known.kept.keys()
    for form, first in known.read_as.items():
        assert stem(form, language) == stem(first, language), form
    for whole, parts in known.compounds.items():
        assert "".join(parts) == whole


@pytest.mark.parametrize(
    ("word", "language"), [("cuidados", "xx"), ("cuidados", ""), ("soins", "../es"), ("x" * 500, "es")]
)
def test_a_word_of_an_unknown_language_is_its_own_stem(word, language):
    assert stem(word, language) == word[:64]
    assert not is_stop(word, language)


@pytest.mark.parametrize(
    ("form", "other"), [("الرعاية", "رعاية"), ("والرعاية", "رعايه"), ("الأطفال", "أطفال"), ("للنساء", "نساء")]
)
def test_the_arabic_article_is_no_part_of_the_stem(form, other):
    assert stems(form, "ar") == stems(other, "ar")


@pytest.mark.parametrize("word", ["الاب", "ال", "والدين", "بالغين"])
def test_what_only_begins_like_the_arabic_article_stays(word):
    assert stem(word, "ar") == word


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("de", "es", True), ("the", "en", True), ("des", "fr", True), ("the", "fr", False), ("mes", "es", False),
     ("mes", "fr", True),("dont", "en", True), ("estado", "es", False), ("cuidado", "es", False), ("de", "xx", False)],
)  # fmt: skip
def test_stop_words(word, language, expected):
    assert is_stop(word, language) is expected
    assert tokens(word, language)[0].is_stop is expected
