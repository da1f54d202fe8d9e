"""A running site with content to which Arabic was added, as readers of each language meet it."""

import json
import shutil
from urllib.parse import quote

import polib
import pytest

from home.frame_words import CONTEXT, read_frame
from tests.demo.test_frame_words import foreign_texts, frame_texts
from tests.demo.visiting import Visitor
from tests.demo_site import ROOT, DemoSite, free_port
from tests.translation.arabic import ARABIC, TITLE

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("arabic"), pytest.mark.one_database]

SET_UP = """
from django.core.management import call_command
for command in ("migrate", "load_vocabulary", "setup_site", "setup_editorial", "setup_translation"):
    call_command(command, verbosity=0)
from tests.factories import chapter, practice, publication
practice(title="Sistema de cuidados", claim="Cambió quién cuida.", summary="<p>Un derecho nuevo.</p>")
practice(title="Mode de garde", language="fr")
practice(title="Sin traducir", country="mx")
chapter(publication(title="Guía"), title="Capítulo uno")
"""
TRANSLATE = f"""
from agc.core.languages import locales
from practices.models import PracticePage
from tests.factories import practice, translate
arabic = {{"title": "{TITLE}", "claim": "تغيّر من يقدّم الرعاية.", "summary": "حق جديد للجميع."}}
page = PracticePage.objects.get(title="Sistema de cuidados")
page = translate(page, "ar", **arabic)
print(page.full_url)
practice(title="التطوع في الرعاية", language="ar")
"""
LOOK = """
import json
from django.contrib.auth.models import Group
from wagtail.models import Page
pages = Page.objects.filter(locale__language_code="ar").order_by("path")
print(json.dumps({
    "problems": Page.find_problems(),
    "frame": [[page.title, page.live] for page in pages],
    "groups": sorted(Group.objects.filter(name__endswith="-ar").values_list("name", flat=True)),
}))
"""


class ArabicSite(DemoSite):
    """A site of its own that speaks Spanish, English and French at first, and then Arabic."""

    def __init__(self, var):
        super().__init__(var, f"http://127.0.0.1:{free_port()}")
        self.environment |= {"DJANGO_SETTINGS_MODULE": "agc.settings.test"}
        self.said, self.found, self.practice = [], {}, ""

    def look(self):
        return json.loads(self.shell(LOOK).splitlines()[-1])

    def add_arabic(self):
        self.environment["SITE_LANGUAGES"] = "es,en,fr,ar"
        folder = self.var / "locale" / "ar" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        shutil.copy(ARABIC, folder / "django.po")
        self.said = [self.manage("add_language", "ar") for _time in range(2)]
        self.found = self.look()
        self.practice = self.shell(TRANSLATE).splitlines()[-1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The running site, with Arabic added to it."""
    running = ArabicSite(tmp_path_factory.mktemp("arabic-site"))
    running.shell(SET_UP)
    running.add_arabic()
    with running.serving():
        yield running


@pytest.fixture(scope="module")
def visitor(site):
    return Visitor(site.url)


@pytest.fixture(scope="module")
def record(site, visitor):
    return visitor.get(site.practice)


@pytest.fixture(scope="module")
def listing(visitor):
    return visitor.get("/ar/almmarsat/")


def test_one_command_made_the_language_real(site):
    assert "7 pages made" in site.said[0]
    assert "0 pages made" in site.said[1]
    assert all("/ar/, is open to readers" in said for said in site.said)
    assert site.found["problems"] == [[], [], [], [], []]
    assert "translators-ar" in site.found["groups"]
    titles = {polib.pofile(ARABIC).find(row["fields"]["title"]["en"], msgctxt=CONTEXT).msgstr for row in read_frame()}
    assert {title for title, _live in site.found["frame"]} == titles
    assert all(live for _title, live in site.found["frame"])


def test_the_practice_is_read_from_right_to_left(record):
    assert record.status == 200
    assert (record.soup.html["lang"], record.soup.html["dir"]) == ("ar", "rtl")
    assert record.heading == TITLE
    assert record.soup.find("meta", property="og:locale")["content"] == "ar_AR"
    assert "حق جديد للجميع." in record.soup.main.get_text()
    assert "/ndham-alraaya-fy-awrwghway/" in record.url
    assert "heading.woff2" not in record.html


def test_every_version_names_every_other(visitor, record):
    named = record.hreflang()
    assert set(named) == {"es", "ar", "x-default"}
    assert named["ar"] == record.url
    spanish = visitor.get(named["es"])
    assert spanish.hreflang() == named
    assert visitor.sitemap()[record.url] == named


def test_the_switcher_leads_to_arabic_and_back(visitor, record):
    spanish = visitor.get(record.hreflang()["es"])
    links = {link["hreflang"]: link for link in spanish.soup.select("header nav.languages a")}
    assert list(links) == ["es", "en", "fr", "ar"]
    assert (links["ar"]["href"], links["ar"]["lang"], links["ar"]["dir"]) == (
        record.url.removeprefix(visitor.root), "ar", "rtl",
    )  # fmt: skip
    assert links["ar"].get_text() == "العربيّة"
    back = {link["hreflang"]: link for link in record.soup.select("header nav.languages a")}
    assert back["es"]["dir"] == "ltr"
    assert back["ar"]["aria-current"] == "true"
    assert visitor.get(back["fr"]["href"]).status == 200


def test_the_list_has_each_record_once_and_marks_what_is_in_another_language(visitor, record, listing):
    links = listing.soup.select(".card__title a")
    titles = [link.get_text() for link in links]
    assert sorted(titles) == sorted([TITLE, "التطوع في الرعاية", "Mode de garde", "Sin traducir"])
    by_title = dict(zip(titles, links, strict=True))
    assert not by_title[TITLE].get("lang")
    marks = {"Mode de garde": ("fr", "بالفرنسية"), "Sin traducir": ("es", "بالإسبانية")}
    for title, (language, badge) in marks.items():
        link = by_title[title]
        assert (link["lang"], link["dir"], link["hreflang"]) == (language, "ltr", language)
        assert link.find_next_sibling(class_="badge").get_text() == badge
    assert listing.soup.select_one("#results").get_text(strip=True) == "4 ممارسات"
    assert 'dir="rtl"' in visitor.get("/ar/almnshwrat/").html


def test_readers_of_other_languages_meet_arabic_marked_as_such(visitor):
    spanish = visitor.get("/es/practicas/")
    link = next(a for a in spanish.soup.select(".card__title a") if a.get_text() == "التطوع في الرعاية")
    assert (link["lang"], link["dir"], link["hreflang"]) == ("ar", "rtl", "ar")
    assert link.find_next_sibling(class_="badge").get_text() == "en árabe"
    assert spanish.soup.html["dir"] == "ltr"


@pytest.mark.parametrize("query", ["رعاية", "الرعايه", "اوروغواي", "cuidados", "derecho"])
def test_the_search_finds_it_by_words_of_any_language(visitor, record, query):
    found = visitor.get(f"/ar/bahth/?q={quote(query)}")
    assert found.status == 200
    assert record.url.removeprefix(visitor.root) in [link["href"] for link in found.soup.select(".card__title a")]
    assert found.soup.select_one("#search")["value"] == query


def test_the_search_has_its_address_in_each_language(visitor, record):
    assert visitor.search_address("ar") == f"{visitor.root}/ar/bahth/"
    spanish = visitor.search("es", "رعاية")
    assert spanish.hreflang()["ar"] == f"{visitor.root}/ar/bahth/"
    # The Spanish reader is led to the Spanish text of the record.
    assert record.hreflang()["es"].removeprefix(visitor.root) in spanish.html
    assert visitor.search("en", "zzz").soup.select_one(".empty").get_text().endswith("in any language of this site.")


def test_a_reader_of_arabic_is_led_to_it(visitor):
    assert visitor.get("/", language="ar-EG,ar;q=0.9").headers["Location"] == "/ar/"
    missing = visitor.get("/ar/kein/")
    assert (missing.status, missing.heading, missing.soup.html["dir"]) == (404, "لا توجد صفحة هنا", "rtl")


def test_no_word_of_another_language_stands_in_the_frame(visitor, record, listing):
    """As far as the catalogue of this test goes: what it lacks is said in the default language."""
    own = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(ARABIC)}
    foreign = set()
    for language in ("es", "en", "fr"):
        entries = polib.pofile(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
        known = {(entry.msgctxt, entry.msgid): entry for entry in entries if (entry.msgctxt, entry.msgid) in own}
        foreign |= foreign_texts(known, own)
    foreign |= {text for row in read_frame() for texts in row["fields"].values() for text in texts.values()}
    for page in (record, listing, visitor.get("/ar/"), visitor.search("ar", "رعاية"), visitor.get("/ar/kein/")):
        assert foreign & frame_texts(page) == set(), page.url
