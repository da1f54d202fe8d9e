"""To whom mails go: by the rights of their groups, and as each person chooses."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, language_reviewers, translators
from agc.translation.mails.people import reviewers_of, translators_of
from agc.translation.models import MailPreference
from tests.factories import frame_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# Who


def test_translators_and_reviewers_are_known_by_the_rights_of_their_groups(make_user, secretariat):
    english, french = locales()["en"], locales()["fr"]
    pat, sol = make_user("pat", translators("en"), translators("fr")), make_user("sol", language_reviewers("en"))
    make_user("editor", EDITORS)
    make_user("member", MEMBERS)
    gone = make_user("gone", translators("en"))
    gone.is_active = False
    gone.save()
    silent = make_user("silent", translators("en"))
    silent.email = ""
    silent.save()
    assert (translators_of(english), translators_of(french), translators_of(locales()["es"])) == ([pat], [pat], [])
    assert (reviewers_of(english), reviewers_of(french)) == ([sol], [secretariat])


def test_a_group_with_rights_on_one_list_of_the_language_translates_too(make_user):
    group = make_user("pat", translators("en")).groups.get()
    GroupPagePermission.objects.filter(group=group).update(page=frame_page("events", "en"))
    assert [user.username for user in translators_of(locales()["en"])] == ["pat"]
    assert translators_of(locales()["fr"]) == []


def test_recipients_cost_the_same_for_one_and_for_many(make_user, django_assert_num_queries):
    for number in range(5):
        make_user(f"pat{number}", translators("en"))
    english = locales()["en"]
    with django_assert_num_queries(3):
        found = translators_of(english)
        assert [user.wagtail_userprofile.preferred_language for user in found] == ["en"] * 5
        assert not any(hasattr(user, "translation_mail") for user in found)


# Switching them off


def test_a_person_switches_their_own_mails_off(client, translator, reviewer):
    client.force_login(translator)
    url = reverse("translation_desk:mails")
    assert client.get(url).content.decode().count("checked") == 2
    response = client.post(url, {"digest": "on"}, follow=True)
    assert "Your choice was saved." in response.content.decode()
    preference = MailPreference.objects.get()
    assert (preference.user, preference.arrivals, preference.digest) == (translator, False, True)
    assert response.content.decode().count("checked") == 1


def test_looking_at_the_choice_writes_nothing(client, translator):
    client.force_login(translator)
    client.get(reverse("translation_desk:mails"))
    assert not MailPreference.objects.exists()


def test_who_may_not_enter_the_admin_has_no_choice_to_make(client, make_user):
    url = reverse("translation_desk:mails")
    assert client.post(url, {"digest": "on"}).status_code == 302
    client.force_login(make_user("reader"))
    assert client.post(url, {"digest": "on"}).status_code == 302
    assert not MailPreference.objects.exists()
