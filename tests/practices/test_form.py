"""A draft may be unfinished; what is submitted or published may not, and nothing typed is lost."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from practices.models import PracticePage
from practices.models.full_record import FullRecord
from tests.factories import CHILDREN, concept, frame_page, picture, practice, practice_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def secretariat(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    return client


@pytest.fixture
def draft():
    page = practice(title="Borrador", slug="borrador")
    page.unpublish()
    return page


def save(client, page, action="", **fields):
    data = practice_form(slug=page.slug, **fields) | ({f"action-{action}": "1"} if action else {})
    for relation in ("places", "effects", "results", "sources"):
        if data[f"{relation}-TOTAL_FORMS"] == "1":
            row = getattr(page, relation).get()
            data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": row.pk}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def latest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def errors(response):
    """Return the fields in error, those of rows as "places.country"."""
    form = response.context["form"]
    found = set(form.errors)
    for name, formset in form.formsets.items():
        found |= {f"{name}.{field}" for row in formset.errors for field in row}
        if formset.non_form_errors():
            found.add(name)
    return found


def rows(**formset):
    return {name: inline_formset(value) for name, value in formset.items()}


BLANK = "null"  # what the editor of rich text sends where nothing was typed

# What is missing or wrong, and the field at which the form says so.
INCOMPLETE = {
    "no title": ({"title": ""}, "title"),
    "long title, no short one": ({"title": "x" * 61}, "short_title"),
    "title of a whole sentence": ({"title": "x" * 121, "short_title": "x"}, "title"),
    "no claim": ({"claim": ""}, "claim"),
    "claim too long": ({"claim": "x" * 201}, "claim"),
    "no summary": ({"summary": BLANK}, "summary"),
    "summary of too many words": ({"summary": rich_text(f"<p>{'palabra ' * 251}</p>")}, "summary"),
    "no kind": ({"kind": ""}, "kind"),
    "no stage": ({"stage": ""}, "stage"),
    "no start": ({"start_year": ""}, "start_year"),
    "start is no year": ({"start_year": "hace mucho"}, "start_year"),
    "ends before it starts": ({"end_year": 2014, "ongoing": None}, "end_year"),
    "ended, no year": ({"ongoing": None}, "end_year"),
    "no lead": ({"lead_name": ""}, "lead_name"),
    "no type of lead": ({"lead_actor_type": ""}, "lead_actor_type"),
    "no problem": ({"problem": BLANK}, "problem"),
    "no approach": ({"approach": streamfield([])}, "approach"),
    "no concepts": ({"concepts": []}, "concepts"),
    "measured, no result": ({"results_status": "measured"}, "results_status"),
    "no date of the facts": ({"facts_as_of": ""}, "facts_as_of"),
    "no consent": ({"owner_consent": None}, "owner_consent"),
    "no place": (rows(places=[]), "places"),
    "no effect": (rows(effects=[]), "effects"),
    "no source": (rows(sources=[]), "sources"),
    "source without year": (rows(sources=[{"title": "Ley", "year": ""}]), "sources.year"),
    "effect unexplained": (rows(effects=[{"r": "", "explanation": "Así"}]), "effects.r"),
    "source that is no address": (
        rows(sources=[{"title": "Ley", "year": 2015, "url": "javascript:alert(1)"}]),
        "sources.url",
    ),
}
# What no draft can be saved with either: these are no omissions.
WRONG_IN_A_DRAFT_TOO = {
    "no title",
    "title of a whole sentence",
    "claim too long",
    "summary of too many words",
    "start is no year",
    "ends before it starts",
    "source that is no address",
}


# Where each of the words that `practice_form` types is shown again: the field, and what its input holds.
TYPED = {
    "title": "Sistema de cuidados",
    "lead_name": "Ministerio",
    "start_year": "2015",
    "summary": "Resumen de la práctica.",
    "problem": "El problema.",
    "approach": "Cómo funciona.",
    "effects": "Hace visible.",
    "places": "Montevideo",
    "sources": "Ley 19.353",
}


@pytest.mark.parametrize(
    ("name", "action"), [*((name, "publish") for name in INCOMPLETE), ("no claim", "submit"), ("no source", "submit")]
)
def test_an_incomplete_practice_comes_back_with_what_is_missing_and_all_that_was_typed(
    secretariat, draft, name, action
):
    fields, where = INCOMPLETE[name]
    response = save(secretariat, draft, action, local_name="Ñandú «cuidador»", **fields)
    assert response.status_code == 200
    assert where in errors(response)
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select(".messages .error")
    form = soup.select_one("#page-edit-form")
    shown = " ".join([form.get_text(" "), *(str(value) for tag in form.find_all(True) for value in tag.attrs.values())])
    shown = re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), shown)  # JSON inside JSON
    assert "Ñandú «cuidador»" in shown
    assert [field for field, words in TYPED.items() if field not in fields and words not in shown] == []
    if "concepts" not in fields:
        chosen = {int(box["value"]) for box in soup.select('input[name="concepts"][checked]')}
        assert chosen == set(practice_form()["concepts"])
    page = PracticePage.objects.get(pk=draft.pk)
    assert not page.live
    assert not page.workflow_in_progress


@pytest.mark.parametrize("name", INCOMPLETE)
def test_a_draft_is_saved_with_gaps_but_not_with_what_is_wrong(secretariat, draft, name):
    fields, where = INCOMPLETE[name]
    response = save(secretariat, draft, local_name="Ñandú", **fields)
    if name in WRONG_IN_A_DRAFT_TOO:
        assert response.status_code == 200
        assert where in errors(response)
        assert "Ñandú" in response.content.decode()
    else:
        assert response.status_code == 302
        assert latest(draft).local_name == "Ñandú"


def test_a_new_draft_needs_no_more_than_a_title(secretariat):
    names = (*CHILDREN, "places", "effects", "sources", "comments")
    data = nested_form_data(
        {"title": "Apenas una idea", "slug": "apenas-una-idea"} | {name: inline_formset([]) for name in names}
    )
    data |= {name: BLANK for name in FullRecord.TEXTS if name != "easy_read"}
    data |= {"summary": BLANK, "problem": BLANK, "approach-count": "0"}
    data |= {"paid": "unpaid", "direct": "both", "results_status": "measured", "licence": "cc-by-4.0"}
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = secretariat.post(url, data)
    assert response.status_code == 302, errors(response)
    page = PracticePage.objects.get(slug="apenas-una-idea")
    assert not page.live
    assert page.code


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_complete_practice_is_saved_or_published(secretariat, draft, client, action):
    assert save(secretariat, draft, action).status_code == 302
    page = PracticePage.objects.get(pk=draft.pk)
    assert page.live is (action == "publish")
    saved = latest(draft)
    assert saved.claim == "Cambió quién cuida."
    assert [place.place for place in saved.places.all()] == ["Montevideo"]
    if action:
        client.logout()
        assert "Montevideo" in client.get(page.get_url()).content.decode()


def test_each_missing_list_of_concepts_is_named(secretariat, draft):
    only_level = [concept("level", "national").pk]
    response = save(secretariat, draft, "publish", concepts=only_level)
    messages = " ".join(response.context["form"].errors["concepts"])
    assert "Types of care" in messages
    assert "System components" in messages
    assert "Levels" not in messages


def test_concepts_of_lists_that_are_not_for_practices_are_refused(secretariat, draft):
    wrong = [*practice_form()["concepts"], concept("country", "uy").pk]
    assert "concepts" in errors(save(secretariat, draft, "publish", concepts=wrong))


def test_a_kind_of_another_list_is_refused(secretariat, draft):
    assert "kind" in errors(save(secretariat, draft, "publish", kind=concept("stage", "pilot").pk))


def test_measured_results_with_a_row_are_enough(secretariat, draft):
    row = {
        "indicator": "Personas",
        "before_value": "",
        "before_to": "",
        "after_value": "100",
        "qualifier": "",
        "unit": "",
    }
    response = save(
        secretariat,
        draft,
        "publish",
        results_status="measured",
        **rows(results=[row | {"year": 2024, "source": "MIDES"}]),
    )
    assert response.status_code == 302
    assert PracticePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize(
    ("consent", "alt", "where"),
    [
        ("nobody", "Una plaza", None),
        ("given", "Dos personas", None),
        ("missing", "Dos personas", "image"),
        ("nobody", "", "image_alt"),
    ],
)
def test_a_picture_needs_consent_and_words_before_it_is_published(secretariat, draft, consent, alt, where):
    image = picture(consent=consent)
    response = save(secretariat, draft, "publish", image=image.pk, image_alt=alt)
    if where:
        assert errors(response) == {where}
        assert "Cambió quién cuida." in response.content.decode()
    else:
        assert response.status_code == 302
    assert PracticePage.objects.get(pk=draft.pk).live is (where is None)
    assert save(secretariat, draft, image=image.pk, image_alt=alt).status_code == 302


def test_a_picture_inside_the_text_needs_consent_too(secretariat, draft):
    block = {
        "image": {"image": picture(consent="missing").pk, "alt_text": "Dos personas", "decorative": ""},
        "caption": "",
    }
    approach = streamfield([("image", block)])
    assert errors(save(secretariat, draft, "publish", approach=approach)) == {"approach"}
    assert save(secretariat, draft, approach=approach).status_code == 302


@pytest.mark.parametrize(
    "fields", [{"image_alt": "Dos personas", "consent": "missing"}, {"image_alt": "", "consent": "nobody"}]
)
def test_no_way_of_publishing_shows_a_picture_that_may_not_be_shown(secretariat, draft, fields):
    image = picture(consent=fields["consent"])
    assert save(secretariat, draft, image=image.pk, image_alt=fields["image_alt"]).status_code == 302
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert secretariat.post(f"{url}?id={draft.pk}").status_code < 500
    assert not PracticePage.objects.get(pk=draft.pk).live


def test_a_source_without_year_says_when_it_was_read(secretariat, draft):
    fields = rows(sources=[{"title": "Página sin fecha", "year": "", "accessed": "2026-11-22"}])
    assert save(secretariat, draft, "publish", **fields).status_code == 302


def test_words_are_asked_in_the_language_of_the_editor(client, make_user, draft):
    user = make_user("secretariat", "secretariat", language="es")
    client.force_login(user)
    response = save(client, draft, "publish", lead_name="")
    assert response.context["form"].errors["lead_name"] != ["Say which organisation answers for the practice."]


def test_bulk_publishing_puts_no_unfinished_draft_live(secretariat, draft):
    assert save(secretariat, draft, claim="", **rows(places=[])).status_code == 302
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = secretariat.post(f"{url}?id={draft.pk}")
    assert response.status_code < 500
    assert not PracticePage.objects.get(pk=draft.pk).live
