"""Readers ask for a page in their language: what they see, what is counted, and what is not."""

from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from agc.translation.asking import MAX_A_DAY
from agc.translation.models import TranslationRecord
from tests.factories import practice, translate
from tests.translation.desk import record, sent, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def url_of(page, language="en", interface=None):
    with override(interface or language):
        return reverse("ask_for_translation", args=[getattr(page, "pk", page), language])


def asked(page, language="en"):
    return record(page, language).asked_for


def ask(client, page, language="en", **headers):
    return client.post(url_of(page, language), headers=headers)


def text(response):
    return " ".join(unescape(response.content.decode()).split())


def test_the_page_has_a_button_in_each_language_that_it_lacks(client, source):
    translate(source, "fr")
    shown = client.get(source.url).content.decode()
    assert f'action="{url_of(source, "en")}" lang="en"' in shown
    assert "Ask for it in English" in shown
    assert url_of(source, "fr") not in shown
    assert url_of(source, "es") not in shown


def test_pressing_it_thanks_says_what_happens_and_leads_back(client, source):
    response = ask(client, source, origin="http://testserver")
    shown = text(response)
    assert response.status_code == 200
    assert '<html lang="en"' in shown
    assert "<title>Thank you · " in shown
    assert "in English was counted" in shown
    assert "begin with the pages that readers ask for most" in shown
    assert "nothing about who asked" in shown
    assert f'<a href="{source.url}" lang="es"' in shown
    assert asked(source) == 1


def test_what_has_been_begun_is_said(client, source, make_user):
    sent(source, make_user("secretariat", SECRETARIAT))
    assert "has been begun" in text(ask(client, source))


def test_the_address_shows_a_form_and_counts_nothing(client, source):
    response = client.get(url_of(source))
    shown = text(response)
    assert '<form method="post">' in shown
    assert "<title>Ask for this page in English · " in shown
    assert "<h1>Ask for this page in English</h1>" in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert asked(source) == 0
    assert client.head(url_of(source)).status_code == 200
    assert asked(source) == 0


def test_no_cookie_is_set_and_nothing_is_kept_by_caches(client, source):
    for response in (client.get(url_of(source)), ask(client, source)):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
    assert not client.get(source.url).cookies


def test_it_works_without_a_token(source):
    from django.test import Client

    assert ask(Client(enforce_csrf_checks=True), source).status_code == 200
    assert asked(source) == 1


def test_a_reader_counts_once_a_day(client, source):
    for _time in range(3):
        assert "Thank you" in text(ask(client, source, user_agent="Firefox"))
    assert asked(source) == 1
    ask(client, source, user_agent="Chromium")
    client.post(url_of(source), headers={"user-agent": "Firefox"}, REMOTE_ADDR="192.0.2.7")
    assert asked(source) == 3


def test_each_record_and_language_is_counted_apart(client, source):
    other = practice()
    for page, language in ((source, "en"), (source, "fr"), (other, "en")):
        ask(client, page, language)
    assert (asked(source), asked(source, "fr"), asked(other), asked(other, "fr")) == (1, 1, 1, 0)


def test_asking_on_a_translation_counts_for_the_record(client, source):
    english = translate(source, "en")
    response = ask(client, english, "fr")
    assert asked(source, "fr") == 1
    assert text(response).index(english.url) < text(response).index(source.url)


def test_readers_behind_the_web_server_of_the_machine_are_told_apart(client, source):
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.2"):
        client.post(url_of(source), REMOTE_ADDR="", headers={"x-forwarded-for": address})
    assert asked(source) == 2


def test_elsewhere_nobody_becomes_another_reader_by_a_header(client, source):
    for address in ("192.0.2.1", "192.0.2.2"):
        client.post(url_of(source), headers={"x-forwarded-for": address})
    assert asked(source) == 1


def test_what_is_kept_says_nothing_about_the_reader(client, source):
    client.post(url_of(source), headers={"user-agent": "Firefox"}, REMOTE_ADDR="192.0.2.7")
    kept = " ".join(f"{key} {value}" for key, value in cache._cache.items() if "asked" in key)
    assert "asked:" in kept
    assert "192.0.2.7" not in kept
    assert "Firefox" not in kept


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"origin": "https://evil.example"},
        {"origin": "https://testserver.evil.example"},
        {"origin": "null"},
        {"origin": "http://[", "referer": "http://testserver/"},
        {"referer": "https://evil.example/?http://testserver/"},
    ],
)
def test_a_form_on_another_site_counts_nothing(client, source, headers):
    response = client.post(url_of(source), headers=headers)
    assert response.status_code == 403
    assert "This came from another site" in text(response)
    assert '<form method="post">' in text(response)
    assert asked(source) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
        {"origin": "https://TESTSERVER"},
        {"referer": "http://testserver/es/"},
        {},
    ],
)
def test_the_form_of_this_site_counts(client, source, headers):
    assert client.post(url_of(source), headers=headers).status_code == 200
    assert asked(source) == 1


def test_ten_thousand_posts_are_bounded(client, source):
    for number in range(MAX_A_DAY + 20):
        assert ask(client, source, user_agent=f"Robot {number}").status_code == 200
    assert asked(source) == MAX_A_DAY


def test_once_the_limit_is_reached_a_post_leaves_nothing(client, source):
    for number in range(MAX_A_DAY):
        ask(client, source, user_agent=f"Robot {number}")
    before = len(cache._cache)
    ask(client, source, user_agent="One more")
    assert (asked(source), len(cache._cache)) == (MAX_A_DAY, before)


def test_a_large_and_hostile_body_is_not_even_read(client, source):
    body = b"\x00\xff" * 2_000_000
    response = client.post(url_of(source), body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 200
    assert asked(source) == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_no_other_method_is_answered(client, source, method):
    assert getattr(client, method)(url_of(source)).status_code == 405


def test_a_page_that_is_not_public_is_not_there(client, source):
    address = url_of(source)
    draft = practice()
    draft.unpublish()
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    for url in (address, url_of(draft), url_of(10**9), url_of(Page.get_first_root_node())):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    assert not TranslationRecord.objects.filter(asked_for__gt=0).exists()


@pytest.mark.parametrize("language", ["de", "EN", "xx", "en-gb", "a" * 300])
def test_a_language_that_the_site_has_not_is_not_there(client, source, language):
    url = url_of(source).replace("/en/", f"/{language}/")
    url = "/en/" + url.split("/", 2)[2]
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_who_has_the_page_in_that_language_already_is_led_to_it(client, source):
    english = translate(source, "en")
    for url, page in ((url_of(source, "es"), source), (url_of(source, "en"), english), (url_of(english, "es"), source)):
        assert client.get(url).url == page.url
        assert client.post(url).url == page.url
    assert not TranslationRecord.objects.filter(asked_for__gt=0).exists()


def test_a_draft_of_the_translation_does_not_show(client, source):
    translate(source, "en", publish=False, title="Secret draft")
    response = ask(client, source)
    assert "Secret draft" not in text(response)
    assert asked(source) == 1


def test_a_record_is_made_for_the_first_who_asks(client, source):
    TranslationRecord.objects.all().delete()
    assert ask(client, source).status_code == 200
    assert asked(source) == 1


def test_after_the_publication_the_count_starts_anew(client, source, make_user):
    secretariat, translator = make_user("secretariat", SECRETARIAT), make_user("translator", translators("en"))
    ask(client, source)
    sent(source, secretariat)
    made = submitted(source, translator)
    assert asked(source) == 1
    workflow.decide(made, make_user("reviewer", language_reviewers("en")), "approve")
    assert asked(source) == 0


def test_a_title_in_arabic_with_signs_is_shown_as_it_is(client):
    page = practice(title="نظام <b>الرعاية</b> & “más”")
    assert "نظام &lt;b&gt;الرعاية&lt;/b&gt; &amp; “más”" in client.get(url_of(page)).content.decode()


@pytest.mark.parametrize(("interface", "words"), [("es", "en inglés"), ("fr", "en anglais")])
def test_the_page_stays_in_the_language_of_its_address(client, source, interface, words):
    shown = text(client.get(url_of(source, "en", interface)))
    assert f'<html lang="{interface}"' in shown
    assert words in shown
