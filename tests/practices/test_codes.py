"""The permanent code of a practice and the short address that goes with it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from practices.models import PracticeCode, PracticePage
from tests.factories import frame_page, practice, practice_form, translate

pytestmark = pytest.mark.django_db


def test_a_code_is_given_once_and_is_the_same_in_all_languages():
    page = practice()
    versions = [translate(page, "en"), translate(page, "fr")]
    assert page.code.startswith("AGC-")
    assert {version.code for version in versions} == {page.code}
    page.title = "Otro título"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.code == versions[0].code
    assert PracticeCode.objects.filter(translation_key=page.translation_key).count() == 1


def test_codes_differ_and_have_four_digits_at_least():
    first, second = practice(), practice()
    assert first.code != second.code
    assert len(first.code) == len("AGC-0001")


def test_the_code_of_a_deleted_practice_is_never_given_again():
    page = practice()
    old = int(page.code.removeprefix("AGC-"))
    page.delete()
    assert int(practice().code.removeprefix("AGC-")) > old


def test_neither_a_preview_nor_a_refused_form_uses_up_a_code(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    before = int(practice().code.removeprefix("AGC-"))
    arguments = ["practices", "practicepage", frame_page("practices").pk]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    for _time in range(2):
        assert client.post(preview, practice_form()).status_code == 200
        assert client.get(preview).status_code == 200
    add = reverse("wagtailadmin_pages:add", args=arguments)
    assert client.post(add, practice_form(claim="") | {"action-publish": "1"}).status_code == 200
    assert int(practice().code.removeprefix("AGC-")) == before + 1


def test_a_copy_is_a_practice_of_its_own():
    page = practice()
    copy = page.copy(update_attrs={"title": "Copia", "slug": "copia"})
    copy.save_revision().publish()
    copy.refresh_from_db()
    assert copy.code not in ("", page.code)


@pytest.mark.parametrize(
    ("accepted", "language"), [("es", "es"), ("en-GB,en", "en"), ("fr", "es"), ("de", "es"), (None, "es")]
)
@pytest.mark.parametrize("end", ["", "/"])
def test_the_short_address_leads_to_the_reader_s_language_or_the_source(client, accepted, language, end):
    page = practice()
    versions = {"es": page, "en": translate(page, "en")}
    translate(page, "fr", publish=False)
    headers = {"accept-language": accepted} if accepted else {}
    response = client.get(f"/{page.code}{end}", headers=headers)
    assert response.status_code == 302
    assert response["Location"] == versions[language].get_url()
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("code", ["AGC-9999", "AGC-99999999", "AGC-0000"])
def test_an_unknown_code_is_not_found(client, code):
    assert client.get(f"/{code}", follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/agc-0001", "/AGC-1", "/AGC-0001x", "/AGC-", "/AGC-123456789"])
def test_what_is_no_code_is_not_found(client, path):
    practice()
    assert client.get(path, follow=True).status_code == 404


def test_a_code_has_the_digits_it_was_given(client):
    code = practice().code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.get(f"/{code}", follow=True).status_code == 404


def test_a_practice_never_published_is_unknown(client):
    page = practice()
    code = page.code
    PracticePage.objects.filter(pk=page.pk).update(live=False, first_published_at=None)
    PracticeCode.objects.update(published=False)
    response = client.get(f"/{code}", follow=True)
    assert response.status_code == 404
    assert page.title not in response.content.decode()


def test_the_address_of_a_withdrawn_practice_says_so_too(client):
    page = practice(title="Zanahoria secreta")
    english = translate(page, "en")
    english.unpublish()
    assert client.get(english.get_url(), headers={"accept-language": "en"}, follow=True).redirect_chain[-1] == (
        page.get_url(),
        302,
    )
    page.unpublish()
    for version in (page, english):
        response = client.get(version.get_url(), follow=True)
        assert response.status_code == 410
        assert "Zanahoria" not in response.content.decode()


def test_a_draft_has_no_address(client):
    page = practice()
    draft = translate(page, "en", publish=False)
    assert client.get(draft.get_url()).status_code == 404


def test_a_withdrawn_practice_has_one_address_for_all_languages(client):
    page = practice()
    page.unpublish()
    soup = BeautifulSoup(client.get(f"/{page.code}", headers={"accept-language": "fr"}).content, "html.parser")
    assert soup.select("link[rel=alternate]") == []
    links = {link["hreflang"]: link["href"] for link in soup.select("header [hreflang]")}
    assert (links["es"], links["en"]) == ("/es/", "/en/")


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_a_withdrawn_practice_says_so_in_the_reader_s_language_without_its_title(client, language):
    page = practice(title="Zanahoria secreta")
    translate(page, "en").unpublish()
    page.unpublish()
    response = client.get(f"/{page.code}", headers={"accept-language": language})
    assert response.status_code == 410
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.html["lang"] == language
    assert len(soup.select("h1")) == 1
    assert page.code in soup.main.get_text()
    assert "Zanahoria" not in str(soup)


def test_a_deleted_practice_is_gone_not_unknown(client):
    page = practice()
    code = page.code
    page.delete()
    assert client.get(f"/{code}", follow=True).status_code == 410


def test_a_private_practice_is_not_betrayed_by_its_code(client):
    page = practice(title="Zanahoria secreta", slug="zanahoria")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(f"/{page.code}", follow=True)
    assert response.status_code in (404, 410)
    assert "anahoria" not in response.content.decode()


def test_the_page_shows_its_code_as_an_address_to_cite(client):
    page = practice()
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    assert soup.select_one(f'a.code[href="{reverse("practice_by_code", args=[page.code])}"]')
    assert f"http://testserver/{page.code}" in soup.select_one(".citation").get_text()
