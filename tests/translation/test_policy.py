"""The rules on which pages are to be had in which languages: who keeps them, and what they do to the desk."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from agc.translation.models import TranslationPolicy, TranslationRecord
from practices.models import PracticePage
from tests.factories import practice, standard, translate
from tests.translation.desk import record, republish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rules():
    TranslationPolicy.objects.all().delete()


@pytest.fixture
def kind():
    return ContentType.objects.get_for_model(PracticePage)


@pytest.fixture
def secretariat(client, make_user):
    client.force_login(make_user("secretary", SECRETARIAT))
    return client


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def address(name, *args):
    return reverse(f"translation_policies:{name}", args=args)


def rule(kind, days=30, language="en"):
    return {"content_type": kind.pk, "locale": locales()[language].pk, "days": days}


def stored(kind, days=30, language="en"):
    return TranslationPolicy.objects.create(content_type=kind, locale=locales()[language], days=days)


def test_a_new_rule_gives_what_is_missing_a_day(secretariat, kind):
    page, other = practice(), standard()
    assert record(page).due is None
    secretariat.post(address("add"), rule(kind, 10))
    assert TranslationPolicy.objects.get().days == 10
    assert record(page).due == day(10)
    assert record(page, "fr").due is None
    assert record(other).due is None


def test_a_changed_rule_moves_the_days_that_it_gave(secretariat, kind):
    policy = stored(kind, 10)
    page = practice()
    assert record(page).due == day(10)
    secretariat.post(address("edit", policy.pk), rule(kind, 20))
    assert record(page).due == day(20)


def test_a_day_that_a_person_chose_stays(secretariat, kind):
    policy = stored(kind, 10)
    page = practice()
    TranslationRecord.objects.filter(source=page).update(due=day(3))
    secretariat.post(address("edit", policy.pk), rule(kind, 20))
    assert record(page).due == day(3)
    secretariat.post(address("delete", policy.pk))
    assert record(page).due == day(3)


def test_a_rule_that_is_taken_away_takes_its_days_along(secretariat, kind):
    policy = stored(kind, 10)
    page = practice()
    secretariat.post(address("delete", policy.pk))
    assert not TranslationPolicy.objects.exists()
    assert record(page).due is None


def test_a_rule_that_becomes_one_of_another_language_leaves_the_first(secretariat, kind):
    policy = stored(kind, 10)
    page = practice()
    secretariat.post(address("edit", policy.pk), rule(kind, 10, "fr"))
    assert record(page).due is None
    assert record(page, "fr").due == day(10)


def test_what_is_published_gets_no_day_and_what_is_outdated_does(secretariat, kind):
    done, behind = practice(), practice()
    translate(done, "en")
    translate(behind, "en")
    republish(behind, claim="Cambió de nuevo.")
    secretariat.post(address("add"), rule(kind, 10))
    assert record(done).due is None
    assert record(behind).due == day(10)


def test_a_second_rule_on_the_same_is_refused(secretariat, kind):
    stored(kind)
    html = secretariat.post(address("add"), rule(kind, 5)).content.decode()
    assert TranslationPolicy.objects.get().days == 30
    assert "already exists" in html


@pytest.mark.parametrize("days", ["-1", "", "soon", "99999", "1" * 40])
def test_days_that_are_none_are_refused(secretariat, kind, days):
    response = secretariat.post(address("add"), rule(kind, days))
    assert response.context["form"].errors["days"]
    assert not TranslationPolicy.objects.exists()


def test_only_types_that_are_translated_are_offered_by_their_names(secretariat, kind):
    html = secretariat.get(address("add")).content.decode()
    assert "Good practice" in html
    other = ContentType.objects.get(app_label="auth", model="user")
    response = secretariat.post(address("add"), rule(other))
    assert response.context["form"].errors["content_type"]


def test_the_list_names_types_and_languages(secretariat, kind):
    stored(kind, 12)
    html = secretariat.get(address("index")).content.decode()
    for text in ("Good practice", "English", "12"):
        assert text in html


def test_the_secretariat_finds_the_rules_in_the_menu(secretariat):
    assert address("index") in secretariat.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("group", [EDITORS, MEMBERS, translators("en")])
def test_others_keep_no_rules(client, make_user, kind, group):
    policy = stored(kind)
    client.force_login(make_user("other", group))
    home = [(reverse("wagtailadmin_home"), 302)]
    assert client.get(address("index"), follow=True).redirect_chain == home
    assert client.post(address("add"), rule(kind, 1, "fr"), follow=True).redirect_chain == home
    assert client.post(address("edit", policy.pk), rule(kind, 1), follow=True).redirect_chain == home
    assert client.post(address("delete", policy.pk), follow=True).redirect_chain == home
    assert TranslationPolicy.objects.get().days == 30
    assert address("index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_day_is_reckoned_as_the_desk_reckons_it(kind):
    """Of two ways to the same day, neither may change alone."""
    from agc.translation.desk.policies import due_after
    from agc.translation.status import due_by_policy

    stored(kind, 17)
    page = practice()
    translate(page, "fr")
    republish(page, claim="Cambió de nuevo.")
    stored(kind, 17, "fr")
    for language in ("en", "fr"):
        found = record(page, language)
        assert due_after(found, 17) == due_by_policy(found)
