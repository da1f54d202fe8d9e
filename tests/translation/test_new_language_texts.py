"""What each language writes in its own way, Arabic above all: addresses, words to search for, names, directions."""

import pytest
from django.utils import translation

from agc.core.templatetags.frame_tags import in_language, lang_of, open_graph_locale
from agc.core.texts import address_of
from agc.vocabulary.models import Concept
from search.analysis import parse
from tests.factories import practice
from tests.translation.arabic import TITLE

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("arabic"), pytest.mark.one_database]


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
