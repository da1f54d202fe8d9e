"""What editors do for those who search: pages put before the results, and a report of what was not found."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from search import missing
from search.models import SearchMiss
from tests.factories import practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def laundry(committed):
    return committed(practice, title="Lavandería comunitaria")


def promote(words, **fields):
    return SearchPromotion.objects.create(query=Query.get(words), **fields)


def titles(page):
    return [" ".join(link.get_text().split()) for link in page.select(".results .card__title a")]


def headings(page):
    return [heading.get_text(strip=True) for heading in page.select(".results__promoted")]


# Promoted results


@pytest.mark.parametrize("typed", ["ropa limpia", "Ropa  LÍMPIA "])
def test_what_editors_chose_stands_first_however_it_is_written(results, committed, laundry, typed):
    found = committed(practice, title="Ropa limpia para todas")
    promote("ropa limpia", page=laundry, description="La más pedida.")
    page = results(typed)
    assert titles(page) == [laundry.title, found.title]
    assert headings(page) == ["Elegido por el equipo editorial", "Encontrado por el buscador"]
    assert "La más pedida." in page.select_one(".results").get_text()


def test_it_is_shown_where_nothing_else_is_found_and_once_where_it_is_found_too(results, laundry):
    promote("zzzz", page=laundry)
    promote("lavandería", page=laundry)
    assert titles(results("zzzz")) == titles(results("lavandería")) == [laundry.title]


def test_it_is_shown_in_the_readers_language(results, committed, laundry):
    english = committed(translate, laundry, "en", title="Community laundry")
    promote("zzzz", page=laundry)
    assert titles(results("zzzz", "en")) == [english.title]
    assert titles(results("zzzz", "fr"))[0].startswith(laundry.title)


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_is_not_public_is_not_shown(results, committed, laundry, hide):
    promote("zzzz", page=laundry)
    if hide == "unpublish":
        committed(laundry.unpublish)
    else:
        committed(PageViewRestriction.objects.create, page=laundry, restriction_type=PageViewRestriction.LOGIN)
    assert titles(results("zzzz")) == headings(results("zzzz")) == []


def test_another_site_can_be_promoted(results, laundry):
    promote("oit", external_link_url="https://www.ilo.org/", external_link_text="OIT", description="Normas")
    link = results("OIT").select_one(".results .card__title a")
    assert (link["href"], link.get_text()) == ("https://www.ilo.org/", "OIT")


def test_other_questions_narrowed_ones_and_later_pages_have_none(results, laundry):
    promote("zzzz", page=laundry)
    assert headings(results("zzz")) == headings(results("zzzz", r="reduce")) == []
    assert not Query.objects.filter(query_string="zzz").exists()


def test_the_secretariat_promotes_and_others_do_not(client, make_user):
    url = reverse("wagtailsearchpromotions:add")
    for group, may in ((SECRETARIAT, True), (EDITORS, False), (MEMBERS, False), (translators("en"), False)):
        client.force_login(make_user(f"one-of-{group}", group))
        assert (client.get(url).status_code == 200) is may


# What was not found


@pytest.mark.parametrize("typed", ["Güllxyz", "gullxyz ", " GULLXYZ"])
def test_what_is_not_found_is_counted_by_its_words(results, typed):
    SearchMiss.objects.create(
        language="es", words="gullxyz", first_asked=datetime.date(2026, 1, 1), last_asked=timezone.localdate()
    )
    results(typed)
    kept = SearchMiss.objects.get()
    assert (kept.words, kept.language, kept.times, kept.first_asked.year) == ("gullxyz", "es", 2, 2026)


def test_what_is_found_is_not_kept_and_what_has_only_some_of_the_words_is(results, laundry):
    results("lavanderías")
    results("lavandería", r="reward")
    assert not SearchMiss.objects.exists()
    results("lavandería xyzzyx")
    assert SearchMiss.objects.get().words == "lavanderia xyzzyx"


@pytest.mark.parametrize(
    "typed",
    ["ana@example.org", "xyzzyx 55 1234 5678", "1234", "¿?", "x" * 61, "http://x.example", "xyzzyx CURP 12345678"],
)
def test_what_may_name_a_person_or_says_nothing_is_not_kept(results, typed):
    results(typed)
    assert not SearchMiss.objects.exists()


def test_old_questions_are_forgotten_and_machines_do_not_fill_the_table(results, monkeypatch):
    long_ago = timezone.localdate() - datetime.timedelta(days=400)
    SearchMiss.objects.create(language="es", words="vieja", first_asked=long_ago, last_asked=long_ago)
    monkeypatch.setattr(missing, "MOST", 2)
    for word in ("xyzzya", "xyzzyb", "xyzzyc"):
        results(word)
    assert set(SearchMiss.objects.values_list("words", flat=True)) == {"xyzzya", "xyzzyb"}


def test_the_report_names_what_is_missing_most_first_and_can_be_taken_away(client, make_user, results):
    for word in ("xyzzya", "xyzzyb", "xyzzyb"):
        results(word)
    results("<b>xyzzyc</b>", "fr")
    client.force_login(make_user("eva", EDITORS))
    url = reverse("search_misses")
    content = client.get(url).content.decode()
    assert content.index("xyzzyb") < content.index("xyzzya")
    assert "<b>xyzzyc" not in content
    narrowed = client.get(url, {"language": "fr"}).content.decode()
    assert "xyzzyc" in narrowed
    assert "xyzzya" not in narrowed
    exported = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "xyzzyb,es,2" in exported
    assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_empty_report_says_so_in_the_language_of_the_editor(client, make_user):
    client.force_login(make_user("eva", EDITORS, language="es"))
    content = client.get(reverse("search_misses")).content.decode()
    assert "No falta nada" in content
    SearchMiss.objects.create(language="es", words="xyzzy", first_asked="2026-01-01", last_asked="2026-01-01")
    assert "sin nombres de nadie" in client.get(reverse("search_misses")).content.decode()


def test_others_do_not_read_the_report(client, make_user):
    for group in (MEMBERS, translators("en")):
        client.force_login(make_user(f"one-of-{group}", group))
        assert client.get(reverse("search_misses")).status_code == 302
        assert reverse("search_misses") not in client.get(reverse("wagtailadmin_home")).content.decode()
