"""Slips that a translator makes, each found by its check; and what is right, left alone."""

import pytest

from agc.translation.checks import CHECKS, ERROR, WARNING, Text, check

pytestmark = pytest.mark.one_database


def issues(languages, source, target, **asked):
    """Return the issues of a pair, its languages given as "es-en"."""
    of_source, of_target = languages.split("-")
    return check(Text(source, target, of_source, of_target, **asked))


def codes(languages, source, target, **asked):
    return [issue.code for issue in issues(languages, source, target, **asked)]


ERRORS = [
    # empty
    ("es-en", "Cuidados", "", "empty"),
    ("es-en", "Cuidados", "   \n\t", "empty"),
    ("es-fr", "Cuidados", "\u00a0\u202f", "empty"),
    ("es-en", "Cuidados", "<b></b>", "empty"),
    ("es-en", "Cuidados", "&nbsp;<br>", "empty"),
    ("es-en", "Cuidados", "\u200b\u200f", "empty"),
    # tags
    ("es-en", "El <b>cuidado</b> importa.", "Care matters.", "tags"),
    ("es-en", "El cuidado importa.", "<i>Care</i> matters.", "tags"),
    ("en-fr", "<b>Care</b> matters.", "Le <i>soin</i> compte.", "tags"),
    ("es-ar", "El <b>cuidado</b> importa.", "الرعاية مهمة.", "tags"),
    # links
    ("es-en", 'Lee <a id="a1">la ley</a>.', "Read the law.", "links"),
    ("es-en", 'Lee <a id="a1">la ley</a>.', 'Read <a id="a2">the law</a>.', "links"),
    ("es-en", "Lee la ley.", 'Read <a id="a1">the law</a>.', "links"),
    ("es-en", 'Lee <a id="a1">la ley</a>.', "Read <a>the law</a>.", "links"),
    ("es-en", '<a id="a1">Uno</a> y <a id="a2">dos</a>', '<a id="a1">One</a> and <a id="a1">two</a>', "links"),
    ("en-fr", 'See <a id="a1">this</a>.', 'Voir <a id="a1">ce</a><a id="a1">ci</a>.', "links"),
    # malformed or forbidden HTML
    ("es-en", "El <b>cuidado</b>", "The <b>care", "html"),
    ("es-en", "El <b>cuidado</b>", "The care</b>", "html"),
    ("es-en", "<b>a <i>b</i></b>", "<b>a <i>b</b></i>", "html"),
    ("es-en", "Cuidado", "<script>alert(1)</script>", "html"),
    ("es-en", "Cuidado", "<img src=x onerror=alert(1)>", "html"),
    ("es-en", "<b>Cuidado</b>", '<b class="x">Care</b>', "html"),
    ("es-en", '<a id="a1">x</a>', '<a id="a1" onclick="alert(1)">x</a>', "html"),
    ("es-en", '<a id="a1">x</a>', '<a href="javascript:alert(1)">x</a>', "html"),
    ("es-en", "<b>Cuidado</b>", '<b id="a1">Care</b>', "html"),
    ("es-en", "Cuidado", "Care <p>", "html"),
    ("es-en", "Cuidado", "Care <b", "html"),
    ("es-en", "Cuidado", "Care </b", "html"),
    ("es-en", "Cuidado", "<!-- Care --> care", "html"),
    ("es-en", "Cuidado", "<svg/onload=alert(1)>Care", "html"),
    ("es-en", "Cuidado", "<B>Care", "html"),
    # placeholders
    ("es-en", "Hola, {name}", "Hello", "placeholders"),
    ("es-en", "Hola, {name}", "Hello, {nombre}", "placeholders"),
    ("es-en", "Hola, {{ user }}", "Hello, { user }", "placeholders"),
    ("es-en", "%s páginas", "pages", "placeholders"),
    ("es-en", "%(count)s páginas", "%(cuenta)s pages", "placeholders"),
    ("es-en", "%d de %d", "%d", "placeholders"),
    ("es-en", "páginas", "%s pages", "placeholders"),
    ("es-ar", "{0} páginas", "صفحات", "placeholders"),
    # characters that cannot be shown
    ("es-en", "Cuidado", "Ca\x00re", "control-characters"),
    ("es-en", "Cuidado", "Ca\x1bre", "control-characters"),
    ("es-en", "Cuidado", "Care&#0;", "control-characters"),
    ("es-en", "Cuidado", "Ca\ufffdre", "control-characters"),
    ("es-en", "Cuidado", "Ca\ud800re", "control-characters"),
]

NUMBERS = [
    ("es-en", "Hay 25 centros.", "There are 52 centres.", "numbers"),
    ("es-en", "Hay 25 centros.", "There are centres.", "numbers"),
    ("es-en", "Hay centros.", "There are 25 centres.", "numbers"),
    ("en-fr", "It reached 80,000 people.", "Il a touché 8 000 personnes.", "numbers"),
    ("es-fr", "Cubrió a 842 278 personas.", "Il a couvert 842 287 personnes.", "numbers"),
    ("es-en", "Desde 2015 hay una ley.", "There has been a law since 2016.", "numbers"),
    ("es-en", "En el siglo XXI", "In the 20th century", "numbers"),
    ("es-fr", "En el siglo XXI", "Au XXe siècle", "numbers"),
    ("en-es", "In the 19th century", "En el siglo XVIII", "numbers"),
    ("es-en", "Los primeros 5 años", "The first 6 years", "numbers"),
    ("es-en", "Hay 3 centros.", "There are four centres.", "numbers"),
    ("es-en", "Hay tres centros.", "There are four centres.", "numbers"),
    ("en-fr", "There are twelve members.", "Il y a onze membres.", "numbers"),
    ("en-es", "There are twenty-one members.", "Hay veintidós integrantes.", "numbers"),
    ("fr-es", "Il y a quatre-vingt-dix membres.", "Hay ochenta integrantes.", "numbers"),
    ("en-es", "It cost 3 billion dollars.", "Costó 3 billones de dólares.", "numbers"),
    ("es-en", "Costó 2 millones de euros.", "It cost 2 billion euros.", "numbers"),
    ("en-fr", "It cost 1.2 million euros.", "Il a coûté 1,2 milliard d’euros.", "numbers"),
    ("es-en", "Costó un millón de euros.", "It cost a billion euros.", "numbers"),
    ("es-en", "Plan 2026-2030", "Plan 2026–2031", "numbers"),
    ("es-en", "De 5 a 10 días", "From 5 to 12 days", "numbers"),
    ("es-en", "Ley 19.353", "Law 19.335", "numbers"),
    ("es-en", "25 mujeres y 25 hombres", "25 women and men", "numbers"),
    ("es-en", "El 1.º de mayo y la 3.ª ronda", "1 May and the 2nd round", "numbers"),
    ("es-ar", "Cubrió a 1 250 personas.", "غطى ١٢٥٠٠ شخص.", "numbers"),
    ("es-pt", "Cubrió a 1 250 personas.", "Cobriu 1 520 pessoas.", "numbers"),
    # written as in another language
    ("es-en", "Cubrió a 1.250 personas.", "It reached 1.250 people.", "number-format"),
    ("es-en", "Cuesta 3,5 euros.", "It costs 3,5 euros.", "number-format"),
    ("en-fr", "It costs 3.5 euros.", "Il coûte 3.5 euros.", "number-format"),
    ("en-fr", "It reached 1,250 people.", "Il a touché 1,250 personnes.", "number-format"),
    ("en-es", "It reached 1,250 people.", "Llegó a 1,250 personas.", "number-format"),
    ("en-es", "It cost 1,200.5 euros.", "Costó 1,200.5 euros.", "number-format"),
    ("es-fr", "Costó 1.200,5 euros.", "Il a coûté 1.200,5 euros.", "number-format"),
    ("en-fr", "It costs EUR 3.5.", "Le prix est de EUR 3.5.", "number-format"),
    ("en-fr", "3.5 million people", "3.5 millions de personnes", "number-format"),
    ("es-en", "1.200.000 personas", "1.200.000 people", "number-format"),
    # percentages and currencies
    ("es-en", "El 30 % de las mujeres", "Thirty women", "percent"),
    ("en-fr", "30% of women", "30 femmes", "percent"),
    ("es-fr", "El 30 por ciento de las mujeres", "30 femmes sur tout le pays", "percent"),
    ("es-en", "Cuesta 30 euros.", "It costs 30 dollars.", "currency"),
    ("en-es", "It costs €30.", "Cuesta 30 libras esterlinas.", "currency"),
    ("en-fr", "USD 5 million", "5 millions d’euros", "currency"),
    # dates
    ("es-en", "El 29 de octubre de 2025", "On 29 November 2025", "dates"),
    ("es-en", "El 29 de octubre de 2025", "On 28 October 2025", "dates"),
    ("es-en", "En octubre de 2025", "In 2025", "dates"),
    ("en-fr", "On October 29, 2025", "Le 29 septembre 2025", "dates"),
    ("en-es", "In 2025 it was signed.", "Se firmó en enero de 2025.", "dates"),
    ("fr-es", "Le 1er mai 2024", "El 1 de marzo de 2024", "dates"),
    ("es-en", "29/10/2025", "29 November 2025", "dates"),
    ("es-en", "Del 3 al 5 de mayo", "8–9 May", "dates"),
    ("es-en", "El lunes 3 de mayo", "On Tuesday 3 May", "weekdays"),
    ("en-fr", "Every Friday", "Chaque jeudi", "weekdays"),
    ("en-es", "On Saturdays", "Los domingos", "weekdays"),
    ("es-fr", "Es en mayo.", "C’est l’été.", "dates"),
    ("es-fr", "Del 3 de mayo al 8 de junio", "Du 8 mai au 3 juin", "dates"),
    # times of day
    ("es-en", "A las 15:30", "At 3:45 pm", "times"),
    ("es-en", "A las 15:30", "At 3:30 am", "times"),
    ("en-fr", "At 3:30 pm", "À 3 h 30", "times"),
    ("fr-es", "À 9 h 15", "A las 9:45", "times"),
]

PUNCTUATION = [
    # final punctuation
    ("es-en", "Cuidar es un derecho.", "Care is a right", "final-punctuation"),
    ("es-en", "Cuidar es un derecho", "Care is a right.", "final-punctuation"),
    ("es-en", "¿Quién cuida?", "Who cares.", "final-punctuation"),
    ("en-es", "Read this:", "Lee esto.", "final-punctuation"),
    ("en-fr", "And so on…", "Et ainsi de suite.", "final-punctuation"),
    ("es-ar", "¿Quién cuida?", "من يرعى.", "final-punctuation"),
    ("es-en", "Cuidar <b>es un derecho.</b>", "Care <b>is a right</b>", "final-punctuation"),
    # brackets and quotation marks
    ("es-en", "Una red (nacional) de centros", "A (national network of centres", "brackets"),
    ("es-en", "Una red (nacional) de centros", "A national) network of centres", "brackets"),
    ("es-en", "La ley [de 2015]", "The law [of 2015)", "brackets"),
    ("es-en", "El «cuidado» importa", "The “care matters", "quotes"),
    ("es-fr", "El «cuidado» importa", "Le « soin importe", "quotes"),
    ("es-fr", "El «cuidado» importa", "Le “soin” importe", "quotes"),
    ("en-fr", "“Care” matters", 'Le "soin" importe', "quotes"),
    ("es-en", "El «cuidado» importa", "The «care» matters", "quotes"),
    ("es-en", "El «cuidado» importa", 'The "care" matters', "quotes"),
    ("en-es", "“Care” matters", 'El "cuidado" importa', "quotes"),
    # Spanish marks
    ("es-en", "¿Quién cuida?", "¿Who cares?", "inverted-marks"),
    ("es-fr", "¡Gracias!", "¡Merci\u202f!", "inverted-marks"),
    ("en-es", "Who cares?", "Quién cuida?", "inverted-marks"),
    ("fr-es", "Merci\u202f!", "Gracias!", "inverted-marks"),
    ("en-es", "Who cares? And for whom?", "¿Quién cuida? Y a quién?", "inverted-marks"),
    ("en-es", "Who cares?", "¿Quién cuida.", "inverted-marks"),
    # French spaces
    ("es-fr", "Uruguay: un sistema", "Uruguay: un système", "french-spaces"),
    ("es-fr", "Uruguay: un sistema", "Uruguay : un système", "french-spaces"),
    ("es-fr", "¿Quién cuida?", "Qui prend soin?", "french-spaces"),
    ("es-fr", "¿Quién cuida?", "Qui prend soin ?", "french-spaces"),
    ("es-fr", "¡Gracias!", "Merci!", "french-spaces"),
    ("es-fr", "Leyes; planes", "Des lois; des plans", "french-spaces"),
    ("es-fr", "El «cuidado»", "Le «\u00a0soin»", "french-spaces"),
    ("es-fr", "El «cuidado»", "Le «soin\u00a0»", "french-spaces"),
    ("es-fr", "El «cuidado»", "Le « soin\u00a0»", "french-spaces"),
    ("es-fr", "El 30 %", "Les 30%", "french-spaces"),
    ("es-fr", "<i>Cuidar</i>: un libro", "<i>Soigner</i>: un livre", "french-spaces"),
    ("es-fr", "Hola {name}: pasa", "Bonjour {name}: entrez", "french-spaces"),
    ("es-fr", "Llama: <b>ya</b>", "Appelez: <b>vite</b>", "french-spaces"),
    # percent sign
    ("es-en", "El 30 % de las mujeres", "30 % of women", "percent-space"),
    ("en-es", "30% of women", "El 30% de las mujeres", "percent-space"),
    # other spaces
    ("es-en", "Cuidar es un derecho.", "Care  is a right.", "double-spaces"),
    ("es-en", "Cuidar es un derecho.", "Care \u00a0is a right.", "double-spaces"),
    ("es-en", "Cuidar es un derecho.", " Care is a right.", "edge-spaces"),
    ("es-ar", "Cuidar es un derecho.", "الرعاية حق. ", "edge-spaces"),
    # lines
    ("es-en", "Uno<br>Dos", "One two", "line-breaks"),
    ("es-en", "<b>Uno</b> y <b>dos</b>", "<b>One and two</b>", "tag-count"),
]

WORDS = [
    # the same text
    ("es-en", "El cuidado es un derecho de todas.", "El cuidado es un derecho de todas.", "unchanged"),
    ("en-fr", "Care is a right for everyone.", "Care is a right for everyone.", "unchanged"),
    ("es-ar", "El cuidado es un derecho de todas.", "El cuidado es un derecho de todas.", "unchanged"),
    # a sentence or a passage left behind
    (
        "es-en",
        "La ley reconoce el derecho. El sistema cubre a las personas con discapacidad.",
        "The law recognises the right. El sistema cubre a las personas con discapacidad.",
        "left-in-source",
    ),
    (
        "es-fr",
        "La ley reconoce el derecho al cuidado de las personas mayores.",
        "La ley reconoce el derecho a los cuidados para las personas mayores.",
        "left-in-source",
    ),
    (
        "en-es",
        "The system covers young children. It is funded by the State and the cities.",
        "El sistema cubre a la primera infancia. It is funded by the State and by the cities.",
        "left-in-source",
    ),
    (
        "en-fr",
        "The system covers young children and older persons who depend on others.",
        "Le système couvre les jeunes enfants and older persons who depend on others.",
        "left-in-source",
    ),
    (
        "fr-en",
        "La loi reconnaît le droit au soin. Le système est financé par l’État et les villes.",
        "The law recognises the right to care. Le système est financé par l’État et les villes.",
        "left-in-source",
    ),
    (
        "fr-es",
        "Les familles paient une partie du prix selon leurs revenus.",
        "Les familles payent une partie du coût selon leurs moyens.",
        "left-in-source",
    ),
    # length
    ("es-en", "Cuidar", "To look after somebody who needs it every day", "length"),
    (
        "es-en",
        "Las familias, el Estado, la comunidad y el mercado se reparten el trabajo de cuidar.",
        "All share.",
        "length",
    ),
    ("es-ar", "Cuidado", "ر" * 200, "length"),
    (
        "es-en",
        "La ley se aprobó tras años de lucha. Muchas organizaciones la pidieron. Hoy cubre a todo el país.",
        "The law was passed after years of struggle. Today it covers the country.",
        "sentences",
    ),
    # doubled words
    ("es-en", "El derecho al cuidado", "The the right to care", "doubled-words"),
    ("es-fr", "El derecho al cuidado", "Le droit au au soin", "doubled-words"),
    ("en-es", "The right to <b>care</b>", "El derecho al <b>al cuidado</b>", "doubled-words"),
    # capital letter
    ("es-en", "Cuidar es un derecho.", "care is a right.", "capital"),
    ("es-fr", "«Cuidar» es un derecho.", "«\u00a0prendre soin\u00a0» est un droit.", "capital"),
    # acronyms
    ("es-en", "El informe de la OIT", "The OIT report", "acronyms"),
    ("es-en", "El informe de la OIT", "The report", "acronyms"),
    ("en-es", "The SDGs and care", "Los SDG y el cuidado", "acronyms"),
    ("en-fr", "The SDGs and care", "Les ODS et le soin", "acronyms"),
    ("fr-en", "Le PIB et le soin", "PIB and care", "acronyms"),
    ("es-fr", "El informe de la CEPAL de 2022 y el VIH", "Le rapport de la CEPALC de 2022 et le HIV", "acronyms"),
    ("en-es", "The EU and the OECD", "La UE y la OECD", "acronyms"),
    ("es-en", "El sistema (SNIC) existe", "The system exists", "acronyms"),
    # addresses
    ("es-en", "Escribe a hola@agc.org", "Write to us now", "emails"),
    ("es-en", "Escribe a hola@agc.org", "Write to hello@agc.org", "emails"),
    ("es-en", "Mira https://agc.org/ley", "Look at the law now", "urls"),
    ("es-en", "Mira https://agc.org/ley", "See https://agc.com/ley", "urls"),
    ("es-ar", "Mira https://agc.org/ley", "انظر https://agc.org/lay", "urls"),
    # characters gone wrong
    ("en-es", "Education for all", "EducaciÃ³n para todas", "encoding"),
    ("en-fr", "The right to care", "Lâ€™accès au soin", "encoding"),
    ("es-en", "Cuidado", "Ca\u200bre", "invisible"),
    ("es-en", "Cuidado", "Ca\u00adre", "invisible"),
]


@pytest.mark.parametrize(("languages", "source", "target", "code"), ERRORS)
def test_what_would_break_the_page_is_an_error(languages, source, target, code):
    found = issues(languages, source, target)
    assert (code, ERROR) in [(issue.code, issue.severity) for issue in found]


@pytest.mark.parametrize(("languages", "source", "target", "code"), [*NUMBERS, *PUNCTUATION, *WORDS])
def test_a_slip_is_a_warning(languages, source, target, code):
    found = issues(languages, source, target)
    assert (code, WARNING) in [(issue.code, issue.severity) for issue in found]
    assert ERROR not in [issue.severity for issue in found]


def test_a_text_as_long_as_the_field_is_right_and_one_character_more_is_not():
    assert codes("es-en", "Niñez", "R&amp;D<br>!", max_length=5) == ["line-breaks", "final-punctuation"]
    (issue,) = issues("es-en", "Niñez", "Childs", max_length=5)
    assert (issue.code, issue.severity) == ("max-length", ERROR)
    assert "6" in issue.message
    assert "5" in issue.message


def test_machine_text_is_an_error_until_somebody_has_confirmed_it():
    assert codes("es-en", "Cuidado", "Care", machine=True) == ["machine"]
    assert codes("es-en", "Cuidado", "Care") == []


def test_an_empty_translation_is_right_only_where_the_source_is_empty_and_nothing_is_required():
    assert codes("es-en", "", "") == []
    assert codes("es-en", "", "", required=True) == ["empty"]
    assert codes("es-en", "\U0001f600", "\U0001f600") == []


def test_the_message_names_what_differs_and_the_excerpt_is_of_the_translation():
    (issue,) = issues("es-en", "Llegó a 1 250 personas.", "It reached 1,520 people.")[1:]
    assert (issue.code, issue.excerpt) == ("numbers", "1,520")
    assert "1,520" in issue.message
    (issue,) = issues("en-fr", "3.5 million people", "3.5 millions de gens")
    assert "3,5 millions" in issue.message


def test_errors_come_before_warnings_and_each_code_has_a_title():
    found = issues("es-en", "Hay 25 <b>centros</b>.", "There are 52 centres")
    severities = [issue.severity for issue in found]
    assert severities == sorted(severities, key=[ERROR, WARNING].index)
    assert {ERROR, WARNING} == set(severities)
    assert all(str(CHECKS[issue.code]) for issue in found)
    covered = {code for *_rest, code in [*ERRORS, *NUMBERS, *PUNCTUATION, *WORDS]}
    assert set(CHECKS) - covered == {"machine", "max-length", "glossary"}
