"""Practices that come in by a file: what it would do, what is wrong, and what becomes of it."""

import datetime
import io
import json

import pytest
from django.core.files.base import ContentFile
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation

from agc.core.languages import locales
from agc.core.models import AllianceDocument
from agc.editorial.groups import MEMBERS, SECRETARIAT
from agc.translation.texts import segments_of, set_text
from practices.data_in.files.reading import read
from practices.data_in.lines import Cell, Entry, Line, Place, Reading
from practices.data_in.plan import Plan
from practices.data_in.report import report_of
from practices.data_in.saving import save, submit_complete
from practices.models import Medium, PracticePage, WaitingWords
from practices.record import record_of
from tests.factories import frame_page, member, practice, translate
from tests.practices.files_in import COMPLETE, draft_of, file_with

pytestmark = pytest.mark.django_db


def plan(user, *records):
    return Plan(read(file_with(*records), "practices.json", record_of(PracticePage)), user)


def taken_in(user, *records, send_to_review=True):
    """Return the plan of a file, once it is saved."""
    made = plan(user, *records)
    assert [str(problem.message) for problem in made.problems if problem.is_error] == []
    save(made, user)
    if send_to_review:
        submit_complete(made, user)
    return made


def errors(made):
    return [(problem.place.column, str(problem.message)) for problem in made.problems if problem.is_error]


def exported(client, query=""):
    response = client.get(f"{frame_page('practices').get_url()}json/{query}")
    return json.loads(b"".join(response))["records"]


# What a file writes.


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


def test_the_same_file_again_changes_nothing(editor):
    taken_in(editor, COMPLETE, send_to_review=False)
    revision = PracticePage.objects.get().latest_revision_id
    again = taken_in(editor, COMPLETE, send_to_review=False)
    assert again.changed == []
    assert PracticePage.objects.get().latest_revision_id == revision


def test_what_is_not_complete_stays_a_draft_and_says_what_it_lacks(editor):
    made = taken_in(editor, {"code": "new-7f3k2c-2", "page_language": "es", "title": "Lavandería pública"})
    assert PracticePage.objects.get().current_workflow_state is None
    lacking = " ".join(made.records[0].lacking)
    for said in ("En una frase", "Nivel", "Dónde", "Fuente", "organización"):
        assert said.lower() in lacking.lower()


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


def test_a_row_about_a_practice_that_is_not_public_is_not_lost(editor, client):
    hidden, page = practice(title="Secreta"), practice()
    page.links.add(page.links.model(relation="related", other=hidden, locale=page.locale))
    page.save_revision().publish()
    hidden.unpublish()
    made = plan(editor, *exported(client))
    assert made.changed == []


# Other languages.


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


# What is wrong.


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_year", "dos mil"),
        ("start_year", 20155),
        ("start_year", 2015.5),
        ("kind", "lavadora"),
        ("concepts_level", ["national", "universal"]),
        ("cost_amount", "1,234"),
        ("cost_amount", 12.345),
        ("cost_amount", 1e30),
        ("facts_as_of", "31/08/2026"),
        ("ongoing", "quizás"),
        ("claim", "x" * 201),
        ("claim", "un\x00nulo"),
        ("claim", "\ud800"),
        ("summary", "palabra " * 251),
        ("local_name_language", "no es un código"),
        ("title", "Un título " * 13),
        ("title", "Dos\nrenglones"),
        ("cost_amount", "1.234"),
        ("cost_amount", "5²"),
        ("cost_currency", "pesos"),
        ("lead_member", "Organización que no está"),
        ("end_year", 1990),
        ("title", ""),
        ("places", [{"country": "zz"}]),
        ("places", [{"country": "uy", "latitude": 91}]),
        ("links", [{"relation": "related", "other": "AGC-9999"}]),
        ("key_dates", [{"year": 2000 + number, "text": "Algo"} for number in range(6)]),
    ],
)
def test_a_value_that_cannot_be_is_named_and_nothing_is_written(editor, field, value):
    made = plan(editor, COMPLETE | {"start_year": 2021} | {field: value})
    (problem,) = [problem for problem in made.problems if problem.is_error]
    assert field in problem.place.column
    assert problem.message


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


@pytest.mark.parametrize("code", ["AGC-9999", "", "corto", "x" * 200, "AGC-99999999999999999999"])
def test_a_code_that_is_none_is_refused(editor, code):
    made = plan(editor, COMPLETE | {"code": code})
    assert len(errors(made)) == 1
    assert made.records == []


def test_a_language_that_the_site_has_not_is_refused(editor):
    assert len(errors(plan(editor, COMPLETE | {"page_language": "xx"}))) == 1


def test_what_a_person_may_not_change_a_file_of_theirs_may_not(make_user):
    page = practice()
    outsider = make_user("miembro", MEMBERS)
    made = plan(outsider, {"code": page.code, "page_language": "es", "title": "Mía"})
    assert len(errors(made)) == 1
    assert errors(plan(outsider, COMPLETE | {"code": "new-7f3k2c-9"})) == []


def test_a_practice_that_is_being_reviewed_is_left_alone(editor):
    taken_in(editor, COMPLETE)
    made = plan(editor, COMPLETE | {"title": "Otro"})
    assert len(errors(made)) == 1


def test_a_text_with_pictures_is_changed_in_the_editor(editor):
    page = practice(approach=[("paragraph", "<p>Uno.</p>"), ("quote", {"text": "Dos", "attribution": ""})])
    made = plan(editor, {"code": page.code, "page_language": "es", "approach": "Tres"})
    assert [column for column, _message in errors(made)] == ["approach"]


def test_a_text_is_never_code(editor):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://x.org/y.png)"
    made = plan(editor, COMPLETE | {"problem": text})
    problem = made.records[0].page.problem
    assert "<script" not in problem
    assert "<img" not in problem
    assert 'href="javascript' not in problem


def test_an_hour_is_no_text(editor):
    hour = Cell(datetime.time(9, 30), Place("practices", 3, "A"))
    made = Plan(Reading([Entry(Line(Place(), cells(COMPLETE) | {"claim": hour}))]), editor)
    assert [str(problem.place) for problem in made.problems if problem.is_error] == [str(hour.place)]


def cells(record):
    return {name: Cell(value, Place()) for name, value in record.items() if not isinstance(value, list)}


def test_a_practice_does_not_come_from_itself(editor):
    made = plan(editor, COMPLETE | {"links": [{"relation": "adapted-from", "other": COMPLETE["code"]}]})
    assert any("misma" in said for said in made.records[0].lacking)


def test_links_to_the_site_are_not_lost(editor):
    other = practice()
    page = practice(problem=f'<p>Como <a linktype="page" id="{other.pk}">otra</a>.</p>')
    made = plan(editor, {"code": page.code, "page_language": "es", "problem": "Como otra, y más."})
    assert [column for column, _message in errors(made)] == ["problem"]


def test_blocks_that_stay_keep_who_they_are(editor):
    page = practice(approach=[("heading", "Uno"), ("paragraph", "<p>Texto.</p>")])
    kept = [block.id for block in page.approach]
    text = "## Uno\n\nTexto.\n\n## Dos\n\nMás."
    taken_in(editor, {"code": page.code, "page_language": "es", "approach": text})
    assert [block.id for block in draft_of(page.code).approach][:2] == kept


def test_an_empty_list_of_rows_takes_nothing_away(editor):
    page = practice()
    assert plan(editor, {"code": page.code, "page_language": "es", "results": []}).changed == []


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


def test_a_practice_can_name_one_that_comes_with_it(editor):
    page = practice()
    links = [{"relation": "related", "other": COMPLETE["code"]}]
    taken_in(editor, {"code": page.code, "page_language": "es", "links": links}, COMPLETE)
    assert draft_of(page.code).links.get().other.title == COMPLETE["title"]


# What is somebody else's.


def test_nothing_is_told_of_the_draft_of_somebody_else(make_user):
    owner, other = make_user("una", MEMBERS), make_user("otra", MEMBERS)
    made = taken_in(owner, COMPLETE | {"claim": "Todavía es secreto."}, send_to_review=False)
    code = made.records[0].code
    english = {"code": code, "page_language": "en", "title": "y"}
    asked = plan(other, {"code": code, "page_language": "es", "claim": "x"}, english)
    assert len(errors(asked)) == 1
    told = json.dumps(report_of(asked))
    assert "secreto" not in told
    assert COMPLETE["title"] not in told


def test_what_others_may_change_can_stay_in_a_file_as_it_is(make_user, client):
    practice()
    member_of = make_user("miembro", MEMBERS)
    made = plan(member_of, *exported(client, "?languages=all"))
    assert errors(made) == []
    assert made.changed == []


def test_the_code_of_a_deleted_practice_is_nobody_s(editor):
    page = practice()
    code = page.code
    page.delete()
    assert len(errors(plan(editor, COMPLETE | {"code": code}))) == 1


def test_a_practice_is_there_once_however_its_code_is_written(editor):
    page = practice()
    short = f"agc-{int(page.code.removeprefix('AGC-'))}"
    one, other = ({"code": code, "page_language": "es", "title": code} for code in (page.code, short))
    assert len(errors(plan(editor, one, other))) == 1
    english = {"code": COMPLETE["code"].upper(), "page_language": "en", "title": "Night house"}
    assert len(plan(editor, COMPLETE, english).records) == 1


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
