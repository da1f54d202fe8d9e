"""The vocabulary as the secretariat edits it."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agc.vocabulary.models import Concept, ConceptLabel, Scheme
from tests.factories import concept, practice

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LABELS = {"es": "Cuidar a distancia", "en": "Care from afar", "fr": "Soin à distance"}


@pytest.fixture
def secretariat(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    return client


def form_of(scheme, code, labels, initial=0):
    rows = [
        {"language": language, "preferred": preferred, "alternatives": "", "definition": ""} | extra
        for language, preferred, extra in labels
    ]
    return nested_form_data(
        {
            "scheme": Scheme.objects.get(code=scheme).pk,
            "code": code,
            "notation": "",
            "order": 90,
            "broader": "",
            "labels": inline_formset(rows, initial=initial),
        }
    )


def test_one_form_makes_a_concept_in_all_languages(secretariat):
    data = form_of("component", "from-afar", [(language, label, {}) for language, label in LABELS.items()])
    response = secretariat.post(reverse("wagtailsnippets_vocabulary_concept:add"), data)
    assert response.status_code == 302
    for language, label in LABELS.items():
        with translation.override(language):
            assert concept("component", "from-afar").label == label
    assert not concept("component", "from-afar").official


def test_one_form_shows_and_edits_all_languages(secretariat):
    row = concept("r", "reward")
    url = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    html = secretariat.get(url).content.decode()
    for language in ("es", "en", "fr"):
        assert ConceptLabel.objects.get(concept=row, language=language).preferred in html

    labels = [
        (label.language, f"{label.preferred} ya", {"id": label.pk, "alternatives": "uno\ndos"})
        for label in row.labels.all()
    ]
    assert len(labels) == len(settings.LANGUAGES)
    response = secretariat.post(url, form_of("r", "reward", labels, initial=len(labels)))
    assert response.status_code == 302
    for language, label in (("es", "Recompensar ya"), ("en", "Reward ya"), ("fr", "Récompenser ya")):
        with translation.override(language):
            assert concept("r", "reward").label == label
    assert ConceptLabel.objects.get(concept=row, language="en").words == ["Reward ya", "uno", "dos"]


def test_a_code_with_spaces_is_refused_and_what_was_typed_is_kept(secretariat):
    data = form_of("component", "From Afar", [("es", "Cuidar a distancia", {})])
    response = secretariat.post(reverse("wagtailsnippets_vocabulary_concept:add"), data)
    assert response.status_code == 200
    html = response.content.decode()
    assert "From Afar" in html
    assert "Cuidar a distancia" in html
    assert not Concept.objects.filter(code="From Afar").exists()


def test_a_code_and_the_list_of_a_concept_are_for_good(secretariat):
    row = Concept.objects.create(scheme=Scheme.objects.get(code="component"), code="own")
    label = ConceptLabel.objects.create(concept=row, language="es", preferred="Propio")
    url = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    for scheme, code in (("component", "renamed"), ("level", "own")):
        data = form_of(scheme, code, [("es", "Cambiado", {"id": label.pk})], initial=1)
        response = secretariat.post(url, data)
        assert response.status_code == 200
        assert "Cambiado" in response.content.decode()
        row = Concept.objects.get(pk=row.pk)
        assert (row.scheme.code, row.code) == ("component", "own")


@pytest.mark.parametrize(("code", "status"), [("r", 302), ("erres", 200)])
def test_the_code_of_a_list_is_for_good(secretariat, code, status):
    scheme = Scheme.objects.get(code="r")
    names = [{"id": name.pk, "language": name.language, "preferred": "Las R"} for name in scheme.labels.all()]
    data = nested_form_data({"code": code, "order": 0, "labels": inline_formset(names, initial=len(names))})
    response = secretariat.post(reverse("wagtailsnippets_vocabulary_scheme:edit", args=[scheme.pk]), data)
    assert response.status_code == status
    assert Scheme.objects.get(pk=scheme.pk).code == "r"


@pytest.mark.parametrize("way", ["one", "bulk"])
def test_a_list_with_concepts_cannot_be_deleted_and_an_empty_one_can(secretariat, way):
    full, empty = Scheme.objects.get(code="r"), Scheme.objects.create(code="empty")
    response = secretariat.post(delete_url(full, way), follow=True)
    assert "has concepts cannot be deleted" in response.content.decode()
    secretariat.post(delete_url(empty, way))
    assert Scheme.objects.filter(code__in=("r", "empty")).get() == full


@pytest.mark.parametrize("way", ["one", "bulk"])
def test_an_official_concept_cannot_be_deleted(secretariat, way):
    row = concept("stage", "pilot")
    secretariat.post(delete_url(row, way))
    assert Concept.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("way", ["one", "bulk"])
def test_a_concept_of_our_own_can_be_deleted(secretariat, way):
    row = Concept.objects.create(scheme=Scheme.objects.get(code="component"), code="own")
    secretariat.post(delete_url(row, way))
    assert not Concept.objects.filter(pk=row.pk).exists()


def test_the_reason_of_the_refusal_is_said(secretariat):
    response = secretariat.post(delete_url(concept("r", "reward"), "one"), follow=True)
    assert "Retire it instead" in response.content.decode()


def test_a_concept_that_pages_have_is_not_lost_with_its_row(secretariat):
    kind = Concept.objects.create(scheme=Scheme.objects.get(code="kind"), code="own-kind")
    page = practice(kind=kind)
    response = secretariat.post(delete_url(kind, "one"), follow=True)
    assert response.status_code == 200
    page.refresh_from_db()
    assert page.kind_id == kind.pk


def test_a_retired_concept_is_offered_only_where_it_is_in_use(client, make_user):
    Concept.objects.filter(scheme__code="component", code="services").update(retired=True)
    client.force_login(make_user("admin", superuser=True))
    using, other = practice(), practice(concepts=[concept("component", "infrastructure")])
    value = f'value="{concept("component", "services").pk}"'
    for page, offered in ((using, True), (other, False)):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        box = html.split('id="id_concepts"', 1)[1].split("</section>", 1)[0]
        assert (value in box) is offered


def test_a_retired_concept_stays_in_the_drop_downs_of_the_pages_that_have_it(client, make_user):
    client.force_login(make_user("admin", superuser=True))
    using, other = practice(kind=concept("kind", "service")), practice(kind=concept("kind", "programme"))
    Concept.objects.filter(scheme__code="kind", code="service").update(retired=True)
    for page, offered in ((using, True), (other, False)):
        assert (concept("kind", "service").pk in options(client, page, "kind")) is offered


@pytest.mark.parametrize(
    ("language", "some"),
    [
        ("es", ["Alemania", "Chile", "México"]),
        ("en", ["Chile", "Germany", "Mexico"]),
        ("fr", ["Chili", "Éthiopie", "Mex"]),
    ],
)
def test_countries_are_offered_in_the_order_of_their_names(client, make_user, language, some):
    """In the editor's language, whatever the one who asked before them reads."""
    page = practice()
    client.force_login(make_user("before", superuser=True, language="fr"))
    options(client, page, "places-0-country")
    client.force_login(make_user("editor", superuser=True, language=language))
    labels = list(options(client, page, "places-0-country").values())
    found = [label for label in labels if any(label.startswith(name) for name in some)]
    assert [next(name for name in some if label.startswith(name)) for label in found] == some


@pytest.mark.parametrize("address", ["list", "add"])
def test_lists_and_concepts_are_offered_in_the_language_of_who_asks(client, make_user, address):
    """Whatever the one who asked before them reads."""
    for language, reward, name in (("fr", "Récompenser", "Types de soin"), ("en", "Reward", "Types of care")):
        client.force_login(make_user(language, "secretariat", language=language))
        soup = soup_of(client, reverse(f"wagtailsnippets_vocabulary_concept:{address}"))
        assert name in drop_down(soup, "scheme").values()
        if address == "add":
            assert reward in drop_down(soup, "broader").values()


@pytest.mark.parametrize(
    ("language", "headings", "no"),
    [
        ("es", ["Etiqueta", "Lista", "Código"], "no"),
        ("en", ["Label", "List", "Code"], "no"),
        ("fr", ["Libellé", "Liste", "Code"], "non"),
    ],
)
def test_the_columns_are_in_the_editor_s_language(client, make_user, language, headings, no):
    client.force_login(make_user("editor", "secretariat", language=language))
    with CaptureQueriesContext(connection) as asked:
        soup = soup_of(client, reverse("wagtailsnippets_vocabulary_concept:list"))
    assert len(asked) < len(soup.select("main tbody tr")), "each row asks for its list"
    assert [cell.get_text(strip=True) for cell in soup.select("main th")][1:4] == headings
    row = soup.select_one("main tbody tr")
    assert row.select_one("a[href*='/edit/']")
    assert row.select("td")[-1].get_text(strip=True) == no


def soup_of(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def options(client, page, name):
    """Return what a drop-down of the editor offers: the label of each concept, by its key."""
    return drop_down(soup_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk])), name)


def drop_down(soup, name):
    found = soup.select_one(f"select[name={name}]").select("option")
    return {int(option["value"]): option.get_text(strip=True) for option in found if option["value"]}


def delete_url(row, way):
    name = row._meta.model_name
    if way == "one":
        return reverse(f"wagtailsnippets_vocabulary_{name}:delete", args=[row.pk])
    address = reverse("wagtail_bulk_action", args=["vocabulary", name, "delete"])
    return f"{address}?id={row.pk}"
