"""Words of texts: what is written in one way is found when it is asked for in another."""

import re

import pytest

from search.analysis import fold, parse, plain, tokens
from tests.search.reading import LANGUAGES, finds, words

pytestmark = pytest.mark.one_database

# Texts


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>uno</p><p>dos <b>tres</b></p>", "uno dos tres"),
        ("uno&nbsp;&amp; dos", "uno & dos"),
        ("madres<br/>y padres", "madres y padres"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_markup_is_no_text_and_parts_words(markup, text):
    assert " ".join(plain(markup).split()) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Política", "politica"),
        ("POLI\u0301TICA", "politica"),
        ("niñez", "ninez"),
        ("Sœurs à l’école", "soeurs a l’ecole"),
        ("Straße", "strasse"),
        ("Æther, Łódź, Øster, İstanbul", "aether, lodz, oster, istanbul"),
        ("cui\u00addado", "cuidado"),
        ("وِزَارة", "وزاره"),
        ("مستشفى ۲۰۲٤ رعـــاية", "مستشفي 2024 رعايه"),
        ("ﬁn 12 km² ＡＢＣ", "fin 12 km2 abc"),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("¿Qué? ¡Cuidados!", "que cuidados"),
        ("l'aide, l’école, qu'elle, jusqu’à, d´abord, n`est", "aide ecole elle a abord est"),
        ("aujourd'hui; d'aujourd’hui; presqu'île; entr'aide", "aujourdhui aujourdhui presquile entraide"),
        ("women's, carers', the NGO’s", "women carers the ngo"),
        ("don't, we're, I'm, they've", "dont we i they"),
        ("O'Higgins o'clock", "ohiggins oclock"),
        ("uno/dos, y/o, and/or, km/h, 24/7", "uno dos y o and or km h 24 7"),
        ("long-term care–work", "long term care work"),
        ("a_b c\x00d", "a b c d"),
        ("col·laborar, intel·ligent", "collaborar intelligent"),
        ("poli\u0301tica cui\u00addado", "politica cuidado"),
        ("الرعاية في ۲۰۲۴", "الرعايه في 2024"),
        ("照护 🙂 … --", "照护"),
    ],
)
def test_words(text, found):
    assert words(text) == found.split()


@pytest.mark.parametrize(
    "text", ["Les aidantes d’aujourd’hui, à l'école.", "Las niñ@s y 842 278 long-term", "DD. HH. ya"]
)
@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_a_token_tells_where_it_stands(text, language):
    found = tokens(text, language)
    for token in found:
        written = text[token.start : token.end]
        assert written == written.strip()
        assert fold(re.sub(r"[\W_]", "", written))[:2] == (token.word or written.lower())[:2]
    assert [token.start for token in found] == sorted(token.start for token in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.000 1,000 1 000 1\u00a0000 1\u202f000 1'000 1’000 1000", ["1000"]),
        ("842 278 842.278 842,278", ["842278"]),
        ("2.500.000 2,500,000 2 500 000", ["2500000"]),
        ("12,5 12.5", ["12.5"]),
        ("1.234,56 1,234.56 1 234,56", ["1234.56"]),
        ("2015-2020 2015/2020 2015–2020", ["2015", "2020"]),
        ("0.125", ["0.125"]),
        ("12.05.2024 12/05/2024", ["12", "05", "2024"]),
        ("5.4.1", ["5.4.1"]),
        ("1º 1er 1st 1re", ["1"]),
        ("21e 21.º 21st", ["21"]),
        ("3,5%", ["3.5"]),
        ("US$1,000", ["us", "1000"]),
        ("en 2020 150 personas", ["en", "2020", "150", "personas"]),
    ],
)
def test_numbers(text, found):
    assert list(dict.fromkeys(words(text))) == found


# Inclusive forms


@pytest.mark.parametrize(
    ("forms", "plain_form", "language"),
    [
        ("cuidadores/as cuidadoras/es cuidadores(as) cuidador@s cuidadorxs cuidador/a cuidador(a)s cuidadores-as "
         "cuidadores/-as cuidadores/ras cuidador*s", "cuidadoras", "es"),
        ("niñ@s niñxs niñes niños/as niñas/os niño/a niño(a) niños(as) niños/as/es niñ*s", "niñas", "es"),
        ("tod@s todxs todes todos/as todas/os", "todos", "es"),
        ("trabajador(a) trabajadores(as) trabajador@s trabajador/a trabajador/es", "trabajadora", "es"),
        ("amig@s amigues amigxs amigos/as", "amigas", "es"),
        ("chiques chic@s chicxs", "chicos", "es"),
        ("jefe/a jefes/as jef@s", "jefas", "es"),
        ("español/a español/la españoles/as", "españolas", "es"),
        ("mujer(es) mujeres", "mujer", "es"),
        ("aidant·e·s aidant.e.s aidant-e-s aidant⋅e⋅s aidant•e•s aidant‧e‧s aidant(e)s aidant(e)(s) aidants/es "
         "aidant/e/s aidant·es aidants·es aidant.es aidant·e aidant-e", "aidantes", "fr"),
        ("agent(e)s agent·e·s agents/es", "agentes", "fr"),
        ("travailleur·euse·s travailleurs/euses travailleur(se)s travailleur·ses travailleur-euse-s travailleurs·euses",
         "travailleuses", "fr"),
        ("acteur·rice·s acteur·trice·s acteur.rice.s acteurs/trices acteur·ice·s", "actrices", "fr"),
        ("directeur(trice)s directeur·rice directeur/trice", "directrice", "fr"),
        ("infirmier·ère·s infirmier/ère infirmier(ère)s infirmier·e·s", "infirmières", "fr"),
        ("professionnel·le·s professionnel-le-s professionnel(le)s professionnel.le.s", "professionnelles", "fr"),
        ("citoyen·ne·s citoyen.ne.s citoyens/nes citoyen(ne)s", "citoyennes", "fr"),
        ("employé·e·s employé(e)s employé-e-s employé.e.s employé/e", "employées", "fr"),
        ("nombreux·ses nombreux·euses", "nombreuses", "fr"),
        ("actif·ve·s actif·ive·s actif/ve", "actives", "fr"),
        ("égaux·ales égal·e·s", "égale", "fr"),
        ("famille(s)", "familles", "fr"),
        ("parent(s) parent/s", "parents", "en"),
        ("child(ren)", "children", "en"),
    ],
)  # fmt: skip
def test_an_inclusive_form_is_the_plain_word_to_all_who_look_for_it(forms, plain_form, language):
    for form in forms.split():
        assert len(words(form)) == 1, form
        assert finds(plain_form, form, language), form
        assert finds(form, plain_form, language), form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("info@alianza.org ana@s.org", "info alianza org ana s org"),
        ("https://www.example.es/ninos/as", "https www example es ninos as"),
        ("lemonde.fr boe.es un.es", "lemonde fr boe es un es"),
        ("e.g. i.e. p.ej. a.m.", "eg ie p ej am"),
        ("his/her he/she hombres/mujeres", "his her he she hombres mujeres"),
        ("est-ce dit-elle donne-les celui-là porte-clés", "est ce dit elle donne les celui la porte cles"),
        ("groupe-e niñ*", "groupe e nin"),
        ("sphinx Marx", "sphinx marx"),
    ],
)
def test_what_only_looks_like_an_inclusive_form_stays(text, found):
    assert words(text) == found.split()


# Compounds


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("co-responsabilidad", "corresponsabilidad", "es"),
        ("corresponsables", "co-responsable", "es"),
        ("socio-económico", "socioeconómica", "es"),
        ("bien-être", "bien être", "fr"),
        ("co-éducation", "coéducation", "fr"),
        ("aide-soignante", "aides soignantes", "fr"),
        ("long-term", "long term", "en"),
        ("e-learning", "elearning", "en"),
        ("co-operation", "cooperation", "en"),
        ("child-care", "childcare", "en"),
        ("child-care", "child care", "en"),
        ("childcare", "child care", "en"),
        ("care-givers", "caregiver", "en"),
        ("non-governmental", "nongovernmental", "en"),
        ("COVID-19", "covid19", "es"),
        ("CSW66", "CSW 66", "en"),
    ],
)
def test_a_compound_is_found_with_a_hyphen_in_one_and_apart(one, other, language):
    assert finds(one, other, language)
    assert finds(other, one, language)


def test_the_parts_of_a_compound_are_found():
    assert finds("économique", "l’analyse socio-économique", "fr")
    assert finds("responsabilidades", "la co-responsabilidad", "es")


def test_words_and_phrases_know_a_compound_as_it_is_written():
    assert words("el e-learning y elearning") == ["el", "e", "learning", "y", "elearning"]
    assert words("childcare", "en") == ["childcare"]
    assert parse('"long-term care"').phrases == (("long", "term", "care"),)
