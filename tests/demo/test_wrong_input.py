"""Whatever is asked of it, the site answers with a page of its own, in the reader's language, and tells no secret."""

import json
from urllib.parse import quote, urljoin

import pytest
import requests

from tests.demo.visiting import LANGUAGES, SECONDS, tidy
from tests.demo_site import ROOT

# In no text of the demo, and in each title below.
CANARY = "Zyzzyva"
TRACES = ("Traceback", "django.", "DEBUG = ", "wagtail.", "Exception", str(ROOT), "site-packages", "sqlite", "psycopg")
LISTS = {"es": "/es/practicas/", "en": "/en/practices/", "fr": "/fr/pratiques/"}

MAKE = f"""
import json
from wagtail.models import PageViewRestriction
from practices.models import PracticeCode
from tests.factories import practice, standard
draft = practice(title="{CANARY} draft")
draft.unpublish()
draft.first_published_at = None
draft.save()
PracticeCode.objects.filter(translation_key=draft.translation_key).update(published=False)
withdrawn = practice(title="{CANARY} withdrawn", claim="{CANARY} claim")
withdrawn.unpublish()
private = practice(title="{CANARY} private", claim="{CANARY} claim")
PageViewRestriction.objects.create(page=private, restriction_type="login")
locked = standard(title="{CANARY} locked", summary="{CANARY} summary")
PageViewRestriction.objects.create(page=locked, restriction_type="password", password="abc")
edited = practice(title="Una práctica con un cambio")
edited.title = edited.claim = "{CANARY} edited"
edited.save_revision()
pages = {{"draft": draft, "withdrawn": withdrawn, "private": private, "locked": locked, "edited": edited}}
print(json.dumps({{name: [page.pk, page.full_url, getattr(page, "code", "")] for name, page in pages.items()}}))
"""
TAKE_AWAY = """
from wagtail.models import Page
for page in Page.objects.filter(pk__in={keys}):
    page.specific.delete()
"""


@pytest.fixture(scope="module")
def made(demo_site):
    """The key, address and code of pages that readers must not see, by what they are."""
    found = json.loads(demo_site.shell(MAKE).splitlines()[-1])
    yield found
    demo_site.shell(TAKE_AWAY.format(keys=[key for key, _url, _code in found.values()]))


@pytest.fixture(scope="module")
def hidden(made):
    """The addresses and codes of these pages."""
    return {name: (url, code) for name, (_key, url, code) in made.items()}


@pytest.fixture(scope="module")
def asking(visitor):
    """A function that returns where one would ask for a page in a language, by the key of the page."""
    ways = {language: address.split("/")[4] for language, address in visitor.asking_addresses().items()}
    assert set(ways) >= {"en", "fr"}
    return lambda language, key, wanted="": f"/{language}/{ways[language]}/{key}/{wanted or language}/"


def assert_proper(visit, status, language):
    """Assert that an answer is a whole page of the site, in `language`, without a trace of how the site is made."""
    where = f"{visit.url[:100]}: {visit.status} {visit.html[:300]}"
    assert visit.status == status, where
    assert visit.html_language == language, where
    assert visit.heading, where
    assert visit.soup.find("main"), where
    assert visit.soup.find("header").find("a", href=f"/{language}/"), f"{where}: no way to the home page"
    assert [trace for trace in TRACES if trace in visit.html] == [], where
    assert "\x00" not in visit.html, f"{visit.url[:100]}: a NUL byte in the page"
    assert "Set-Cookie" not in visit.headers, where


def records_in(page):
    """Return the addresses that the list on a page leads to."""
    return [link["href"] for link in page.soup.select("main section.results .card a[href]")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    ["no-existe/", "no-existe/tampoco/", "%00", "practicas%00/", "%ff%fe/", "%2e%2e%2f%2e%2e%2fetc/", "'%22%3E/"],
)
def test_an_unknown_address(visitor, language, address):
    other = LANGUAGES[LANGUAGES.index(language) - 1]

    assert_proper(visitor.follow(f"/{language}/{address}", language=other), 404, language)


@pytest.mark.parametrize("address", ["/de/", "/de/praktiken/", "/xx/", "/zh-hans/", "/AGC-9999", "/AGC-99999999"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_language_or_code_is_answered_in_the_browsers(visitor, address, language):
    assert_proper(visitor.follow(address, language=language), 404, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", ["nothing", "%00", "%ff", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "x" * 5000])
def test_an_unknown_filter_value_is_named_and_left_out(visitor, language, value):
    whole = visitor.get(LISTS[language])
    page = visitor.get(f"{LISTS[language]}?r={value}")

    assert_proper(page, 200, language)
    assert page.soup.find(role="status"), "Nothing says that the choice was left out"
    assert "alert(1)" not in "".join(script.get_text() for script in page.soup.find_all("script"))
    assert records_in(page) == records_in(whole)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["999", "0", "-1", "abc", "%00", "1e9", "9" * 400])
def test_a_page_number_out_of_range(visitor, language, number):
    assert_proper(visitor.get(f"{LISTS[language]}?page={number}"), 404, language)
    search = visitor.search_address(language)
    assert_proper(visitor.get(f"{search}?q=a&page={number}"), 404, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_of_ten_thousand_characters(visitor, language):
    page = visitor.search(language, "cuidados " + "ñ" * 9_991)

    assert_proper(page, 200, language)
    assert page.soup.find(role="status"), "Nothing says that the words were cut"
    assert len(page.soup.find("main").find("input", attrs={"name": "q"})["value"]) < 1_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    ["\x00", "cui\x00dados", "", "   ", "%", "' OR 1=1 --", '"', "*", "AND OR NOT", "<script>alert(1)</script>"],
)
def test_an_odd_query(visitor, language, query):
    page = visitor.search(language, query)

    assert_proper(page, 200, language)
    assert "alert(1)" not in "".join(script.get_text() for script in page.soup.find_all("script"))


def test_a_query_that_is_no_text(visitor):
    assert_proper(visitor.get(f"{visitor.search_address('fr')}?q=%ff%fe"), 200, "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_sent_without_its_token(visitor, language):
    answer = requests.post(f"{visitor.root}/{language}/", data={"a": "b"}, timeout=SECONDS)

    assert answer.status_code == 403
    assert f'<html lang="{language}"' in answer.text, answer.text[:200]
    assert [trace for trace in TRACES if trace in answer.text] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", ["999999", "0", "9" * 30, "abc", "-1", "%00"])
def test_nobody_asks_for_a_page_that_is_not_there(visitor, asking, language, key):
    address = asking(language, key)

    assert_proper(visitor.get(address), 404, language)
    # At what is no address at all, the lack of a token is noticed first.
    assert requests.post(visitor.root + address, timeout=SECONDS).status_code in (403, 404)


@pytest.mark.parametrize("wanted", ["xx", "zh-hans", "%00", "x" * 3000])
def test_nobody_asks_for_a_language_that_the_site_does_not_have(visitor, asking, made, wanted):
    assert_proper(visitor.get(asking("fr", made["edited"][0], wanted)), 404, "fr")


@pytest.mark.parametrize("name", ["draft", "withdrawn", "private", "locked"])
def test_nobody_asks_for_a_page_that_is_hidden(visitor, asking, made, name):
    page = visitor.get(asking("fr", made[name][0]))

    assert_proper(page, 404, "fr")
    assert CANARY not in page.html


def test_a_form_of_another_site_asks_for_nothing(visitor):
    for language, address in visitor.asking_addresses().items():
        answer = requests.post(address, headers={"Origin": "https://example.org"}, timeout=SECONDS)

        assert answer.status_code == 403
        assert f'<html lang="{language}"' in answer.text, answer.text[:200]
        assert [trace for trace in TRACES if trace in answer.text] == []
        assert "Set-Cookie" not in answer.headers


def test_a_host_that_is_not_ours(visitor):
    answer = requests.get(f"{visitor.root}/fr/", headers={"Host": "example.org"}, timeout=SECONDS)

    assert answer.status_code == 400
    assert [trace for trace in TRACES if trace in answer.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_an_unknown_address(visitor, hidden, language):
    address, code = hidden["draft"]

    assert_proper(visitor.get(address, language=language), 404, "es")
    assert_proper(visitor.follow(f"/{code}", language=language), 404, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_withdrawn_leaves_a_word_at_its_code(visitor, hidden, language):
    address, code = hidden["withdrawn"]
    stone = visitor.follow(f"/{code}", language=language)

    assert_proper(stone, 410, language)
    assert code in stone.html
    assert CANARY not in stone.html
    assert_proper(visitor.follow(address, language=language), 410, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_for_those_who_log_in_leads_to_the_login(visitor, hidden, language):
    address, _code = hidden["private"]
    answer = visitor.get(address, language=language)
    assert answer.status == 302
    assert CANARY not in answer.html
    target = urljoin(address, answer.headers["Location"])
    assert target.startswith(f"{visitor.root}/admin/login/?next=")
    login = visitor.get(target, language=language)
    assert login.status == 200
    assert login.html_language == language
    assert CANARY not in login.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_a_page_for_those_who_log_in_is_unknown(visitor, hidden, language):
    assert_proper(visitor.follow(f"/{hidden['private'][1]}", language=language), 404, language)


def test_a_page_with_a_password_asks_for_it_and_shows_nothing(visitor, hidden):
    page = visitor.get(hidden["locked"][0], language="fr")

    assert page.html_language == "es"
    assert page.status in (200, 401, 403)
    assert page.soup.find("input", type="password")
    assert CANARY not in page.html.replace(quote(CANARY), "").replace(hidden["locked"][0], ""), tidy(
        page.soup.get_text()
    )


def test_a_published_page_keeps_its_next_draft_to_itself(visitor, hidden):
    page = visitor.get(hidden["edited"][0])

    assert page.status == 200
    assert CANARY not in page.html


def test_what_is_hidden_is_nowhere(visitor, hidden):
    """Not in lists, filters, search, home pages nor the sitemap; in no language."""
    asked = ["/sitemap.xml"]
    for language in LANGUAGES:
        asked += [f"/{language}/", LISTS[language], f"{LISTS[language]}?country=uy"]
        search = visitor.search_address(language)
        asked += [f"{search}?q={word}" for word in ("cuid", "uruguay", "ministerio", "resumen")]
    found = [address for address in asked if CANARY.lower() in visitor.get(address).html.lower()]
    for language in LANGUAGES:
        results = visitor.search(language, CANARY).soup.find("main")
        found += [
            (language, link["href"])
            for link in results.find_all("a", href=True)
            if CANARY.lower() in link["href"].lower()
        ]

    assert found == []
