"""What comes back from a machine: marked until somebody has read it, and no failure loses a text."""

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation

from agc.editorial.groups import SECRETARIAT, translators
from agc.translation.machine import confirm, unconfirmed
from agc.translation.machine import run as machine_run
from agc.translation.machine.run import run
from agc.translation.models import MachineUsage
from agc.translation.texts import segments_of, set_text
from tests.translation.machines import MACHINE, rows, segment_at, shouted

pytestmark = pytest.mark.django_db


def test_texts_come_back_marked_as_a_machines(use, translation, translator):
    use()
    result = run(translation, translator)
    assert (result.saved, result.left, result.failure) == (4, 0, "")
    assert {row.translation_type for row in rows(translation)} == {MACHINE}
    assert {row.tool_name for row in rows(translation)} == {"Trial"}
    assert rows(translation).get(context__path="title").data == "SISTEMA DE CUIDADOS"
    assert unconfirmed(translation) == 4
    usage = MachineUsage.objects.get()
    assert (usage.user, usage.strings, usage.source_language, usage.target_language) == (translator, 4, "es", "en")
    assert usage.characters == sum(len(segment.source) for segment in segments_of(translation))


def test_nothing_is_public_and_no_draft_is_saved(use, translation, translator):
    use()
    target = translation.get_target_instance()
    before = target.title, target.latest_revision_id
    run(translation, translator)
    target.refresh_from_db()
    assert (target.title, target.latest_revision_id) == before


@pytest.mark.parametrize(
    "answer",
    ["READ THE LAW AND COMPARE.", '<a id="a7">READ</a>', "<p>READ</p>", "READ <b>THE LAW", "<script>x</script>"],
)
def test_broken_marks_are_kept_with_their_error(use, translation, translator, answer):
    use(lambda texts: [answer if "<a" in text else text.upper() for text in texts])
    result = run(translation, translator)
    assert (result.saved, result.broken) == (4, 1)
    broken = rows(translation).get(has_error=True)
    assert broken.get_error()
    with pytest.raises(ValidationError):
        confirm(translation, next(item for item in segments_of(translation) if "<a" in item.source), translator)


@pytest.mark.parametrize("answer", ["", " ", "bell \x07", "x" * 100_001], ids=["empty", "blank", "control", "long"])
def test_answers_that_cannot_be_kept_leave_the_text_to_a_person(use, translation, translator, answer):
    use(lambda texts: [answer if text == "Otra cosa." else text.upper() for text in texts])
    result = run(translation, translator)
    assert (result.saved, result.left) == (3, 1)


def test_a_title_longer_than_a_page_can_have_is_left_to_a_person(use, translation, translator):
    use(lambda texts: ["x" * 256 for _text in texts])
    result = run(translation, translator)
    assert (result.saved, result.lost, result.left) == (3, 1, 1)
    assert not rows(translation).filter(context__path="title").exists()


def test_what_a_person_writes_meanwhile_stays(use, translation, translator):
    def meanwhile(texts):
        set_text(translation, segment_at(translation, "title"), "By hand", translator)
        return shouted(texts)

    use(meanwhile)
    assert run(translation, translator).saved == 3
    assert rows(translation).get(context__path="title").data == "By hand"


def test_a_page_locked_meanwhile_is_not_touched(use, translation, translator, make_user):
    def meanwhile(texts):
        page = translation.get_target_instance()
        page.locked, page.locked_by = True, make_user("bea", SECRETARIAT)
        page.save()
        return shouted(texts)

    use(meanwhile)
    result = run(translation, translator)
    assert result.failure
    assert (result.saved, rows(translation).count()) == (0, 0)


def test_earlier_batches_stay_when_a_later_one_fails(use, translation, translator, monkeypatch):
    monkeypatch.setattr(machine_run, "BATCH_STRINGS", 2)
    calls = []

    def fails_second(texts):
        calls.append(texts)
        if len(calls) == 2:
            raise RuntimeError("out of order")
        return shouted(texts)

    use(fails_second)
    result = run(translation, translator)
    assert (result.saved, result.left, rows(translation).count()) == (2, 2, 2)
    assert result.failure
    assert "out of order" not in result.failure


def test_a_long_run_ends_and_says_what_is_left(use, translation, translator, monkeypatch):
    monkeypatch.setattr(machine_run, "BATCH_STRINGS", 1)
    monkeypatch.setattr(machine_run, "TIME_LIMIT", -1)
    use()
    result = run(translation, translator)
    assert (result.saved, result.left) == (0, 4)
    assert result.failure


def test_two_runs_at_once_are_one(use, translation, translator):
    inner = []

    def again(texts):
        inner.append(run(translation, translator))
        return shouted(texts)

    use(again)
    assert run(translation, translator).saved == 4
    assert [(result.saved, bool(result.failure)) for result in inner] == [(0, True)]
    assert MachineUsage.objects.count() == 1


def test_the_run_after_a_failure_is_not_held_up_by_it(use, translation, translator):
    use(lambda texts: texts[:-1])
    assert run(translation, translator).failure
    use()
    assert run(translation, translator).saved == 4


def test_a_text_is_confirmed_as_it_stands(use, translation, translator, make_user):
    use()
    run(translation, make_user("bea", translators("en")))
    row = confirm(translation, segment_at(translation, "title"), translator)
    assert (row.data, row.translation_type) == ("SISTEMA DE CUIDADOS", StringTranslation.TRANSLATION_TYPE_MANUAL)
    assert row.last_translated_by == translator
    assert unconfirmed(translation) == 3


def test_what_is_not_there_cannot_be_confirmed(translation, translator):
    with pytest.raises(ValidationError):
        confirm(translation, segment_at(translation, "title"), translator)


def test_a_text_of_a_person_stays_theirs(translation, translator, make_user):
    bea = make_user("bea")
    set_text(translation, segment_at(translation, "title"), "By Bea", bea)
    assert confirm(translation, segment_at(translation, "title"), translator).last_translated_by == bea
