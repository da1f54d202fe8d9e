"""The page of the translators' editor: what is shown of the texts, and both sides beside each other."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride

from agc.translation import workflow
from agc.translation.models import SegmentComment
from agc.translation.texts import segments_of, set_text
from home.models import StandardPage
from tests.factories import picture, standard, translate
from tests.translation.editor.forms import edit_url, segment_at, url, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# The page


def test_the_editor_stands_at_the_address_of_the_page(as_, target, translation):
    response = as_("translator").get(edit_url(target))
    assert response.status_code == 200
    html = response.content.decode()
    for segment in segments_of(translation):
        assert f'id="segment-{segment.pk}"' in html
        assert f'for="text-{segment.pk}"' in html
    assert "All texts are translated." in words(response)
    assert "Submit for review" in words(response)
    assert "Approve" not in words(response)
    assert "alias" not in html


def test_texts_are_shown_as_text(as_, target, translation, people):
    evil = '<img src=x onerror="alert(1)">'
    title = segment_at(translation, "title")
    set_text(translation, title, "&lt;/textarea&gt;&lt;script&gt;alert(2)&lt;/script&gt;", people["translator"])
    record = workflow.record_of(translation)
    SegmentComment.objects.create(
        record=record, context_id=title.context_id, string_id=title.string_id, author=people["translator"], text=evil
    )
    record.note = evil
    record.save()
    html = as_("translator").get(edit_url(target)).content.decode()
    assert "<img src=x" not in html
    assert "<script>alert(2)" not in html
    assert "&lt;img src=x" in html


def test_what_is_missing_stands_in_the_filter_and_in_the_footer(as_, target, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "", people["translator"])
    response = as_("translator").get(edit_url(target), {"show": "missing"})
    html = response.content.decode()
    assert re.search(rf'id="segment-{title.pk}"[^>]*data-flags="missing"[^>]*>', html)
    hidden = re.findall(r'<article class="te-row"[^>]*id="segment-(\d+)"[^>]* hidden>', html)
    assert sorted(map(int, hidden)) == sorted(s.pk for s in segments_of(translation) if s.pk != title.pk)
    assert "What keeps it from being submitted: 1" in words(response)
    assert "1 text is still to be translated." in words(response)


@pytest.mark.parametrize("query", ["show=rubbish", "similar=x", "similar=999999999999999999999999", "show=&similar="])
def test_an_address_made_up_by_hand_shows_the_page(as_, target, query):
    assert as_("translator").get(f"{edit_url(target)}?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_texts(as_, make_user):
    def queries(number):
        page = standard(body=[("paragraph", f"<p>Párrafo {number} del texto largo.</p>") for number in range(number)])
        target = translate(page, "en", publish=False)
        client.get(edit_url(target))
        with CaptureQueriesContext(connection) as found:
            response = client.get(edit_url(target))
        assert len(re.findall("<article", response.content.decode())) >= number
        return len(found), len(response.content)

    client = as_("translator")
    few, _size = queries(1)
    many, size = queries(150)
    assert few == many
    # Wagtail's own view and the frame around it take more than half of them.
    assert many <= 50
    assert size < 600_000


# Side by side


def test_source_and_translation_side_by_side(as_, source, target, translation):
    title = segment_at(translation, "title")
    set_text(translation, title, "Care, unsaved as a page", None)
    frame = as_("translator").get(url("side_by_side", translation))
    assert frame.content.decode().count("<iframe") == 2
    translated = as_("translator").get(url("preview", translation))
    assert "Care, unsaved as a page" in words(translated)
    assert translated["X-Frame-Options"].upper() == "SAMEORIGIN"
    original = as_("translator").get(url("source", translation))
    assert "Cuidados para todas" in words(original)
    assert Page.objects.get(pk=target.pk).title != "Care, unsaved as a page"


def test_a_draft_of_the_source_is_for_whoever_may_write_it(as_, source, translation):
    page = StandardPage.objects.get(pk=source.pk)
    page.title = "Un borrador secreto"
    page.save_revision()
    for name, sees in (("translator", False), ("editor", True)):
        response = as_(name).get(url("source", translation), {"draft": ""})
        assert ("Un borrador secreto" in words(response)) is sees


def test_a_picture_that_was_deleted_is_said_and_breaks_nothing(as_, target, translation):
    html = as_("translator").get(edit_url(target)).content.decode()
    tokens = unescape(re.search('name="tokens" value="([^"]*)"', html)[1])
    name = next(name for name in json.loads(tokens) if name.startswith("choice-") and f'id="id-{name}"' in html)
    other = picture()
    as_("translator").post(edit_url(target), {name: other.pk, "tokens": tokens, "action": "save"})
    assert SegmentOverride.objects.get().data == other.pk
    other.delete()
    page = as_("translator").get(edit_url(target))
    assert "does not exist any more" in words(page)
    saved = as_("translator").post(edit_url(target), {"action": "save"})
    assert saved.status_code == 422
    preview = as_("translator").get(url("preview", translation), follow=True)
    assert preview.redirect_chain[0][0] == edit_url(target)
    assert "does not exist any more" in words(preview)
