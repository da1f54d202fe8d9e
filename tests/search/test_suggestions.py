"""What the search box offers while one types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests.factories import concept, member, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    """Return a function that asks for suggestions as the script of the box does, and returns the response."""

    def do(typed, language="es"):
        with translation.override(language):
            return client.get(reverse("search_suggestions"), {"q": typed})

    return do


@pytest.fixture
def offered(answer):
    """Return a function that returns the labels that are offered, by the name of their group."""

    def do(typed, language="es"):
        groups = answer(typed, language).json()["groups"]
        return {group["label"]: [offer["label"] for offer in group["offers"]] for group in groups}

    return do


@pytest.fixture
def laundry(committed):
    return committed(practice, title="Lavandería comunitaria de Montevideo", country="uy", r="reduce")


def test_records_are_offered_by_the_beginning_of_a_word_of_their_title(offered, laundry):
    for typed in ("lav", "Lavandería", "lavanderias", "LAVANDERIA com", "montev", "comunitaria lav"):
        assert offered(typed).get("Fichas") == [laundry.title], typed


def test_the_first_letters_of_one_more_word_take_nothing_away(offered, laundry):
    for typed in ("Lavandería c", "Lavandería co", "Lavandería com", "lavandería de mo"):
        assert offered(typed)["Fichas"] == [laundry.title], typed


def test_what_is_elided_before_a_word_is_not_part_of_it(offered, laundry):
    assert "Uruguay" in offered("l’Uruguay", "fr")["Pays et régions"]
    assert "Uruguay" in offered("d'urug", "fr")["Pays et régions"]


def test_what_is_called_just_that_is_offered_first(offered, committed):
    un_women = committed(member, title="UN Women")
    for number in range(5):
        committed(member, title=f"Women {number}")
    for typed in ("UN Women", "un women"):
        assert offered(typed, "en")["Organisations"][0] == un_women.title


def test_what_fits_from_its_beginning_comes_first(offered, committed, laundry):
    other = committed(practice, title="La lavandería comunitaria")
    assert offered("lavandería")["Fichas"] == [laundry.title, other.title]


def test_an_offer_leads_to_the_record_and_says_what_it_is(answer, laundry):
    [group] = [group for group in answer("lavand").json()["groups"] if group["label"] == "Fichas"]
    assert group["offers"] == [{"label": laundry.title, "url": laundry.get_url(), "kind": "Buena práctica", "lang": ""}]


def test_a_record_is_offered_once_in_the_readers_language_or_marked(answer, committed, laundry):
    english = committed(translate, laundry, "en", title="Community laundry")

    def records(typed, language):
        return [
            (offer["url"], offer["lang"])
            for group in answer(typed, language).json()["groups"]
            if group["label"] in ("Fichas", "Records", "Fiches")
            for offer in group["offers"]
        ]

    assert records("laundry", "en") == [(english.get_url(), "")]
    # The words of one language find the record, which is offered in that of the reader.
    assert records("lavander", "en") == [(english.get_url(), "")]
    assert records("lavander", "fr") == [(laundry.get_url(), "es")]


def test_topics_and_places_are_offered_in_the_readers_language_with_their_number(answer, laundry):
    def groups(typed, language):
        return {group["label"]: group["offers"] for group in answer(typed, language).json()["groups"]}

    [reduce] = groups("reduc", "es")["Temas"]
    assert (reduce["label"], reduce["kind"]) == ("Reducir", "1 ficha")
    assert reduce["url"].endswith("/buscar/?r=reduce")
    assert [offer["label"] for offer in groups("réduire", "fr")["Thèmes"]] == ["Réduire"]
    [uruguay] = [offer for offer in groups("urug", "en")["Countries and regions"] if offer["label"] == "Uruguay"]
    assert uruguay["url"].endswith("/search/?country=uy")


def test_other_words_for_a_topic_lead_to_it(offered, laundry):
    assert offered("lavad") == {} or "Reducir" not in offered("lavad").get("Temas", [])
    label = concept("r", "reduce").labels.get(language="es")
    assert "aliviar la carga" in label.words
    assert offered("aliviar la c")["Temas"] == ["Reducir"]


def test_what_no_public_record_has_is_not_offered(offered, laundry):
    assert "Temas" not in offered("redistr")
    assert "Países y regiones" not in offered("paragu")


def test_organisations_stand_apart(offered, committed):
    committed(member, title="Red Zonal de Cuidados")
    assert offered("zonal") == {"Organizaciones": ["Red Zonal de Cuidados"]}


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_what_is_no_more_public_is_offered_no_more(offered, committed, laundry, hide):
    if hide == "unpublish":
        committed(laundry.unpublish)
    elif hide == "delete":
        committed(laundry.delete)
    else:
        committed(PageViewRestriction.objects.create, page=laundry, restriction_type=PageViewRestriction.LOGIN)
    assert offered("lavand") == offered("montevideo") == offered("urugu") == {}


def test_a_new_label_is_offered_at_once(offered, committed, laundry):
    assert offered("reduc")["Temas"] == ["Reducir"]
    reduce = concept("r", "reduce")
    label = reduce.labels.get(language="es")
    label.preferred = "Aligerar"
    reduce.labels.add(label)
    committed(reduce.save)
    assert offered("aliger")["Temas"] == ["Aligerar"]


@pytest.mark.parametrize(
    "typed", ["", "l", "  l ", "¿?", "\x00", "'\"%_*", "(lav OR", "NEAR(lav", "<script>", "x" * 5000, "ال", "\ud800"]
)
def test_whatever_is_typed_gets_an_answer(answer, laundry, typed):
    response = answer(typed.encode("utf-8", "replace").decode())
    assert response.status_code == 200
    assert isinstance(response.json()["groups"], list)


def test_markup_in_a_title_stays_text(answer, committed):
    committed(practice, title="Zurcir <b onclick=x>")
    response = answer("zurcir")
    assert response["Content-Type"] == "application/json"
    assert response.json()["groups"][0]["offers"][0]["label"] == "Zurcir <b onclick=x>"


def test_it_says_how_many_there_are_and_may_be_kept_for_a_minute(answer, laundry):
    response = answer("lavand")
    assert response.json()["said"] == "1 sugerencia"
    assert answer("zzzz").json() == {"said": "Sin sugerencias", "groups": []}
    assert {"public", "max-age=60"} == set(response["Cache-Control"].split(", "))
    assert "noindex" in response["X-Robots-Tag"]


def test_it_costs_the_same_for_few_records_and_for_many(answer, committed, laundry):
    def cost():
        answer("lavander")
        with CaptureQueriesContext(connection) as queries:
            answer("lavander")
        return len(queries)

    few = cost()
    for number in range(8):
        committed(practice, title=f"Lavandería {number}")
    # On PostgreSQL four of them open and close a transaction, and tell the planner.
    assert cost() == few <= (14 if connection.vendor == "postgresql" else 10)


def test_every_search_box_names_the_address_of_its_suggestions(client):
    with translation.override("fr"):
        content = client.get(reverse("search")).content.decode()
        assert f'data-suggestions="{reverse("search_suggestions")}"' in content
