"""The translators' editor with a script: each text is saved by itself, and every refusal is told in JSON."""

import pytest
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation

from agc.translation.editor.saving import token_of
from agc.translation.texts import set_text
from tests.factories import standard, translate
from tests.translation.editor.forms import edit_url, segment_at, tokens_of, url, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def post(client, translation, segment, **data):
    return client.post(url("text", translation, segment.pk), {"tokens": tokens_of(segment)} | data)


def test_a_text_is_saved_by_itself(as_, target, translation):
    title = segment_at(translation, "title")
    before = Revision.objects.count()
    answer = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Care"}).json()
    assert answer["saved"] is True
    assert answer["progress"]["done"] == answer["progress"]["total"]
    assert answer["token"] == token_of("Care")
    assert segment_at(translation, "title").target == "Care"
    assert Revision.objects.count() == before


def test_a_text_is_checked_as_it_is_typed_and_not_kept(as_, translation):
    paragraph = segment_at(translation, "body")
    typed = {f"text-{paragraph.pk}": "One two.", "do": "check"}
    answer = post(as_("translator"), translation, paragraph, **typed).json()
    assert "te-finding--error" in answer["parts"]["findings"]
    assert segment_at(translation, "body").target == paragraph.target


def test_a_conflict_is_told_with_both_texts(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Theirs", people["second"])
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Mine"})
    assert response.status_code == 409
    assert response.json()["value"] == "Theirs"
    assert segment_at(translation, "title").target == "Theirs"


def test_a_refused_text_is_told_with_the_reason(as_, translation):
    title = segment_at(translation, "title")
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "a\x00b"})
    assert response.status_code == 422
    assert response.json()["error"]


def test_a_locked_text_is_told_in_json(as_, target, translation, people):
    title = segment_at(translation, "title")
    target.locked, target.locked_by = True, people["secretariat"]
    target.save()
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Mine"})
    assert response.status_code == 423
    same = post(as_("translator"), translation, title, do=f"same.{title.pk}")
    assert same.status_code == 423
    comment = post(as_("translator"), translation, title, do=f"comment.{title.pk}", **{f"comment-{title.pk}": "Why?"})
    assert comment.json()["saved"] is True


def test_a_text_that_is_gone_is_told(as_, translation):
    response = as_("translator").post(url("text", translation, 999_999), {"text-999999": "x"})
    assert response.status_code == 410
    assert as_("translator").get(url("similar", translation, 999_999)).status_code == 410
    assert as_("translator").post(url("choice", translation, 999_999), {}).status_code == 410


def test_a_button_does_nothing_to_a_text_that_somebody_changed(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Theirs", people["second"])
    assert post(as_("translator"), translation, title, do=f"same.{title.pk}").status_code == 409
    assert segment_at(translation, "title").target == "Theirs"


def test_a_text_of_a_machine_is_confirmed_by_a_person(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Care", None, tool_name="Dummy", machine=True)
    title = segment_at(translation, "title")
    answer = post(as_("translator"), translation, title, do=f"confirm.{title.pk}").json()
    assert answer["state"] == "done"
    row = StringTranslation.objects.get(context_id=title.context_id, translation_of_id=title.string_id)
    assert row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    assert row.last_translated_by == people["translator"]


def test_similar_texts_come_on_demand(as_, target, translation):
    other = translate(standard(title="Cuidados para todos"), "en", title="Care for all of them")
    assert other.live
    title = segment_at(translation, "title")
    address = url("similar", translation, title.pk)
    answer = as_("translator").get(address, headers={"Accept": "application/json"}).json()
    assert "Care for all of them" in answer["parts"]["similar"]
    without = as_("translator").get(address, headers={"Accept": "text/html"})
    assert without.url == f"{edit_url(target)}?similar={title.pk}#segment-{title.pk}"
    assert "Care for all of them" in words(as_("translator").get(without.url))
