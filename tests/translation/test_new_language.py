"""Another language is one setting, one command and a catalogue: shown with Arabic, on a site that has content."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.core.management.commands.compile_catalogues import compile_catalogue
from agc.core.numbers import localise
from agc.core.records import key_of
from agc.core.templatetags.date_tags import day
from agc.core.templatetags.frame_tags import in_language, lang_of, open_graph_locale
from agc.core.texts import address_of
from agc.settings.languages import admin_languages, site_languages
from agc.vocabulary.models import Concept
from deploy import catalogues
from home.frame_words import CONTEXT, entries_for, read_frame
from search.analysis import parse
from tests.demo.test_frame_words import foreign_texts, frame_texts
from tests.demo.visiting import Visitor
from tests.demo_site import ROOT, DemoSite, free_port
from tests.factories import frame_page, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("arabic"), pytest.mark.one_database]

ARABIC = Path(__file__).parent / "arabic.po"
TITLE = "نظام الرعاية في أوروغواي"


# The settings


def test_the_setting_names_the_languages_in_their_order():
    found = site_languages([" AR", "es", "pt_BR", ""])
    assert [code for code, _name in found] == ["ar", "es", "pt-br"]
    with translation.override("en"):
        assert [str(name) for _code, name in found] == ["Arabic", "Spanish", "Brazilian Portuguese"]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["es", "xx"], "knows no language 'xx'"),
        (["العربية"], "knows no language 'العربية'"),
        (["es", "en", "es"], "each language once, not es"),
        ([" ", ""], "at least one language"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_the_reason(codes, said):
    with pytest.raises(ImproperlyConfigured, match=f"SITE_LANGUAGES.*{said}"):
        site_languages(codes)


def test_the_admin_is_offered_in_the_languages_that_it_speaks():
    codes = [code for code, _name in admin_languages(site_languages(["es", "sw", "pt", "ar"]))]
    assert codes == ["es", "pt-br", "pt-pt", "ar"]
    assert [code for code, _name in admin_languages(site_languages(["sw"]))] == ["en"]


@pytest.mark.parametrize("languages", ["es,en,fr,ar", "ar,pt-br"])
def test_no_setting_of_languages_calls_for_a_migration(languages, tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "makemigrations", "--check", "--dry-run"],
        env=os.environ | {"SITE_LANGUAGES": languages, "VAR_DIR": str(tmp_path), "DATABASE_URL": "sqlite://:memory:"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected"), done.stderr


# What each language writes in its own way


@pytest.mark.parametrize(
    ("title", "address"),
    [
        (TITLE, "ndham-alraaya-fy-awrwghway"),
        ("AGC: الممارسات 2024", "agc-almmarsat-2024"),
        ("Soins à l’échelle du pays", "soins-a-lechelle-du-pays"),
        ("Des cœurs", "des-coeurs"),
        ("Забота", "zabota"),
        ("؟!", ""),
    ],
)
def test_a_title_in_any_script_makes_an_address_for_any_keyboard(title, address):
    assert address_of(title) == address


def test_a_new_page_with_an_arabic_title_has_an_address(client):
    page = practice(title="الرعاية المجتمعية")
    assert page.slug == "alraaya-almjtmaya"
    assert practice(title="الرعاية المجتمعية").slug == "alraaya-almjtmaya-2"
    assert client.get(page.get_url()).status_code == 200


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("الرعاية", "رعاية"),
        ("رعايه", "الرعاية"),
        ("أطفال", "الأطفال"),
        ("رِعَايَة", "رعاية"),
        ("رعـــاية", "رعاية"),
        ("مستشفي", "مستشفى"),
        ("2024", "٢٠٢٤"),
        ("۲۰۲۴", "2024"),
    ],
)
def test_an_arabic_word_is_found_however_it_is_written(client, django_capture_on_commit_callbacks, typed, stands):
    with django_capture_on_commit_callbacks(execute=True):
        page = practice(claim=f"نص {stands} هنا")
    assert len(parse(typed).words) == 1
    found = client.get("/es/buscar/", {"q": typed})
    assert page.get_url() in found.content.decode()


def test_the_article_alone_and_short_words_stay():
    assert [asked.stem("ar") for asked in parse("ال الأب").words] == ["ال", "الاب"]


@pytest.mark.parametrize(
    ("reader", "code", "said"),
    [
        ("es", "ar", "en árabe"),
        ("en", "ar", "in Arabic"),
        ("fr", "ar", "en arabe"),
        ("es", "fr", "en francés"),
        ("es", "qu", "en qu"),
    ],
)
def test_a_language_is_named_as_each_reader_writes_it(reader, code, said):
    with translation.override(reader):
        assert in_language(code) == said


def test_text_in_another_language_says_its_direction():
    assert lang_of("ar") == ' lang="ar" dir="rtl"'
    assert lang_of("es") == ' lang="es" dir="ltr"'
    assert lang_of("qu") == ' lang="qu" dir="auto"'
    assert lang_of("") == ""
    assert lang_of('"><script>') == ' lang="&quot;&gt;&lt;script&gt;" dir="auto"'


def test_shared_links_name_the_language():
    assert [open_graph_locale(code) for code in ("es", "ar", "pt-br", "sw")] == ["es_LA", "ar_AR", "pt_BR", "sw"]


def test_a_concept_without_a_label_in_the_language_has_one_all_the_same(settings):
    settings.LANGUAGE_CODE = "pt"
    with translation.override("ar"):
        assert Concept.objects.get(scheme__code="country", code="uy").label == "Uruguay"


def test_only_the_languages_of_the_project_must_have_all_words(tmp_path):
    for language in ("fr", "ar"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', "", 'msgid "Home"', 'msgstr ""', ""]
        (folder / "django.po").write_text("\n".join(lines), encoding="utf-8")
    [fault] = catalogues.problems(tmp_path)
    assert "fr/LC_MESSAGES" in fault
    assert "not translated: 'Home'" in fault


# The command, as far as it goes with what the catalogue has


class Catalogue:
    """The Arabic catalogue of a site, which a test changes and compiles."""

    def __init__(self, folder):
        self.path = folder / "ar" / "LC_MESSAGES" / "django.po"
        self.path.parent.mkdir(parents=True)
        self.entries = polib.pofile(ARABIC)

    def text(self, message):
        return self.entries.find(message, msgctxt=CONTEXT)

    def write(self):
        self.entries.save(self.path)
        compile_catalogue(self.path)


@pytest.fixture
def arabic(settings, tmp_path):
    """A site with Arabic in its settings and an Arabic catalogue that is still to be written."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    settings.SITE_LANGUAGES = [*settings.SITE_LANGUAGES, "ar"]
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path / "locale"]
    return Catalogue(tmp_path / "locale")


@pytest.fixture
def add_arabic(arabic, capsys):
    """Return a function that runs the command and returns what it said."""

    def run():
        capsys.readouterr()
        call_command("add_language", "ar")
        return capsys.readouterr().out

    return run


def arabic_pages():
    """Return whether each page of the Arabic frame is live, by the key of its row."""
    keys = {key_of(row["key"]): row["key"] for row in read_frame()}
    pages = Page.objects.filter(locale__language_code="ar", translation_key__in=keys)
    return {keys[page.translation_key]: page.live for page in pages}


KEYS = [row["key"] for row in read_frame()]


def test_a_language_that_the_settings_do_not_name_is_refused_with_what_to_set():
    with pytest.raises(CommandError, match="SITE_LANGUAGES=es,en,fr,ar"):
        call_command("add_language", "ar")
    assert not Locale.all_objects.filter(language_code="ar").exists()


def test_without_a_catalogue_the_frame_waits_and_nothing_of_it_is_public(client, add_arabic):
    said = add_arabic()
    assert arabic_pages() == dict.fromkeys(KEYS, False)
    for row in read_frame():
        for name, texts in row["fields"].items():
            assert f"{row['key']}, {name}: not in the catalogue: “{texts['en'][:40]}" in said
    assert "is not open to readers" in said
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_language_that_is_not_open_leads_to_the_default_one_and_is_named_nowhere(client, add_arabic):
    page = practice(title="Sistema de cuidados")
    add_arabic()
    translated = translate(page, "ar", title=TITLE)
    assert client.get("/ar/").headers["Location"] == frame_page("home").full_url
    list_page = frame_page("practices")
    answer = client.get(f"/ar/{list_page.slug}/?r=reduce&page=1")
    assert answer.headers["Location"] == f"{list_page.full_url}?r=reduce&page=1"
    for address in (page.get_url(), frame_page("home").get_url(), "/es/buscar/", "/es/nada/", "/sitemap.xml"):
        text = client.get(address).content.decode()
        assert 'hreflang="ar"' not in text
        assert translated.get_url() not in text


def test_the_frame_goes_live_with_its_catalogue_and_a_second_run_changes_nothing(arabic, add_arabic):
    add_arabic()
    arabic.write()
    said = add_arabic()
    assert "0 pages made" in said
    assert "wait for words" not in said
    assert arabic_pages() == dict.fromkeys(KEYS, True)
    before = list(Page.objects.order_by("pk").values())
    revisions = Page.objects.get(translation_key=key_of("home"), locale__language_code="ar").revisions.count()
    add_arabic()
    assert list(Page.objects.order_by("pk").values()) == before
    home = Page.objects.get(translation_key=key_of("home"), locale__language_code="ar")
    assert home.revisions.count() == revisions
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_that_lacks_a_text_waits_alone_and_takes_it_up_when_it_comes(client, arabic, add_arabic):
    entry = arabic.text(read_frame()[-1]["fields"]["summary"]["en"])
    summary, entry.msgstr = entry.msgstr, ""
    arabic.write()
    said = add_arabic()
    assert "alliance, summary: not in the catalogue" in said
    assert said.count("not in the catalogue") == 1
    assert arabic_pages() == dict.fromkeys(KEYS, True) | {"alliance": False}
    menu = BeautifulSoup(client.get("/ar/").content, "html.parser").select("#menu li")
    assert len(menu) == len(KEYS) - 2
    entry.msgstr = summary
    arabic.write()
    add_arabic()
    assert arabic_pages()["alliance"]
    assert frame_page("alliance", "ar").summary == summary


def test_without_its_home_page_no_section_is_live(arabic, add_arabic):
    arabic.text(read_frame()[0]["fields"]["lead"]["en"]).msgstr = ""
    arabic.write()
    said = add_arabic()
    assert not any(arabic_pages().values())
    assert "practices: waits for the page above it" in said


def test_a_text_that_is_too_long_is_named_with_its_length(arabic, add_arabic):
    arabic.text(read_frame()[0]["fields"]["headline"]["en"]).msgstr = "ر" * 71
    arabic.write()
    assert "home, headline: 71 characters in the catalogue, at most 70 fit" in add_arabic()
    assert not arabic_pages()["home"]


@pytest.mark.parametrize("intro", ["<p>فقرة واحدة فقط.</p>", "كلمات", "<p>أ</p><p><b>ب</b></p>"])
def test_a_text_that_is_not_built_like_its_source_is_named(client, arabic, add_arabic, intro):
    arabic.text(read_frame()[-1]["fields"]["intro"]["en"]).msgstr = intro
    arabic.write()
    assert "alliance, intro: the page says something else" in add_arabic()
    assert not arabic_pages()["alliance"]


def test_a_script_in_a_catalogue_is_text(admin_client, arabic, add_arabic):
    entry = arabic.text(read_frame()[-1]["fields"]["intro"]["en"])
    entry.msgstr = entry.msgstr.replace("وحقًا", "وحقًا <script>alert(1)</script>")
    arabic.write()
    add_arabic()
    for address in ("/ar/an-althalf/", f"/admin/pages/{frame_page('alliance', 'ar').pk}/view_draft/"):
        page = BeautifulSoup(admin_client.get(address).content, "html.parser")
        assert page.select("script:not([src], [type='application/ld+json'])") == []


def test_marks_that_no_text_can_have_are_named(arabic, add_arabic):
    entry = arabic.text(read_frame()[-1]["fields"]["intro"]["en"])
    entry.msgstr = entry.msgstr.replace("وحقًا", "<i onclick='x()'>وحقًا</i>")
    arabic.write()
    assert "alliance, intro: marks in the catalogue that a text cannot have" in add_arabic()
    assert arabic_pages() == dict.fromkeys(KEYS, True) | {"alliance": False}


def test_a_page_that_an_editor_wrote_anew_waits_for_a_translator(arabic, add_arabic):
    page = frame_page("events")
    page.summary = "Otra cosa."
    page.save_revision().publish()
    arabic.write()
    assert "events, summary: the page says something else by now" in add_arabic()
    assert arabic_pages() == dict.fromkeys(KEYS, True) | {"events": False}


def test_what_a_translator_wrote_stays_and_waits_for_its_review(arabic, add_arabic):
    add_arabic()
    page = frame_page("events", "ar")
    by_hand = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    title = StringSegment.objects.get(source=by_hand.source, context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string, context=title.context, locale=page.locale, data="مواعيد", translation_type="manual"
    )
    arabic.write()
    assert "events: was translated by hand" in add_arabic()
    assert arabic_pages() == dict.fromkeys(KEYS, True) | {"events": False}
    assert frame_page("events", "ar").get_latest_revision_as_object().title == "مواعيد"


def test_a_page_that_somebody_deleted_is_not_made_again(arabic, add_arabic):
    arabic.write()
    add_arabic()
    frame_page("events", "ar").delete()
    frame_page("communities", "fr").delete()
    frame_page("members").unpublish()
    assert "0 pages made" in add_arabic()
    assert "events" not in arabic_pages()
    assert not Page.objects.filter(translation_key=key_of("communities"), locale=locales()["fr"]).exists()
    assert not frame_page("members", "ar").live


def test_a_default_language_without_a_home_page_is_refused(settings, arabic, add_arabic):
    add_arabic()
    settings.LANGUAGE_CODE = "ar"
    with pytest.raises(CommandError, match=r"'ar', has no public home page.*first in SITE_LANGUAGES"):
        call_command("setup_site")


def test_a_catalogue_that_cannot_be_read_is_named(arabic, add_arabic):
    arabic.path.write_text('msgid "Home\nmsgstr', encoding="utf-8")
    with pytest.raises(CommandError, match=r"ar/LC_MESSAGES/django.po is no catalogue that can be read"):
        add_arabic()
    assert not Locale.all_objects.filter(language_code="ar").exists()


def test_groups_and_rights_come_with_the_language(arabic, add_arabic, client, make_user):
    arabic.write()
    add_arabic()
    rights = GroupPagePermission.objects.filter(group__name="translators-ar").select_related("page__locale")
    assert [(right.page.locale.language_code, right.page.depth) for right in rights] == [("ar", 2)]
    client.force_login(make_user("layla", "translators-ar", language="ar"))
    draft = translate(practice(), "ar", publish=False, title=TITLE)
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{frame_page('events', 'en').pk}/edit/").status_code == 302


def test_numbers_days_and_plurals_are_arabic(arabic):
    arabic.write()
    with translation.override("ar"):
        assert localise(Decimal("1234567.50")) == "1,234,567.5"
        assert day(date(2023, 6, 28)) == "28 يونيو 2023"
        forms = [
            translation.ngettext("%(number)s practice", "%(number)s practices", number) % {"number": number}
            for number in (0, 1, 2, 3, 11, 100)
        ]
    assert forms == ["لا ممارسات", "ممارسة واحدة", "ممارستان", "3 ممارسات", "11 ممارسة", "100 ممارسة"]


# The catalogue that the project makes for a new language


def test_the_words_of_the_frame_are_asked_for_where_frame_yaml_has_none():
    entries = entries_for("ar")
    assert [entry.msgid for entry in entries] == [
        texts["en"] for row in read_frame() for texts in row["fields"].values()
    ]
    assert "at most 70 characters" in entries[2].comment
    assert entries_for("fr") == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext was not found")
def test_the_catalogue_of_a_new_language_has_the_frame_and_the_old_ones_stay(tmp_path):
    copy, var = tmp_path / "copy", tmp_path / "var"
    unwanted = shutil.ignore_patterns(".git", ".venv", "var", "media", "docs", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=unwanted, symlinks=True)
    before = {path: polib.pofile(path) for path in sorted(copy.glob("locale/*/LC_MESSAGES/*.po"))}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages"],
        env=os.environ | {"SITE_LANGUAGES": "es,en,fr,pt-br", "VAR_DIR": str(var)},
        cwd=copy, capture_output=True, check=True,
    )  # fmt: skip
    made = polib.pofile(copy / "locale/pt_BR/LC_MESSAGES/django.po")
    assert {entry.msgid for entry in made if entry.msgctxt == CONTEXT} == {entry.msgid for entry in entries_for("pt")}
    assert len(made) > len(entries_for("pt")) + 500
    assert "nplurals=2" in made.metadata["Plural-Forms"]
    for path in before:
        assert not [entry for entry in polib.pofile(path) if entry.msgctxt == CONTEXT]


# A running site

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
    try:
        running.start()
        yield running
    finally:
        running.stop()


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
