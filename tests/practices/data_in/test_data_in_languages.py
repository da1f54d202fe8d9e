"""Words in other languages that come in by a file: they wait for their source, and give way to what people write."""

import pytest
from wagtail_localize.models import Translation

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, SECRETARIAT
from agc.translation.texts import segments_of, set_text
from practices.models import PracticePage, WaitingWords
from tests.factories import practice, translate
from tests.practices.data_in.plans import errors, plan, taken_in
from tests.practices.files_in import COMPLETE, draft_of

pytestmark = pytest.mark.django_db


def test_words_in_another_language_wait_until_their_source_is_public(editor):
    english = {
        "code": COMPLETE["code"],
        "page_language": "en",
        "title": "Night care house",
        "summary": "A house open **at night**.\n\nIt cares for children.",
        "approach": "## How it works\n\nThree people receive the groups.\n\n* by night\n* by day",
        "effects": [{"r": "redistribute", "explanation": "The night is no longer the business of one person."}],
    }
    taken_in(editor, COMPLETE, english, send_to_review=False)
    assert PracticePage.objects.count() == 1
    assert plan(editor, COMPLETE, english).changed == []
    page = PracticePage.objects.get()
    page.get_latest_revision().publish()
    translated = PracticePage.objects.get(locale=locales()["en"])
    draft = translated.get_latest_revision_as_object()
    assert not translated.live
    assert draft.title == "Night care house"
    assert draft.summary == "<p>A house open <b>at night</b>.</p><p>It cares for children.</p>"
    assert "<li>by day</li>" in str(draft.approach)
    assert draft.effects.get().explanation == "The night is no longer the business of one person."
    assert not WaitingWords.objects.exists()


def test_the_secretariat_adds_a_language_to_what_is_public(make_user):
    page = practice()
    secretariat = make_user("secretaria", SECRETARIAT)
    taken_in(secretariat, {"code": page.code, "page_language": "fr", "title": "Système de soins"})
    translated = PracticePage.objects.get(locale=locales()["fr"])
    assert (translated.live, translated.get_latest_revision_as_object().title) == (False, "Système de soins")
    assert plan(secretariat, {"code": page.code, "page_language": "fr", "title": "Système de soins"}).changed == []


def test_who_may_not_send_to_translators_is_told(make_user):
    page = practice(owner=make_user("miembro", MEMBERS))
    made = plan(page.owner, {"code": page.code, "page_language": "fr", "title": "Système de soins"})
    assert len(errors(made)) == 1


def test_what_all_languages_share_is_said_with_the_source(editor):
    page = practice()
    translate(page, "en")
    made = plan(editor, {"code": page.code, "page_language": "en", "start_year": 1999, "kind": "programme"})
    assert [column for column, _message in errors(made)] == ["start_year"]


def test_a_translation_has_the_paragraphs_and_the_rows_of_its_source(editor):
    english = {"code": COMPLETE["code"], "page_language": "en", "summary": "One paragraph."}
    assert [column for column, _message in errors(plan(editor, COMPLETE, english))] == ["summary"]
    english = {"code": COMPLETE["code"], "page_language": "en", "effects": [{"explanation": "A"}, {"explanation": "B"}]}
    assert len(errors(plan(editor, COMPLETE, english))) == 1


def test_words_about_a_text_that_has_changed_are_left_out(editor):
    english = {"code": COMPLETE["code"], "page_language": "en", "title": "Night care house", "claim": "Good hands."}
    taken_in(editor, COMPLETE, english, send_to_review=False)
    page = PracticePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.claim = "Ahora se dice otra cosa."
    draft.save_revision().publish()
    translated = PracticePage.objects.get(locale=locales()["en"]).get_latest_revision_as_object()
    assert (translated.title, translated.claim) == ("Night care house", "Ahora se dice otra cosa.")


def test_words_do_not_touch_a_translation_that_is_edited_apart(make_user):
    secretariat = make_user("secretaria", SECRETARIAT)
    page = practice()
    english = translate(page, "en", title="By hand")
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    record = {"code": page.code, "page_language": "es", "claim": "Otra cosa."}
    taken_in(secretariat, record, {"code": page.code, "page_language": "en", "title": "By file"}, send_to_review=False)
    draft_of(page.code).save_revision().publish()
    english.refresh_from_db()
    assert english.get_latest_revision_as_object().title == "By hand"
    assert WaitingWords.objects.count() == 1


def test_what_a_translator_has_written_since_is_not_set_back(make_user):
    secretariat = make_user("secretaria", SECRETARIAT)
    page = practice()
    english = translate(page, "en", title="Care system", claim="It changed who cares.")
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=english.locale)
    (claim,) = [segment for segment in segments_of(translation) if segment.path == "claim"]
    set_text(translation, claim, "A better sentence.", user=None)
    record = {"code": page.code, "page_language": "en", "title": "A care system", "claim": "It changed who cares."}
    made = plan(secretariat, record)
    assert [change.before for change in made.records[0].translated[0].changes] == ["Care system", "A better sentence."]
