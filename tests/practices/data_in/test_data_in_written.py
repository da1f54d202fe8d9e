"""What a file writes: drafts in their workflow, changes that are told, and links between practices."""

import pytest
from wagtail.models import WorkflowState

from practices.models import PracticePage
from tests.factories import practice
from tests.practices.data_in.plans import plan, taken_in
from tests.practices.files_in import COMPLETE, draft_of

pytestmark = pytest.mark.django_db


def test_a_new_practice_becomes_a_draft_in_its_workflow(editor):
    (incoming,) = taken_in(editor, COMPLETE).records
    page = PracticePage.objects.get()
    assert (page.live, page.owner, page.title) == (False, editor, COMPLETE["title"])
    assert page.code == incoming.code != COMPLETE["code"]
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    draft = page.get_latest_revision_as_object()
    assert draft.summary == "<p>Una casa abierta <b>de noche</b>.</p><p>Cuida a niñas y niños.</p>"
    assert [block.block_type for block in draft.approach] == ["heading", "paragraph"]
    assert [str(place) for place in draft.places.all()] == ["Montevideo, Uruguay"]
    assert {each.code for each in draft.concepts.all()} == {"municipal", "early-childhood", "services"}
    assert draft.results_status == "not-measured"


def test_what_is_not_complete_stays_a_draft_and_says_what_it_lacks(editor):
    made = taken_in(editor, {"code": "new-7f3k2c-2", "page_language": "es", "title": "Lavandería pública"})
    assert PracticePage.objects.get().current_workflow_state is None
    lacking = " ".join(made.records[0].lacking)
    for said in ("En una frase", "Nivel", "Dónde", "Fuente", "organización"):
        assert said.lower() in lacking.lower()


def test_a_change_is_told_as_it_was_and_as_it_will_be(editor):
    page = practice(title="Sistema de cuidados")
    record = {"code": page.code, "page_language": "es", "claim": "Cuidar es de todas y todos.", "start_year": "2016"}
    made = taken_in(editor, record)
    told = {change.what: (change.before, change.after) for change in made.records[0].changes}
    assert told == {
        "en una frase": ("Cambió quién cuida.", "Cuidar es de todas y todos."),
        "desde": ("2015", "2016"),
    }
    page.refresh_from_db()
    assert (page.live, page.claim) == (True, "Cambió quién cuida.")
    assert draft_of(page.code).claim == "Cuidar es de todas y todos."


def test_two_new_practices_can_name_each_other(editor):
    first = COMPLETE | {"links": [{"relation": "related", "other": "new-7f3k2c-2"}]}
    second = COMPLETE | {
        "code": "new-7f3k2c-2",
        "title": "Otra casa",
        "links": [{"relation": "adapted-from", "other": "new-7f3k2c-1"}],
    }
    taken_in(editor, first, second, send_to_review=False)
    one, two = PracticePage.objects.order_by("pk")
    assert [link.other.title for link in draft_of(one.code).links.all()] == ["Otra casa"]
    assert [link.other.title for link in draft_of(two.code).links.all()] == [one.title]
    assert [each.changes for each in plan(editor, first, second).changed] == []


def test_a_practice_can_name_one_that_comes_with_it(editor):
    page = practice()
    links = [{"relation": "related", "other": COMPLETE["code"]}]
    taken_in(editor, {"code": page.code, "page_language": "es", "links": links}, COMPLETE)
    assert draft_of(page.code).links.get().other.title == COMPLETE["title"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [("1 234 567", 1234567), ("1234,5", 1234.5), ("١٢٣", 123), (1234.0, 1234), ("-3.25", -3.25), ("−3", -3)],
)
def test_numbers_are_read_as_people_write_them(editor, written, stored):
    made = plan(editor, COMPLETE | {"cost_amount": written})
    assert float(made.records[0].page.cost_amount) == stored


@pytest.mark.parametrize("said", ["programme", "Programa", "PROGRAMME", "programme – Programa", "Programme"])
def test_a_code_can_be_said_in_words(editor, said):
    assert plan(editor, COMPLETE | {"kind": said}).records[0].page.kind.code == "programme"


def test_arabic_words_are_kept_as_they_are(editor):
    taken_in(editor, COMPLETE | {"title": "نظام الرعاية", "claim": "من يرعى؟"}, send_to_review=False)
    page = PracticePage.objects.get()
    assert (page.title, page.slug) == ("نظام الرعاية", "ndham-alraaya")


def test_a_text_is_never_code(editor):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://x.org/y.png)"
    made = plan(editor, COMPLETE | {"problem": text})
    problem = made.records[0].page.problem
    assert "<script" not in problem
    assert "<img" not in problem
    assert 'href="javascript' not in problem
