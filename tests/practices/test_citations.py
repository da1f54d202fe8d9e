"""References: what programs of others read in them."""

import json
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from bs4 import BeautifulSoup
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from wagtail.models import PageViewRestriction

from practices.models import PracticePage
from tests.factories import frame_page, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HOSTILE = [
    "Cuidar {sin} llaves } sueltas {",
    r"Barra \ y \textbf{orden} \\ final \\",
    "50 % & más #1 $x_2^3$ ~ fin",
    "رعاية الأطفال في الأردن",
    "Cuidados 💜👩‍👧 para todas",
    "ER - TY - JOUR",
    'Comillas "dobles" y @misc{x, title={y}}',
    "año, título: «sí» — ¿no?",
]


# What LaTeX prints for them; the decoder does not know two of them, and takes the third for an accent.
PRINTED = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}


def decoder():
    context = get_default_latex_context_db()
    context.add_context_category(
        "printed", prepend=True, macros=[MacroTextSpec(name, sign) for name, sign in PRINTED.items()]
    )
    return LatexNodes2Text(latex_context=context, math_mode="verbatim", keep_braced_groups=False)


def ris_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    text = b"".join(response).decode()
    assert text.count("\n") == text.count("\r\n")
    return rispy.loads(text)


def bibtex_of(client, url):
    """Return the entries as the parser has them, commands of LaTeX read as the signs they stand for."""
    response = client.get(url)
    assert response.status_code == 200
    library = bibtexparser.parse_string(
        b"".join(response).decode(), append_middleware=[LatexDecodingMiddleware(decoder=decoder())]
    )
    assert library.failed_blocks == []
    return [
        {name: field.value for name, field in entry.fields_dict.items()} | {"key": entry.key, "type": entry.entry_type}
        for entry in library.entries
    ]


def csl_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    found = json.loads(b"".join(response))
    with warnings.catch_warnings():
        # It warns of what is no variable of CSL.
        warnings.simplefilter("error")
        return found, CiteProcJSON(found)


def test_a_reference_says_the_same_in_all_formats(client):
    page = practice(title="Sistema de cuidados", lead_name="Ministerio de Trabajo", claim="Cambió quién cuida.")
    [ris], [bibtex] = ris_of(client, f"/{page.code}.ris"), bibtex_of(client, f"/{page.code}.bib")
    [csl], parsed = csl_of(client, f"/{page.code}.csl.json")
    address = f"http://testserver/{page.code}"
    assert (ris["title"], bibtex["title"], csl["title"]) == ("Sistema de cuidados",) * 3
    assert ris["authors"] == ["Ministerio de Trabajo"]
    assert bibtex["author"] == "Ministerio de Trabajo"
    assert csl["author"] == [{"literal": "Ministerio de Trabajo"}]
    assert (ris["year"], bibtex["year"], csl["issued"]["date-parts"][0]) == ("2025", "2025", [2025, 1, 1])
    assert (ris["urls"], bibtex["url"], csl["URL"]) == ([address], address, address)
    assert (ris["abstract"], bibtex["abstract"], csl["abstract"]) == ("Cambió quién cuida.",) * 3
    assert (ris["language"], bibtex["language"], csl["language"]) == ("es",) * 3
    assert ris["publisher"] == bibtex["publisher"] == csl["publisher"] == "Alianza Global por los Cuidados"
    assert "Reconocer" in ris["keywords"]
    assert ", ".join(ris["keywords"]) == bibtex["keywords"] == csl["keyword"]
    assert (ris["accession_number"], bibtex["key"], csl["id"]) == (page.code,) * 3
    assert (ris["type_of_reference"], bibtex["type"], parsed[page.code.lower()].type) == ("ELEC", "misc", "webpage")


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_is_read_back_as_it_was_written(client, title):
    page = practice(title=title, slug="hostil", lead_name=title)
    [ris], [bibtex] = ris_of(client, f"/{page.code}.ris"), bibtex_of(client, f"/{page.code}.bib")
    [csl], _parsed = csl_of(client, f"/{page.code}.csl.json")
    assert (ris["title"], ris["authors"]) == (title, [title])
    assert (bibtex["title"], bibtex["author"]) == (title, title)
    assert (csl["title"], csl["author"][0]["literal"]) == (title, title)


def test_a_text_of_several_lines_stays_in_one(client):
    page = practice()
    PracticePage.objects.filter(pk=page.pk).update(title="Uno\r\nER  - \r\nTY  - BOOK\tdos\x0b")
    [ris] = ris_of(client, f"/{page.code}.ris")
    assert ris["title"] == "Uno ER - TY - BOOK dos"
    [bibtex] = bibtex_of(client, f"/{page.code}.bib")
    assert bibtex["title"] == "Uno ER - TY - BOOK dos"


@pytest.mark.parametrize(("route", "read"), [("ris", ris_of), ("bibtex", bibtex_of)])
def test_a_list_gives_all_its_references(client, route, read):
    for number, country in enumerate(("uy", "mx", "mx")):
        practice(title=f"Práctica número {number}", country=country)
    url = f"{frame_page('practices').get_url()}{route}/"
    assert len(read(client, url)) == 3
    assert {entry["title"] for entry in read(client, f"{url}?country=mx&country=atlantis")} == {
        "Práctica número 1",
        "Práctica número 2",
    }
    assert read(client, f"{url}?country=cl") == []


def test_the_references_of_a_list_in_csl_are_one_array(client):
    pages = [practice(), practice()]
    url = f"{frame_page('practices').get_url()}csl/"
    found, _parsed = csl_of(client, url)
    assert {entry["id"] for entry in found} == {page.code for page in pages}
    assert csl_of(client, f"{url}?country=cl")[0] == []


@pytest.mark.parametrize("ending", ["ris", "bib", "csl.json", "json"])
def test_a_reference_is_in_the_reader_s_language_or_the_one_asked_for(client, ending):
    page = practice(title="Cuidados")
    translate(page, "en", title="Care")

    def body(query="", **headers):
        response = client.get(f"/{page.code}.{ending}{query}", headers=headers)
        assert response["Content-Disposition"] == f'attachment; filename="{page.code}.{ending}"'
        assert "Accept-Language" in response["Vary"]
        return response.content.decode()

    assert "Care" in body(**{"accept-language": "en"})
    assert "Cuidados" in body(**{"accept-language": "fr"})
    assert "Care" in body("?language=en", **{"accept-language": "es"})
    assert "Cuidados" in body("?language=xx%00", **{"accept-language": "es"})


@pytest.mark.parametrize("ending", ["ris", "bib", "csl.json", "json"])
def test_what_is_gone_unknown_or_private_has_no_reference(client, ending):
    page, private = practice(title="Zanahoria"), practice(title="Zanahoria privada")
    page.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/{page.code}.{ending}").status_code == 410
    for code in (private.code, "AGC-99999999", "AGC-9999"):
        response = client.get(f"/{code}.{ending}", follow=True)
        assert response.status_code == 404
        assert "anahoria" not in response.content.decode()


def test_the_page_shows_the_same_reference_and_leads_to_the_files(client):
    page = practice(title="Cuidados <b>& más", lead_name="Ministerio")
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    shown = " ".join(soup.select_one(".citation").get_text().split())
    assert shown == (
        f"Ministerio (2025). Cuidados <b>& más ({page.code}). Alianza Global por los Cuidados, "
        f"Buenas prácticas de cuidado. http://testserver/{page.code}"
    )
    links = [link["href"] for link in soup.select(".rights a[download]")]
    assert links == [f"/{page.code}.{ending}?language=es" for ending in ("ris", "bib", "csl.json", "pdf", "json")]
    for link in links:
        assert client.get(link).status_code == 200
