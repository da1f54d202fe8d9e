"""The translators' desk: what lies in each language's list, who may see it, and what is done with it there."""

import datetime
import io
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import Page
from wagtail_localize.models import Translation

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from agc.translation.desk.explorer import TranslationsSidePanel
from agc.translation.desk.people import languages_of, who_may_translate
from agc.translation.models import Status, TranslationRecord
from agc.translation.wording import label_of, open_proposal, stamp, steps, words_of
from agc.vocabulary.models import Concept
from tests.factories import concept, event, practice, standard, translate
from tests.translation.desk import record, republish, sent, translation, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(make_user):
    return make_user("secretary", SECRETARIAT)


@pytest.fixture
def translator(make_user):
    return make_user("translator", translators("en"))


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


@pytest.fixture
def work(source, secretary):
    """A practice that was sent to be translated into English."""
    sent(source, secretary, "en")
    return record(source)


@pytest.fixture
def login(client, make_user):
    def log_in(*groups, **fields):
        user = make_user(f"{groups[0]}-visitor", *groups, **fields)
        client.force_login(user)
        return user

    return log_in


def queue(language="en", scope=""):
    return reverse(f"translation_desk:queue{'_' + scope if scope else ''}", args=[language])


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, response.get("location")
    return response.content.decode()


def act(client, name, record, data=None):
    return client.post(reverse(f"translation_desk:{name}", args=[record.pk]), data or {}, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def is_refused(response):
    """Return whether the CMS turned somebody away: it leads home and says that a permission is missing."""
    return response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]


# The way there


def test_the_desk_leads_a_translator_to_their_language(client, translator):
    client.force_login(translator)
    assert client.get(reverse("translation_desk:home")).url == queue("en")


def test_the_desk_leads_who_has_several_languages_to_all_of_them(client, secretary):
    client.force_login(secretary)
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


def client_of(client, user):
    client.force_login(user)
    return client


def test_a_list_has_its_own_language_only(client, translator, work, secretary):
    other = practice(title="Solo en francés")
    sent(other, secretary, "fr")
    shown = client_of(client, translator).get(queue()).context["object_list"]
    assert {item.locale.language_code for item in shown} == {"en"}
    assert work in shown
    assert record(other, "fr") not in shown


def test_the_list_of_all_languages_has_those_of_the_user(client, make_user, work, secretary):
    other = practice(title="Solo en francés")
    sent(other, secretary, "fr")
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


def test_what_is_edited_apart_has_no_day(client, translator, secretary, source, work):
    three(secretary)
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
    assert "overdue" not in read(client_of(client, secretary), edit(source))


@pytest.mark.parametrize(
    ("scope", "said"), [("", "Nothing is due"), ("review", "waits for a decision"), ("every", "nothing to translate")]
)
def test_an_empty_list_says_what_will_stand_there(client, translator, scope, said):
    TranslationRecord.objects.all().delete()
    assert said in read(client_of(client, translator), queue(scope=scope))


def titles(client, url):
    return [row.source.title for row in client.get(url).context["object_list"]]


def three(secretary):
    today = timezone.localdate()
    for title, days, asked in (("A", 9, 0), ("B", 2, 0), ("C", None, 5), ("D", None, 0)):
        page = standard(title=f"Página {title}")
        sent(page, secretary, "en")
        due = today + datetime.timedelta(days=days) if days else None
        TranslationRecord.objects.filter(source=page, locale=locales()["en"]).update(due=due, asked_for=asked)


def test_the_most_urgent_stands_first(client, translator, secretary):
    three(secretary)
    client.force_login(translator)
    assert titles(client, queue())[:4] == ["Página B", "Página A", "Página C", "Página D"]


def test_each_column_sorts(client, translator, secretary):
    three(secretary)
    client.force_login(translator)
    assert titles(client, f"{queue()}?ordering=-title")[:4] == ["Página D", "Página C", "Página B", "Página A"]
    assert titles(client, f"{queue()}?ordering=-asked_for")[0] == "Página C"
    for key in ("type", "stage", "words_left", "share", "due", "assignee", "-due"):
        assert len(titles(client, f"{queue()}?ordering={key}")) == 4
    assert titles(client, f"{queue()}?ordering=assignee__password")[0] == "Página B"


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


def test_what_is_done_is_not_offered_to_be_taken_nor_assigned(client, secretary, source):
    translate(source, "en")
    page = read(client_of(client, secretary), f"{queue(scope='every')}?q=sistema")
    assert source.title in page
    done = record(source)
    for name in ("take", "assign", "send"):
        assert reverse(f"translation_desk:{name}", args=[done.pk]) not in page


# Filters


def test_filters_narrow_the_list(client, translator, secretary, make_user):
    three(secretary)
    other = make_user("other", translators("en"))
    records = TranslationRecord.objects.filter(locale=locales()["en"])
    records.filter(source__title="Página A").update(assignee=translator)
    records.filter(source__title="Página D").update(assignee=other)
    records.filter(source__title="Página B").update(due=timezone.localdate() - datetime.timedelta(days=1))
    client.force_login(translator)
    assert titles(client, f"{queue()}?assigned=me") == ["Página A"]
    assert titles(client, f"{queue()}?assigned={other.pk}") == ["Página D"]
    assert titles(client, f"{queue()}?assigned=nobody") == ["Página B", "Página C"]
    assert titles(client, f"{queue()}?overdue=yes") == ["Página B"]
    assert titles(client, f"{queue()}?status=in_progress") == []
    assert len(titles(client, f"{queue()}?status=in_progress&status=requested")) == 4
    kind = records.get(source__title="Página A").source.content_type_id
    assert len(titles(client, f"{queue()}?type={kind}")) == 4
    assert titles(client, f"{queue(scope='every')}?type={kind}&q=gina C") == ["Página C"]


def test_a_filter_that_matches_nothing_says_so(client, translator, work):
    assert "Nothing matches" in read(client_of(client, translator), f"{queue()}?q=xyz")


def test_the_search_finds_titles_in_both_languages(client, translator, source):
    translate(source, "en", title="Care system")
    standard(title="نظام الرعاية")
    client.force_login(translator)
    assert titles(client, f"{queue(scope='every')}?q=care sys") == [source.title]
    assert titles(client, f"{queue(scope='every')}?q=sistema") == [source.title]
    assert titles(client, f"{queue(scope='every')}?q=الرعاية") == ["نظام الرعاية"]


@pytest.mark.parametrize(
    "query", ["status=nonsense", "type=abc", "type=99999999999999999999", "assigned='--", "overdue=maybe"]
)
def test_a_filter_that_does_not_exist_is_named_and_loses_nothing(client, translator, work, query):
    html = read(client_of(client, translator), f"{queue()}?{query}")
    assert "the list is not filtered" in html
    assert work.source.title in html


@pytest.mark.parametrize("query", ["q=%00", "p=abc", "p=-7", "ordering=%00", "q=" + "x" * 5000, "export=exe"])
def test_nonsense_in_the_address_is_no_error(client, translator, work, query):
    read(client_of(client, translator), f"{queue()}?{query}")


# Tables to take away


def test_the_list_can_be_taken_away_as_a_table(client, translator, work):
    Page.objects.filter(pk=work.source_id).update(title='=HYPERLINK("http://evil.example")')
    client.force_login(translator)
    text = b"".join(client.get(f"{queue()}?export=csv").streaming_content).decode()
    assert text.splitlines()[0].startswith("Title,Type of page,Language,Status,Words left")
    assert "'=HYPERLINK" in text
    assert "Good practice,English,Requested" in text
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{queue()}?export=xlsx").streaming_content)))
    assert [cell.value for cell in book.active[2]][1:4] == ["Good practice", "English", "Requested"]


# Take it, hand it back


def test_a_translator_takes_a_record(client, translator, work):
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee == translator
    assert "is yours" in told(response)


def test_the_buttons_of_the_list_work(translator, work):
    """The forms in the rows carry what the protection against forged requests asks for."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(translator)
    row = BeautifulSoup(read(client, queue()), "html.parser").find("form", action=re.compile("/take/$"))
    fields = {field["name"]: field["value"] for field in row.find_all("input")}
    assert client.post(row["action"], {}).status_code == 403
    assert client.post(row["action"], fields).url == queue()
    work.refresh_from_db()
    assert work.assignee == translator


def test_what_another_has_taken_stays_theirs(client, translator, work, make_user):
    TranslationRecord.objects.update(assignee=make_user("quicker", translators("en")))
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee.username == "quicker"
    assert "quicker has taken" in told(response)


def test_two_who_take_the_same_at_once_do_not_both_get_it(rf, translator, work, make_user):
    """Each has read that nobody has it; the database lets one of them write."""
    from agc.translation.desk.actions import TakeView

    views = []
    for user in (translator, make_user("quicker", translators("en"))):
        view = TakeView()
        view.setup(rf.post("/"), pk=work.pk)
        view.request.user = user
        view.record = record(work.source)
        views.append(view)
    assert [view.change(None, assignee=view.request.user) for view in views] == [True, False]
    work.refresh_from_db()
    assert work.assignee == translator


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.IN_REVIEW, Status.INDEPENDENT])
def test_what_waits_for_no_translator_is_not_taken(client, translator, work, status):
    TranslationRecord.objects.update(status=status)
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee is None
    assert "needs no translator" in told(response)


@pytest.mark.parametrize("name", ["take", "hand_back", "assign", "send"])
@pytest.mark.parametrize("group", [translators("fr"), MEMBERS])
def test_who_does_not_translate_into_a_language_does_nothing_there(client, login, work, name, group):
    user = login(group)
    TranslationRecord.objects.update(assignee=user, note="kept")
    assert is_refused(act(client, name, work, {"note": "gone"}))
    work.refresh_from_db()
    assert (work.assignee, work.note) == (user, "kept")


@pytest.mark.parametrize("name", ["take", "send"])
def test_following_a_link_changes_nothing(client, secretary, work, name):
    client.force_login(secretary)
    assert client.get(reverse(f"translation_desk:{name}", args=[work.pk])).status_code == 405
    work.refresh_from_db()
    assert work.assignee is None


def test_a_record_that_does_not_exist_is_not_found(client, translator):
    client.force_login(translator)
    for number in (987654, 10**30):
        assert client.post(reverse("translation_desk:take", args=[number]), follow=True).status_code == 404


def test_a_record_is_handed_back_with_a_word(client, translator, work):
    TranslationRecord.objects.update(assignee=translator, note="Mind the tone.")
    act(client_of(client, translator), "hand_back", work, {"word": "Half of it is done. <b>هذا</b>"})
    work.refresh_from_db()
    assert work.assignee is None
    assert work.note == "Mind the tone.\ntranslator: Half of it is done. <b>هذا</b>"
    assert "&lt;b&gt;هذا" in read(client, queue())


def test_a_word_that_does_not_fit_is_refused_and_kept(client, translator, work):
    TranslationRecord.objects.update(assignee=translator, note="x" * 1990)
    response = act(client_of(client, translator), "hand_back", work, {"word": "Half of it is done."})
    work.refresh_from_db()
    assert work.assignee == translator
    html = response.content.decode()
    assert "too long" in html
    assert "Half of it is done." in html


def test_nobody_hands_back_what_is_not_theirs(client, translator, work, make_user):
    other = make_user("other", translators("en"))
    TranslationRecord.objects.update(assignee=other)
    assert is_refused(act(client_of(client, translator), "hand_back", work))
    work.refresh_from_db()
    assert work.assignee == other


# Assign


def assignment(person=None, due="", note="", seen=None):
    return {"assignee": person.pk if person else "", "due": due, "note": note, "seen": seen.pk if seen else ""}


def test_the_secretariat_assigns_and_the_translator_is_told(
    client, secretary, translator, work, django_capture_on_commit_callbacks
):
    day = timezone.localdate() + datetime.timedelta(days=5)
    client.force_login(secretary)
    with django_capture_on_commit_callbacks(execute=True):
        response = act(client, "assign", work, assignment(translator, day.isoformat(), "Please."))
    work.refresh_from_db()
    assert (work.assignee, work.due, work.note) == (translator, day, "Please.")
    assert "Saved" in told(response)
    assert translator.email in [address for letter in mail.outbox for address in letter.to]


def test_only_who_may_translate_into_the_language_is_offered(client, secretary, translator, work, make_user):
    french, member = make_user("french", translators("fr")), make_user("member", MEMBERS)
    gone = make_user("gone", translators("en"))
    gone.is_active = False
    gone.save()
    assert {translator, secretary} <= set(who_may_translate([locales()["en"]]))
    client.force_login(secretary)
    for person in (french, member, gone):
        response = act(client, "assign", work, assignment(person))
        assert response.context["form"].errors["assignee"]
    for nonsense in ("9" * 30, "abc", "-1"):
        response = act(client, "assign", work, {"assignee": nonsense, "seen": nonsense})
        assert response.context["form"].errors["assignee"]
    work.refresh_from_db()
    assert work.assignee is None


def test_nobody_is_offered_for_no_language():
    assert not who_may_translate([]).exists()


def test_who_translates_into_one_of_two_languages_is_not_offered_for_both(translator, secretary):
    both = set(who_may_translate([locales()["en"], locales()["fr"]]))
    assert secretary in both
    assert translator not in both


@pytest.mark.parametrize("due", ["2020-01-01", "tomorrow", "99999-01-01", "0000-00-00"])
def test_a_day_that_cannot_be_met_is_refused_and_the_note_kept(client, secretary, work, due):
    response = act(client_of(client, secretary), "assign", work, assignment(due=due, note="Important words"))
    assert response.context["form"].errors["due"]
    assert "Important words" in response.content.decode()
    work.refresh_from_db()
    assert work.note == ""


def test_a_day_that_has_passed_meanwhile_may_stay(client, secretary, work):
    day = timezone.localdate() - datetime.timedelta(days=1)
    TranslationRecord.objects.update(due=day)
    act(client_of(client, secretary), "assign", work, assignment(due=day.isoformat(), note="Late."))
    work.refresh_from_db()
    assert (work.due, work.note) == (day, "Late.")


def test_what_somebody_took_meanwhile_is_said_and_then_decided(client, secretary, translator, work, make_user):
    quicker = make_user("quicker", translators("en"))
    TranslationRecord.objects.update(assignee=quicker)
    response = act(client_of(client, secretary), "assign", work, assignment(translator, note="Now."))
    html = response.content.decode()
    assert "assigned to quicker" in html
    assert "Now." in html
    work.refresh_from_db()
    assert work.assignee == quicker
    act(client, "assign", work, assignment(translator, note="Now.", seen=quicker))
    work.refresh_from_db()
    assert work.assignee == translator


def test_a_translator_assigns_nothing(client, translator, work):
    assert is_refused(act(client_of(client, translator), "assign", work, assignment(translator)))
    work.refresh_from_db()
    assert work.assignee is None


def test_the_way_back_leads_nowhere_else(client, translator, work):
    response = client_of(client, translator).post(
        reverse("translation_desk:take", args=[work.pk]), {"next": "https://evil.example/"}
    )
    assert response.url == queue("en")


# Send


@pytest.fixture
def missing():
    page = practice(title="Nadie la ha enviado")
    TranslationRecord.objects.filter(source=page).update(due=timezone.localdate() + datetime.timedelta(days=9))
    return record(page)


def test_a_missing_page_is_sent_from_the_list(client, secretary, missing):
    client.force_login(secretary)
    assert "Send to translators" in read(client, queue())
    response = act(client, "send", missing)
    assert "was sent" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.REQUESTED
    assert not missing.target.live


def test_a_translator_is_not_offered_to_send_and_does_not(client, translator, missing):
    client.force_login(translator)
    assert "Send to translators" not in read(client, queue())
    assert is_refused(act(client, "send", missing))
    assert not Translation.objects.filter(source__object_id=missing.source.translation_key).exists()


def test_why_a_page_cannot_be_sent_is_said(client, secretary, missing):
    page = missing.source.specific
    page.claim = "Otra cosa."
    page.save_revision()
    response = act(client_of(client, secretary), "send", missing)
    assert "Publish this page with its last changes first" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.MISSING


# Several at once


def bulk(name, *records):
    ids = "&".join(f"id={item.pk}" for item in records)
    return f"{reverse('wagtail_bulk_action', args=['translation', 'translationrecord', name])}?{ids}&next={queue()}"


def test_several_are_assigned_at_once(client, secretary, translator, work, missing):
    TranslationRecord.objects.filter(pk=work.pk).update(note="stays")
    client.force_login(secretary)
    html = read(client, bulk("assign", work, missing))
    assert work.source.title in html
    assert missing.source.title in html
    response = client.post(bulk("assign", work, missing), {"assignee": translator.pk}, follow=True)
    assert "2 translations were changed" in told(response)
    assert set(TranslationRecord.objects.filter(assignee=translator)) == {work, missing}
    work.refresh_from_db()
    assert work.note == "stays"


def test_nothing_chosen_for_several_is_asked_for(client, secretary, work):
    response = client_of(client, secretary).post(bulk("assign", work), {"assignee": "", "note": "  "})
    assert "Choose a person or a day" in response.content.decode()


def test_several_are_sent_and_what_cannot_be_is_named(client, secretary, missing):
    other = practice(title="Con cambios")
    other.claim = "Otra cosa."
    other.save_revision()
    response = client_of(client, secretary).post(bulk("send", missing, record(other)), follow=True)
    assert "1 page was sent" in told(response)
    assert "Con cambios (English): Publish this page" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.REQUESTED
    assert record(other).status == Status.MISSING


@pytest.mark.parametrize("name", ["assign", "send"])
@pytest.mark.parametrize("group", [translators("en"), MEMBERS])
def test_several_at_once_are_refused_by_the_server_and_not_named(client, login, missing, name, group):
    user = login(group)
    assert missing.source.title not in client.get(bulk(name, missing), follow=True).content.decode()
    client.post(bulk(name, missing), {"assignee": user.pk, "note": "x"}, follow=True)
    missing.refresh_from_db()
    assert (missing.status, missing.assignee, missing.note) == (Status.MISSING, None, "")


@pytest.mark.parametrize("ids", ["id=all", "id=abc", "id=99999999999999999999999", ""])
def test_nonsense_instead_of_records_is_not_found(client, secretary, work, ids):
    client.force_login(secretary)
    address = reverse("wagtail_bulk_action", args=["translation", "translationrecord", "assign"])
    assert client.get(f"{address}?{ids}", follow=True).status_code == 404


# What waits for a decision


@pytest.fixture
def submitted(work, translator):
    write_all(translation(work.source), translator)
    workflow.submit(translation(work.source), translator)
    return record(work.source)


def test_a_reviewer_finds_what_waits_for_their_decision(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, queue(scope="review"))
    assert submitted.source.title in html
    assert "Waiting for my decision" in html
    assert "by translator" in html


def test_who_wrote_a_text_does_not_find_it_among_their_decisions(client, work, translator, make_user):
    reviewer = make_user("writing", language_reviewers("en"), translators("en"))
    segments = translation(work.source)
    write_all(segments, reviewer)
    workflow.submit(segments, translator)
    client.force_login(reviewer)
    assert titles(client, queue(scope="review")) == []
    assert titles(client, f"{queue(scope='every')}?status=in_review") == [work.source.title]


def test_who_sent_it_does_not_find_it_among_their_decisions(client, work, translator, make_user):
    reviewer = make_user("sending", language_reviewers("en"))
    write_all(translation(work.source), translator)
    workflow.submit(translation(work.source), reviewer)
    client.force_login(reviewer)
    assert titles(client, queue(scope="review")) == []


def test_the_list_of_decisions_is_what_the_rule_of_four_eyes_says(client, submitted, make_user, translator):
    from agc.translation.desk.records import waiting_for
    from agc.translation.rights import may_review, why_barred

    people = [
        make_user("r", language_reviewers("en")),
        make_user("f", language_reviewers("fr")),
        make_user("s", SECRETARIAT),
        make_user("admin", superuser=True),
        translator,
    ]
    page = submitted.target.specific
    for person in people:
        decides = may_review(person, page) and not why_barred(translation(submitted.source), page, person)
        assert (submitted in waiting_for(get_user_model().objects.get(pk=person.pk))) is decides, person


def test_a_translator_sees_what_is_in_review(client, submitted, translator):
    html = read(client_of(client, translator), queue(scope="review"))
    assert submitted.source.title in html
    assert "In review" in html


# A number of queries that does not grow


def fill(secretary, translator, number):
    for _count in range(number):
        page = standard()
        sent(page, secretary, "en", "fr")
        TranslationRecord.objects.filter(source=page).update(assignee=translator, note="x", asked_for=1)


@pytest.mark.one_database
@pytest.mark.parametrize("scope", ["", "every"])
@pytest.mark.parametrize("language", ["en", "all"])
def test_the_queries_of_a_list_do_not_grow(client, secretary, translator, scope, language):
    client.force_login(secretary)
    fill(secretary, translator, 1)
    few = count_queries(client, queue(language, scope))
    fill(secretary, translator, 7)
    assert count_queries(client, queue(language, scope)) == few
    assert few <= 32


def count_queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.one_database
def test_the_queries_of_the_decisions_do_not_grow(client, secretary, translator, login):
    login(language_reviewers("en"))
    counts = []
    for number in (1, 4):
        for _count in range(number):
            page = standard()
            made = sent(page, secretary, "en")
            write_all(made, translator)
            workflow.submit(made, translator)
        counts.append(count_queries(client, queue(scope="review")))
    assert counts[0] == counts[1]


# The first page of the CMS


def test_a_translator_finds_their_work_on_the_first_page(client, translator, secretary, make_user):
    three(secretary)
    mine = TranslationRecord.objects.get(source__title="Página D", locale=locales()["en"])
    TranslationRecord.objects.filter(pk=mine.pk).update(assignee=translator)
    html = read(client_of(client, translator), reverse("wagtailadmin_home"))
    assert "To translate" in html
    assert "4 due" in html
    assert html.index("Página D") < html.index("Página B") < html.index("Página A")
    assert queue("en") in html
    assert queue("fr") not in html


def test_no_more_than_five_stand_on_the_first_page(client, translator, secretary):
    fill(secretary, None, 7)
    html = read(client_of(client, translator), reverse("wagtailadmin_home"))
    assert "7 due" in html
    assert html.count("desk-status--open") == 5


def test_a_reviewer_finds_what_waits_on_the_first_page(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, reverse("wagtailadmin_home"))
    assert "Translations waiting for your decision" in html
    assert submitted.source.title in html


def panel(client, name):
    found = BeautifulSoup(read(client, reverse("wagtailadmin_home")), "html.parser").find(id=f"{name}-section")
    return found.get_text(" ", strip=True) if found else ""


def test_a_page_stands_on_the_first_page_of_its_reviewer_once(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, reverse("wagtailadmin_home"))
    assert html.count(f'href="{edit(submitted.target)}"') == 1
    assert "Awaiting your review" not in html


def test_what_is_no_translation_awaits_its_review_as_ever(client, secretary, submitted, make_user):
    page = practice(title="Sin traducir")
    page.claim = "Otra cosa."
    page.save_revision()
    page.get_workflow().start(page, make_user("member", MEMBERS))
    client.force_login(secretary)
    assert "Sin traducir" in panel(client, "awaiting-review")
    assert submitted.target.title not in panel(client, "awaiting-review")
    assert submitted.source.title in panel(client, "translations-waiting")


def propose(row, user, text, language="en"):
    label = label_of(row, language)
    return steps.propose(row, language, user, words_of(label) | {"preferred": text}, stamp(label, None))


def ask_for_changes(proposal, user, comment):
    row, language = proposal.concept, proposal.language
    seen = stamp(label_of(row, language), open_proposal(row, language))
    return steps.decide(row, language, user, "changes", comment, seen)


def test_a_reviewer_finds_proposed_words_on_the_first_page(client, login, translator, make_user):
    reviewer = login(language_reviewers("en"))
    french = make_user("french", translators("fr"))
    row = concept("r", "reward")
    propose(row, translator, "Remunerate")
    propose(row, french, "Rémunérer", "fr")
    propose(concept("r", "reduce"), reviewer, "Lessen")
    shown = panel(client, "words-waiting")
    assert "Remunerate" in shown
    assert "translator" in shown
    assert "Rémunérer" not in shown
    assert "Lessen" not in shown
    assert reverse("translation_words:concept", args=["en", row.pk]) in read(client, reverse("wagtailadmin_home"))


def test_an_author_finds_the_words_that_were_sent_back(client, translator, make_user):
    proposal = propose(concept("r", "reward"), translator, "Remunerate")
    propose(concept("r", "reduce"), translator, "Lessen")
    client.force_login(translator)
    assert "Remunerate" not in panel(client, "translations-due")
    ask_for_changes(proposal, make_user("reviewer", language_reviewers("en")), "Use the word of the ILO.")
    shown = panel(client, "translations-due")
    assert "Remunerate" in shown
    assert "Use the word of the ILO." in shown
    assert "Lessen" not in shown
    client.force_login(make_user("other", translators("en")))
    assert "Remunerate" not in read(client, reverse("wagtailadmin_home"))


def test_of_many_proposals_five_stand_there_with_the_way_to_the_others(client, login, translator):
    login(language_reviewers("en"))
    rows = list(Concept.objects.of("country")[:7])
    for row in rows[:2]:
        propose(row, translator, f"New {row.code}")
    few = count_queries(client, reverse("wagtailadmin_home"))
    assert "English: " not in panel(client, "words-waiting")
    for row in rows[2:]:
        propose(row, translator, f"New {row.code}")
    shown = panel(client, "words-waiting")
    assert shown.count("New ") == 5
    assert "English: 7" in shown
    assert count_queries(client, reverse("wagtailadmin_home")) == few


def test_a_member_finds_neither_on_the_first_page(client, login, work):
    login(MEMBERS)
    html = read(client, reverse("wagtailadmin_home"))
    assert "To translate" not in html
    assert "Translations waiting" not in html


@pytest.mark.one_database
def test_the_queries_of_the_first_page_do_not_grow(client, translator, secretary):
    client.force_login(translator)
    fill(secretary, translator, 1)
    few = count_queries(client, reverse("wagtailadmin_home"))
    fill(secretary, translator, 6)
    assert count_queries(client, reverse("wagtailadmin_home")) == few


# The page explorer


def test_the_explorer_says_where_each_language_stands(client, secretary, source):
    translate(source, "en")
    html = read(client_of(client, secretary), reverse("wagtailadmin_explore", args=[source.get_parent().pk]))
    assert "Translations" in html
    row = html[html.index(source.title) :]
    assert row.index("Published") < row.index("Missing")


def test_the_explorer_says_it_of_a_translation_too(client, secretary, source):
    english = translate(source, "en", title="Care system")
    republish(source, claim="Cambió de nuevo.")
    html = read(client_of(client, secretary), reverse("wagtailadmin_explore", args=[english.get_parent().pk]))
    assert "Outdated" in html


def test_the_list_of_a_type_says_it_too(client, secretary, source):
    url = reverse("wagtailadmin_pages:type_use", args=["practices", "practicepage"])
    assert "Missing" in read(client_of(client, secretary), url)


@pytest.mark.one_database
def test_the_queries_of_the_explorer_do_not_grow(client, secretary):
    client.force_login(secretary)
    first = event()
    url = reverse("wagtailadmin_explore", args=[first.get_parent().pk])
    sent(first, secretary, "en", "fr")
    assert record_queries(client, url) == 1
    for _count in range(6):
        sent(event(), secretary, "en", "fr")
    assert record_queries(client, url) == 1


def record_queries(client, url):
    """Return how often the records are asked for; wagtail-localize asks for other things with each page."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum('"translation_translationrecord"' in query["sql"] for query in queries.captured_queries)


# Beside the editor of the source


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_of_a_source_shows_its_languages_and_warns(client, secretary, translator, source):
    english = translate(source, "en")
    TranslationRecord.objects.filter(source=source, locale=locales()["en"]).update(assignee=translator)
    html = read(client_of(client, secretary), edit(source))
    assert 'data-side-panel="translations"' in html
    assert "1 published translation becomes outdated" in html
    assert "assigned to translator" in html
    assert edit(english) in html


def test_without_a_published_translation_there_is_no_warning(client, secretary, source):
    html = read(client_of(client, secretary), edit(source))
    assert 'data-side-panel="translations"' in html
    assert "outdated" not in html


def test_the_panel_of_an_outdated_translation_says_what_has_changed(client, secretary, source):
    translate(source, "en")
    republish(source, claim="Cambió de nuevo.", problem="<p>Otro.</p>")
    assert "2 texts have changed since" in read(client_of(client, secretary), edit(source))


def test_the_panel_leads_an_author_to_no_translation_they_may_not_change(client, make_user, source):
    english = translate(source, "en")
    editor = make_user("editor", EDITORS)
    member = make_user("member", MEMBERS)
    Page.objects.filter(pk=source.pk).update(owner=member)
    assert edit(english) in read(client_of(client, editor), edit(source))
    response = client_of(client, member).get(edit(source))
    if response.status_code == 200:
        assert edit(english) not in response.content.decode()


def test_the_panel_takes_no_more_than_three_queries(rf, secretary, translator, source):
    for language in ("en", "fr"):
        translate(source, language)
    TranslationRecord.objects.filter(source=source).update(assignee=translator)
    request = rf.get("/")
    request.user = secretary
    languages_of(secretary)  # The menu has asked for them before.
    with override("en"), CaptureQueriesContext(connection) as queries:
        assert "assigned to translator" in TranslationsSidePanel(source, request).render_html({"request": request})
    assert len(queries) <= 3
