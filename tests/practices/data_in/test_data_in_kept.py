"""What a file leaves as it is: what it does not change, what it does not speak of, and who its rows are."""

import io

import pytest
from django.core.files.base import ContentFile

from agc.core.models import AllianceDocument
from practices.data_in.files.reading import read
from practices.data_in.plan import Plan
from practices.models import Medium, PracticePage
from practices.record import record_of
from tests.factories import frame_page, member, practice, translate
from tests.practices.data_in.plans import errors, exported, plan, taken_in
from tests.practices.files_in import COMPLETE, draft_of

pytestmark = pytest.mark.django_db


def test_the_same_file_again_changes_nothing(editor):
    taken_in(editor, COMPLETE, send_to_review=False)
    revision = PracticePage.objects.get().latest_revision_id
    again = taken_in(editor, COMPLETE, send_to_review=False)
    assert again.changed == []
    assert PracticePage.objects.get().latest_revision_id == revision


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_what_was_taken_away_comes_in_again_without_a_change(editor, client, ending):
    practice(local_name="Sistema", local_name_language="es")
    second = practice(
        lead_member=member(),
        lead_name="",
        cost_status="disclosed",
        cost_amount="12000.50",
        cost_currency="UYU",
        cost_year=2024,
    )
    translate(second, "en")
    response = client.get(f"{frame_page('practices').get_url()}{ending}/?languages=all")
    file = io.BytesIO(b"".join(response))
    made = Plan(read(file, f"prácticas.{ending}", record_of(PracticePage)), editor)
    assert errors(made) == []
    assert made.changed == []
    assert len(made.records) == 2


def test_rows_that_stay_keep_who_they_are(editor):
    page = practice()
    kept = page.results.get()
    rows = [
        {"indicator": "Horas", "after_value": 7.5, "year": 2025, "source": "Encuesta"},
        {"indicator": "Personas atendidas", "after_value": 100, "unit": "personas", "year": 2024, "source": "MIDES"},
    ]
    taken_in(editor, {"code": page.code, "page_language": "es", "results": rows})
    draft = draft_of(page.code)
    assert [(row.indicator, row.sort_order) for row in draft.results.all()] == [("Horas", 0), ("Personas atendidas", 1)]
    assert draft.results.all()[1].translation_key == kept.translation_key


def test_blocks_that_stay_keep_who_they_are(editor):
    page = practice(approach=[("heading", "Uno"), ("paragraph", "<p>Texto.</p>")])
    kept = [block.id for block in page.approach]
    text = "## Uno\n\nTexto.\n\n## Dos\n\nMás."
    taken_in(editor, {"code": page.code, "page_language": "es", "approach": text})
    assert [block.id for block in draft_of(page.code).approach][:2] == kept


def test_what_a_file_does_not_speak_of_stays(editor):
    page = practice()
    taken_in(editor, {"code": page.code, "page_language": "es", "title": "Otro título"})
    draft = draft_of(page.code)
    assert draft.claim == page.claim
    assert draft.results.count() == 1
    assert draft.concepts.count() == 3


def test_concepts_of_one_list_do_not_touch_those_of_another(editor):
    page = practice()
    taken_in(editor, {"code": page.code, "page_language": "es", "concepts_level": "Municipal; national"})
    assert {each.code for each in draft_of(page.code).concepts.all()} == {
        *("municipal", "national", "early-childhood", "services")
    }


def test_an_empty_list_of_rows_takes_nothing_away(editor):
    page = practice()
    assert plan(editor, {"code": page.code, "page_language": "es", "results": []}).changed == []


def test_a_row_about_a_practice_that_is_not_public_is_not_lost(editor, client):
    hidden, page = practice(title="Secreta"), practice()
    page.links.add(page.links.model(relation="related", other=hidden, locale=page.locale))
    page.save_revision().publish()
    hidden.unpublish()
    made = plan(editor, *exported(client))
    assert made.changed == []


def test_a_row_with_a_document_is_no_other_s(editor):
    page = practice()
    for name in ("Uno", "Dos"):
        file = AllianceDocument.objects.create(title=name, file=ContentFile(b"x", f"{name}.txt"))
        page.media.add(Medium(title=f"Informe {name}", document=file, locale=page.locale))
    page.save_revision().publish()
    media = [{"kind": "file", "title": "Informe Dos", "language": "es"}]
    taken_in(editor, {"code": page.code, "page_language": "es", "media": media})
    (row,) = draft_of(page.code).media.all()
    assert (row.title, row.document.title, row.language) == ("Informe Dos", "Dos", "es")


def test_a_text_with_pictures_is_changed_in_the_editor(editor):
    page = practice(approach=[("paragraph", "<p>Uno.</p>"), ("quote", {"text": "Dos", "attribution": ""})])
    made = plan(editor, {"code": page.code, "page_language": "es", "approach": "Tres"})
    assert [column for column, _message in errors(made)] == ["approach"]


def test_links_to_the_site_are_not_lost(editor):
    other = practice()
    page = practice(problem=f'<p>Como <a linktype="page" id="{other.pk}">otra</a>.</p>')
    made = plan(editor, {"code": page.code, "page_language": "es", "problem": "Como otra, y más."})
    assert [column for column, _message in errors(made)] == ["problem"]
