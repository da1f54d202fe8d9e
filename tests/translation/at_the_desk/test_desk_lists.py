"""The lists of the translators' desk: who reaches them, and what lies in each language's."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from agc.editorial.groups import MEMBERS, language_reviewers, translators
from agc.translation.models import Status, TranslationRecord
from tests.factories import practice, translate
from tests.translation.at_the_desk.lists import (
    client_of,
    edit,
    fill,
    is_refused,
    queue,
    read,
    three,
    titles,
)
from tests.translation.desk import count_queries, record, republish, sent

pytestmark = pytest.mark.django_db


# The way there


def test_the_desk_leads_a_translator_to_their_language(client, translator):
    client.force_login(translator)
    assert client.get(reverse("translation_desk:home")).url == queue("en")


def test_the_desk_leads_who_has_several_languages_to_all_of_them(client, secretariat):
    client.force_login(secretariat)
    assert client.get(reverse("translation_desk:home")).url == queue("all")


@pytest.mark.parametrize("name", ["home", "coverage"])
def test_the_desk_is_not_for_members(client, login, name):
    login(MEMBERS)
    assert is_refused(client.get(reverse(f"translation_desk:{name}"), follow=True))


def test_the_address_of_the_old_report_leads_to_the_desk(client, translator):
    client.force_login(translator)
    assert client.get(reverse("wagtail_localize:translations_report")).url == queue("en")


def test_the_menu_has_the_desk_for_translators_only(client, login, translator):
    client.force_login(translator)
    assert reverse("translation_desk:home") in read(client, reverse("wagtailadmin_home"))
    login(MEMBERS)
    assert reverse("translation_desk:home") not in read(client, reverse("wagtailadmin_home"))


@pytest.mark.parametrize(
    ("group", "names"),
    [(translators("en"), {"memory", "mails"}), (language_reviewers("en"), {"memory", "mails"}), (MEMBERS, set())],
)
def test_the_menu_leads_to_the_memory_and_the_mails_of_who_has_them(client, login, group, names):
    login(group)
    html = read(client, reverse("wagtailadmin_home"))
    assert {name for name in ("memory", "mails") if f'"{reverse(f"translation_desk:{name}")}"' in html} == names


@pytest.mark.parametrize("scope", ["", "review", "every"])
def test_the_list_of_another_language_is_refused(client, translator, work, scope):
    client.force_login(translator)
    assert is_refused(client.get(queue("fr", scope), follow=True))


def test_a_language_that_the_site_does_not_have_is_not_found(client, translator):
    client.force_login(translator)
    assert client.get(queue("de"), follow=True).status_code == 404


# What lies there


def test_a_record_shows_what_a_translator_needs(client, translator, work):
    TranslationRecord.objects.update(
        due=timezone.localdate() - datetime.timedelta(days=3), asked_for=7, assignee=translator, note="Mind the tone."
    )
    html = read(client_of(client, translator), queue())
    shown = ("Sistema de cuidados", "Good practice", "Requested", str(work.words_left), "3 days overdue", ">7<")
    for text in (*shown, "translator", "Mind the tone.", f"0 of {work.strings} texts", 'lang="es"'):
        assert text in html
    assert reverse("wagtailadmin_pages:edit", args=[work.target_id]) in html


def test_a_list_has_its_own_language_only(client, translator, work, secretariat):
    other = practice(title="Solo en francés")
    sent(other, secretariat, "fr")
    shown = client_of(client, translator).get(queue()).context["object_list"]
    assert {item.locale.language_code for item in shown} == {"en"}
    assert work in shown
    assert record(other, "fr") not in shown


def test_the_list_of_all_languages_has_those_of_the_user(client, make_user, work, secretariat):
    other = practice(title="Solo en francés")
    sent(other, secretariat, "fr")
    both = make_user("both", translators("en"), translators("fr"))
    html = read(client_of(client, both), queue("all"))
    assert work.source.title in html
    assert other.title in html


def test_what_is_up_to_date_stands_under_everything_only(client, translator, source):
    translate(source, "en", title="Care system")
    client.force_login(translator)
    assert source.title not in read(client, queue())
    assert source.title in read(client, queue(scope="every"))


def test_an_outdated_translation_says_since_when_and_how_much(client, translator, source):
    translate(source, "en", title="Care system")
    republish(source, claim="Cambió de nuevo.")
    html = read(client_of(client, translator), queue())
    assert "Outdated" in html
    assert "1 text" in html
    assert "Care system" in html


def test_a_page_that_was_never_public_does_not_stand_there(client, translator, work):
    work.source.specific.unpublish()
    assert work.source.title not in read(client_of(client, translator), queue(scope="every"))


def test_what_is_edited_apart_has_no_day(client, translator, secretariat, source, work):
    three(secretariat)
    day = timezone.localdate() - datetime.timedelta(days=3)
    TranslationRecord.objects.filter(pk=work.pk).update(status=Status.INDEPENDENT, due=day)
    client.force_login(translator)
    assert titles(client, queue(scope="every"))[:2] == ["Página B", "Página A"]
    assert titles(client, f"{queue(scope='every')}?ordering=due")[:2] == ["Página B", "Página A"]
    apart = f"{queue(scope='every')}?status=independent"
    cells = BeautifulSoup(read(client, apart), "html.parser").select(".desk-day")
    assert (titles(client, apart), cells) == ([source.title], [])
    text = b"".join(client.get(f"{apart}&export=csv").streaming_content).decode()
    assert source.title in text
    assert day.isoformat() not in text
    assert "overdue" not in read(client_of(client, secretariat), edit(source))


@pytest.mark.parametrize(
    ("scope", "said"), [("", "Nothing is due"), ("review", "waits for a decision"), ("every", "nothing to translate")]
)
def test_an_empty_list_says_what_will_stand_there(client, translator, scope, said):
    TranslationRecord.objects.all().delete()
    assert said in read(client_of(client, translator), queue(scope=scope))


def test_the_list_of_a_language_leads_to_its_words_and_po_files(client, translator, work):
    soup = BeautifulSoup(read(client_of(client, translator), queue()), "html.parser")
    links = {link["href"] for link in soup.main.find_all("a", href=True)}
    assert reverse("translation_words:list", args=["en"]) in links
    assert reverse("translation_desk:download_queue", args=["en"]) in links
    [memory] = [link for link in links if link.startswith(reverse("translation_desk:memory"))]
    assert b"<tmx" in b"".join(client.get(memory).streaming_content)
    form = soup.find("form", action=reverse("translation_desk:upload_queue", args=["en"]))
    assert form["enctype"] == "multipart/form-data"
    assert form.find("label", attrs={"for": form.find("input", type="file")["id"]})


def test_what_is_done_is_not_offered_to_be_taken_nor_assigned(client, secretariat, source):
    translate(source, "en")
    page = read(client_of(client, secretariat), f"{queue(scope='every')}?q=sistema")
    assert source.title in page
    done = record(source)
    for name in ("take", "assign", "send"):
        assert reverse(f"translation_desk:{name}", args=[done.pk]) not in page


# A number of queries that does not grow


@pytest.mark.one_database
@pytest.mark.parametrize("scope", ["", "every"])
@pytest.mark.parametrize("language", ["en", "all"])
def test_the_queries_of_a_list_do_not_grow(client, secretariat, translator, scope, language):
    client.force_login(secretariat)
    fill(secretariat, translator, 1)
    few = count_queries(client, queue(language, scope))
    fill(secretariat, translator, 7)
    assert count_queries(client, queue(language, scope)) == few
    assert few <= 32
