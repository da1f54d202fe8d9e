"""The public site as readers and machines get it, at every address of its sitemap."""

import json
import re
from collections import Counter, defaultdict
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.demo.visiting import LANGUAGES, css_addresses, effective_language, tidy, without_fragment

pytestmark = pytest.mark.one_database

# Addresses that lead on by design: the short address of a practice.
REDIRECTS = re.compile(r"/AGC-\d{4,}/?$")
FIRST_VISIT = 40 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


def test_the_sitemap_has_the_trees_of_all_three_languages(pages):
    trees = Counter(page.language for page in pages.values())

    assert set(trees) == set(LANGUAGES)
    assert min(trees.values()) > 50, trees


def test_every_address_of_the_sitemap_answers(pages):
    assert {url: page.status for url, page in pages.items() if page.status != 200} == {}


def test_every_page_says_its_language(pages):
    said = {url: (page.html_language, page.headers.get("Content-Language")) for url, page in pages.items()}

    assert {url: pair for url, pair in said.items() if pair != (pages[url].language,) * 2} == {}


def test_every_page_has_one_heading_of_the_first_level(pages):
    headings = {url: [tidy(h1.get_text()) for h1 in page.soup.find_all("h1")] for url, page in pages.items()}

    assert {url: found for url, found in headings.items() if len(found) != 1 or not found[0]} == {}


def test_every_page_has_a_title_of_its_own(pages):
    by_title = defaultdict(list)
    for url, page in pages.items():
        by_title[page.language, tidy(page.soup.title.get_text())].append(url)

    assert {title: urls for title, urls in by_title.items() if len(urls) > 1 or not title[1]} == {}


def test_every_page_has_a_description(pages):
    found = {url: page.soup.find_all("meta", attrs={"name": "description"}) for url, page in pages.items()}

    assert {
        url: metas for url, metas in found.items() if len(metas) != 1 or len(metas[0]["content"].strip()) < 20
    } == {}


def test_every_page_names_its_own_address_as_canonical(pages):
    found = {url: [link["href"] for link in page.soup.find_all("link", rel="canonical")] for url, page in pages.items()}

    assert {url: links for url, links in found.items() if links != [url]} == {}


def test_language_versions_point_at_each_other(pages):
    wrong = []
    for url, page in pages.items():
        versions = page.hreflang()
        if versions.get(page.language) != url:
            wrong.append(f"{url} does not name itself")
        for code, address in versions.items():
            if address not in pages:
                wrong.append(f"{url} names {address}, which is not in the sitemap")
            elif pages[address].hreflang() != versions:
                wrong.append(f"{url} and {address} name different versions")
            elif code != "x-default" and pages[address].language != code:
                wrong.append(f"{url} calls {address} {code}")

    assert wrong == []


def test_every_page_names_a_version_for_other_languages(pages):
    """`x-default` is the Spanish version, or the first there is."""
    wrong = {}
    for url, page in pages.items():
        versions = page.hreflang()
        expected = next(versions[code] for code in LANGUAGES if code in versions)
        if versions.get("x-default") != expected:
            wrong[url] = versions.get("x-default")

    assert wrong == {}


def test_the_sitemap_names_the_same_versions_as_the_pages(pages, sitemap):
    assert {url: pairs for url, pairs in sitemap.items() if pairs != pages[url].hreflang()} == {}


def test_no_link_inside_the_site_is_broken(visitor, pages, search_pages):
    where = defaultdict(set)
    for page in [*pages.values(), *search_pages.values()]:
        for _link, address in page.links():
            if visitor.is_own(address):
                where[without_fragment(address)].add(page.url)
    broken = {}
    for address in sorted(set(where) - set(pages)):
        visit = visitor.get(address)
        if REDIRECTS.search(address) and visit.status == 302:
            visit = visitor.follow(address)
        if visit.status != 200:
            broken[address] = (visit.status, sorted(where[address])[:3])

    assert broken == {}


def test_links_to_a_place_in_a_page_lead_to_it(pages):
    missing = set()
    for page in pages.values():
        for _link, address in page.links():
            target, place = urldefrag(address)
            if place and target in pages and not pages[target].soup.find(id=place):
                missing.add((page.url, address))

    assert missing == set()


def test_every_page_carries_valid_linked_data(pages):
    wrong = {}
    for url, page in pages.items():
        scripts = page.soup.find_all("script", type="application/ld+json")
        data = [json.loads(script.get_text()) for script in scripts]
        if not any(item.get("url") == url and item.get("inLanguage") == page.language for item in data):
            wrong[url] = data
        for item in data:
            assert item["@context"] == "https://schema.org", url
            assert item["@type"], url
            assert None not in item.values(), f"{url}: a value is null"

    assert wrong == {}


def test_a_reader_gets_no_cookie(visitor, pages, search_pages, translation_pages):
    others = [*translation_pages]
    others += [visitor.get(address) for address in ("/", "/es/no-existe/", "/sitemap.xml", "/robots.txt")]

    assert [v.url for v in [*pages.values(), *search_pages.values(), *others] if "Set-Cookie" in v.headers] == []


def test_nothing_is_fetched_from_others(visitor, pages, search_pages, translation_pages):
    every = [*pages.values(), *search_pages.values(), *translation_pages]
    fetched = {address for page in every for address in page.resources()}
    for address in [address for address in fetched if urlsplit(address).path.endswith(".css")]:
        fetched |= set(css_addresses(visitor.get(address).html, address))

    assert [address for address in sorted(fetched) if not visitor.is_own(address)] == []
    assert {address: visitor.get(address).status for address in fetched} == dict.fromkeys(fetched, 200)


def test_links_to_another_language_say_which(pages, search_pages, translation_pages):
    """The link says where it leads, and its words, those of the other page, are marked."""
    wrong = set()
    for page in [*pages.values(), *search_pages.values(), *translation_pages]:
        for link, address in page.links():
            target = pages.get(without_fragment(address))
            if target is None or target.language == page.language or link.find_parent(class_="prose"):
                continue
            if link.get("hreflang") != target.language:
                wrong.add((page.url, address, "no hreflang"))
            if effective_language(link) != target.language:
                wrong.add((page.url, address, f"its text is said to be {effective_language(link)}"))

    assert wrong == set()


def test_words_of_a_page_in_another_language_are_marked_where_they_are_shown(pages, search_pages):
    languages = defaultdict(set)
    for page in pages.values():
        description = page.soup.find("meta", attrs={"name": "description"})["content"]
        languages[tidy(description)].add(page.language)
    wrong = {
        (page.url, effective_language(element), tidy(element.get_text()))
        for page in [*pages.values(), *search_pages.values()]
        for element in page.soup.find("main").find_all("p")
        if page.language not in (of := languages.get(tidy(element.get_text()), {page.language}))
        and effective_language(element) not in of
    }

    assert wrong == set()


def test_a_list_shows_each_record_once_and_marks_what_is_in_another_language(visitor, pages, page_types):
    practices = {url for urls in page_types["PracticePage"].values() for url in urls}
    records = {frozenset(pages[url].hreflang().items()) for url in practices}
    foreign = 0
    for language in LANGUAGES:
        (index,) = page_types["PracticeIndexPage"][language]
        listed = {}
        for part in visitor.whole_list(index):
            listed |= {address: link for link, address in part.links() if address in practices}
        assert len(listed) == len(records), f"{index} lists {len(listed)} of {len(records)}"
        assert {frozenset(pages[address].hreflang().items()) for address in listed} == records
        for address, link in listed.items():
            versions = pages[address].hreflang()
            if pages[address].language != language:
                foreign += 1
                assert language not in versions, f"{index} lists {address} though it is translated"
                assert link.find_parent("li").find(class_="badge--language"), f"{index}: {address} has no word about it"

    assert foreign > 0, "Every practice of the demo is translated: nothing shows how one looks that is not"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_says_how_much_of_it_can_be_read_in_each_language(visitor, page_types, language):
    """By kind of record: how many there are, and of these, those in each language; no kind is left out."""
    page = visitor.get(visitor.coverage_address(language))
    heads = [tidy(head.get_text()) for head in page.soup.select("table.coverage thead th")]
    rows = [[tidy(cell.get_text()) for cell in row("td")] for row in page.soup.select("table.coverage tbody tr")]

    assert heads[2:] == ["Español", "English", "Français"]
    assert len(rows) == len([kind for kind in page_types if kind != "HomePage" and not kind.endswith("IndexPage")])
    for row in rows:
        total, *readable = [int(cell.split()[0]) for cell in row]
        assert max(readable) <= total <= sum(readable), row


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("es", "care blocks", "/es/practicas/manzanas-del-cuidado-de-bogota/"),
        ("es", "crèches mobiles", "/es/practicas/burkina-faso-guarderias-moviles-en-las-obras-publicas/"),
        ("en", "manzanas del cuidado", "/en/practices/bogota-care-blocks-close-to-home/"),
        ("en", "îlots du soin", "/en/practices/bogota-care-blocks-close-to-home/"),
        ("fr", "guarderías móviles", "/fr/pratiques/creches-mobiles-burkina-faso/"),
        ("fr", "mobile creches", "/fr/pratiques/creches-mobiles-burkina-faso/"),
    ],
)
def test_words_of_any_language_find_the_page_in_the_readers(visitor, pages, language, query, found):
    page = visitor.search(language, query)

    assert page.status == 200
    assert page.html_language == language
    assert visitor.root + found in {address for _link, address in page.links()}


@pytest.mark.parametrize("query", ["creches mobiles burkina", "CRÈCHES MOBILES BURKINA", "crèche mobile burkina"])
def test_accents_capitals_and_endings_do_not_matter(visitor, query):
    found = {address for _link, address in visitor.search("fr", query).links()}

    assert f"{visitor.root}/fr/pratiques/creches-mobiles-burkina-faso/" in found


def test_the_search_shows_a_record_once_and_in_its_own_language_where_it_is_not_translated(visitor, pages):
    korea = f"{visitor.root}/es/practicas/seguro-de-cuidados-republica-de-corea/"
    for language in LANGUAGES:
        links = [
            link for link, address in visitor.search(language, "seguro cuidados corea").links() if address == korea
        ]
        assert len(links) == 1, language
        assert effective_language(links[0]) == "es"


def test_the_start_page_follows_the_browser_and_remembers_nothing(visitor):
    for asked, language in (("fr-CA,fr;q=0.9", "fr"), ("en", "en"), ("es-MX", "es"), ("ja", "es"), (None, "es")):
        start = visitor.get("/", asked)
        assert (start.status, start.headers["Location"]) == (302, f"/{language}/"), asked
        assert "accept-language" in start.headers["Vary"].lower()
        assert "Set-Cookie" not in start.headers


def test_a_first_visit_is_light(visitor, page_types, search_pages, translation_pages):
    """What a browser fetches to show the page, as the server sends it, without the pictures of the content."""
    heavy = {}
    sizes = {}
    visits = [visitor.get(urls[0]) for by_language in page_types.values() for urls in by_language.values()]
    for page in [*visits, *search_pages.values(), *translation_pages]:
        files = {address for address in page.resources() if not urlsplit(address).path.endswith(PICTURES)}
        for address in list(files):
            if urlsplit(address).path.endswith(".css"):
                files |= set(css_addresses(visitor.get(address).html, address))
        for address in files - sizes.keys():
            sizes[address] = visitor.get(address).sent
        total = page.sent + sum(sizes[address] for address in files)
        if total > FIRST_VISIT:
            heavy[page.url] = f"{total / 1024:.1f} KB, of which the page {page.sent / 1024:.1f}"

    assert heavy == {}, {address: size for address, size in sizes.items() if size > 4096}
