"""What the form asks for: said at its place, left open in a draft, and passed over by no way of publishing."""

from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, rich_text

from agc.core.publishing import NotPublished
from practices.models import Lesson, Medium, Participation, PracticeLink, Voice
from tests.factories import practice, practice_form, translate
from tests.practices.full_record.pages import page_of, section

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def save_draft(client, page, **fields):
    data = practice_form(slug=page.slug, **fields)
    for relation in ("places", "effects", "sources"):
        data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": getattr(page, relation).get().pk}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"cost_status": "disclosed"}, "cost_amount"),
        ({"cost_status": "disclosed", "cost_amount": "5", "cost_year": "2024"}, "cost_currency"),
        ({"cost_status": "disclosed", "cost_amount": "5", "cost_currency": "USD"}, "cost_year"),
        ({"unit_cost": "5"}, "cost_currency"),
        ({"cost_currency": "dólares"}, "cost_currency"),
        ({"cost_amount": "mucho"}, "cost_amount"),
        ({"objectives": rich_text(f"<p>{'palabra ' * 101}</p>")}, "objectives"),
        ({"easy_read": "palabra " * 101}, "easy_read"),
        ({"lessons": inline_formset([{"text": "x"}] * 6)}, "lessons"),
        ({"voices": inline_formset([{"quote": "Sí", "role": "Madre", "side": "carer"}])}, "voices.consent"),
        (
            {"media": inline_formset([{"kind": "video", "title": "x", "url": "https://example.org/v"}])},
            "media.captioned",
        ),
        ({"media": inline_formset([{"kind": "file", "title": "x"}])}, "media.document"),
        (
            {"participation": inline_formset([{"who": "carers", "phase": "design", "degree": "none"}] * 2)},
            "participation.phase",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(client, make_user, fields, where):
    client.force_login(make_user("secretariat", "secretariat"))
    from tests.factories import frame_page

    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = client.post(url, practice_form(**fields) | {"action-publish": "1"})
    assert response.status_code == 200
    form = response.context["form"]
    wrong = set(form.errors)
    for name, formset in form.formsets.items():
        wrong |= {f"{name}.{field}" for row in formset.errors for field in row if field != "__all__"}
        if formset.non_form_errors():
            wrong.add(name)
    assert where in wrong
    assert "Cambió quién cuida." in response.content.decode()


def test_a_practice_is_not_its_own_origin(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    page = practice()
    links = inline_formset([{"relation": "adapted-from", "other": translate(page, "en").pk, "note": ""}])
    data = practice_form(slug=page.slug, links=links) | {"action-publish": "1"}
    for relation in ("places", "effects", "sources"):
        data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": getattr(page, relation).get().pk}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 200
    assert "other" in response.context["form"].formsets["links"].errors[0]


def test_a_draft_may_have_rows_that_are_not_finished(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    page = practice()
    twice = [{"who": "carers", "phase": "design", "degree": "none"}] * 2
    response = save_draft(
        client,
        page,
        media=inline_formset([{"kind": "video", "title": "Sin subtítulos"}]),
        voices=inline_formset([{"quote": "Sí", "role": "Madre", "side": "carer"}]),
        participation=inline_formset(twice),
        cost_status="not-disclosed",
        cost_amount="5",
    )
    assert response.status_code == 302
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [medium.title for medium in draft.media.all()] == ["Sin subtítulos"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"cost_status": "not-disclosed", "cost_amount": Decimal(5), "cost_currency": "USD", "cost_year": 2024},
        {"unit_cost": Decimal(5)},
        {"media": [Medium(kind="video", title="x", url="https://example.org/v")]},
        {"media": [Medium(kind="file", title="x")]},
        {"lessons": [Lesson(text="")]},
        {"links": [PracticeLink(relation="related")]},
        {"participation": [Participation(who="carers", phase="design", degree="none") for _twice in range(2)]},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_no_way_of_publishing_passes_over_what_the_form_asks(wrong):
    page = practice()
    for name, value in wrong.items():
        for row in value if isinstance(value, list) else ():
            if hasattr(row, "locale_id"):
                row.locale = page.locale
        setattr(page, name, value)
    with pytest.raises(NotPublished):
        page.save_revision().publish()


def test_no_way_of_publishing_shows_what_a_person_did_not_agree_to(client):
    page = practice()
    page.voices = [Voice(quote="Sí", role="Madre", side="carer", consent=False, locale=page.locale)]
    with pytest.raises(NotPublished):
        page.save_revision().publish()
    assert section(page_of(client, page), "voices") is None
