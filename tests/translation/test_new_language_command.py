"""The command that adds a language: each page of the frame goes live once the catalogue has its words."""

from datetime import date
from decimal import Decimal

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.core.management.commands.compile_catalogues import compile_catalogue
from agc.core.numbers import localise
from agc.core.records import key_of
from agc.core.templatetags.date_tags import day
from home.frame_words import CONTEXT, read_frame
from tests.factories import frame_page, practice, translate
from tests.translation.arabic import ARABIC, TITLE

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("arabic"), pytest.mark.one_database]


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
