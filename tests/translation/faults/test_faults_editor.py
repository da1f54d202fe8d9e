"""Faults of wagtail-localize: its editor would be slow, in two languages, and no place to review in."""

import datetime

import pytest
from wagtail.models import Revision

from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from tests.factories import standard, translate
from tests.translation.desk import sent, submitted, target
from tests.translation.faults.acting import edit_url

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_b04_the_editor_of_a_translator_saves_and_submits_and_has_no_alias(login, source):
    english = translate(source, "en", publish=False)
    page = login(translators("en")).get(edit_url(english)).content.decode()
    assert "convert_to_alias" not in page
    assert 'value="submit"' in page
    assert 'value="save"' in page
    assert 'value="publish"' not in page


def test_b10_who_reviews_decides_in_the_editor(login, make_user, source):
    sent(source, make_user("s", SECRETARIAT))
    submitted(source, make_user("t", translators("en")))
    page = target(source)
    client = login(language_reviewers("en"))
    html = client.get(edit_url(page)).content.decode()
    assert 'value="approve"' in html
    assert 'value="reject"' in html
    assert "In review" in html
    client.post(edit_url(page), {"action": "approve"})
    page.refresh_from_db()
    assert page.live


def long_page(number):
    return standard(body=[("paragraph", f"<p>Párrafo número {index}.</p>") for index in range(number)])


def test_b21_the_editor_opens_with_as_many_queries_for_one_text_as_for_many(
    login, make_user, django_assert_max_num_queries
):
    client = login(translators("en"))
    counts = []
    for number in (1, 40):
        english = translate(long_page(number), "en", publish=False)
        client.get(edit_url(english))
        with django_assert_max_num_queries(60) as found:
            client.get(edit_url(english))
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_b25_the_editor_speaks_one_language(client, make_user, source, language):
    english = translate(source, "en")
    january = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)
    Revision.objects.filter(pk=english.live_revision_id).update(created_at=january)
    client.force_login(make_user("t", translators("en"), language=language))
    html = client.get(edit_url(english)).content.decode()
    assert "wagtail_localize/js/" not in html
    assert "January" not in html
    for word in ("enEnglish", "Publish", "Save draft", "Submit for", "Translate this page", "Missing"):
        assert f">{word}" not in html
