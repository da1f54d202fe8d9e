"""The pages of the CMS that let a machine translate: what they tell before and after, and to whom."""

import pytest

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.translation.machine import plan
from agc.translation.machine.run import run
from agc.translation.models import MachineUsage
from tests.factories import standard
from tests.translation.machines import rows, untranslated, url

pytestmark = pytest.mark.django_db


def test_the_cost_is_shown_and_nothing_sent_until_it_is_agreed_to(use, login, translation):
    use()
    client = login(translators("en"))
    characters = plan(translation).characters
    for response in (client.get(url(translation)), client.post(url(translation))):
        assert response.status_code == 200
        assert f'name="characters" value="{characters}"' in response.content.decode()
        assert "Trial" in response.content.decode()
    assert MachineUsage.objects.count() == 0

    response = client.post(url(translation), {"characters": characters}, follow=True)
    assert rows(translation).count() == 4
    assert "Read and confirm each of them" in response.content.decode()


@pytest.mark.parametrize(
    "agreed", ["1", "-5", "x", "9" * 5000, "١٢", ""], ids=["less", "negative", "word", "huge", "arabic", "empty"]
)
def test_less_than_the_cost_agreed_to_sends_nothing(use, login, translation, agreed):
    use()
    response = login(translators("en")).post(url(translation), {"characters": agreed})
    assert response.status_code == 200
    assert MachineUsage.objects.count() == 0


@pytest.mark.parametrize("group", [MEMBERS, translators("fr")])
def test_who_may_not_edit_the_translation_starts_nothing(use, login, translation, group):
    use()
    client = login(group)
    assert client.get(url(translation)).status_code == 302
    client.post(url(translation), {"characters": 9999})
    assert MachineUsage.objects.count() == rows(translation).count() == 0


def test_a_locked_page_is_not_translated(use, login, translation, make_user):
    use()
    page = translation.get_target_instance()
    page.locked, page.locked_by = True, make_user("bea", SECRETARIAT)
    page.save()
    client = login(translators("en"))
    assert client.get(url(translation)).status_code == 302
    client.post(url(translation), {"characters": 9999})
    assert MachineUsage.objects.count() == 0


def test_where_it_is_off_there_is_no_page_of_it(login, translation):
    assert login(translators("en")).get(url(translation), follow=True).status_code == 404


def test_a_pair_of_languages_that_the_service_has_not_is_told(use, login):
    use()
    translation = untranslated(standard(), "fr")
    client = login(translators("fr"))
    client.post(url(translation), {"characters": 9999})
    assert "does not translate between these languages" in client.get(url(translation)).content.decode()
    assert MachineUsage.objects.count() == 0


def test_nothing_left_is_told(use, login, make_user, translation):
    use()
    run(translation, make_user("root", superuser=True))
    client = login(translators("en"))
    content = client.get(url(translation)).content.decode()
    assert "nothing left to translate" in content
    assert '<button type="submit" class="button button-longrunning"' not in content


def test_too_much_for_the_month_is_told_before(use, login, translation):
    use(limit=5)
    client = login(translators("en"))
    assert 'role="alert"' in client.get(url(translation)).content.decode()
    client.post(url(translation), {"characters": 9999})
    assert MachineUsage.objects.count() == 0


def test_a_failure_is_told_on_the_page(use, login, translation):
    use(lambda texts: 1 / 0)
    response = login(translators("en")).post(url(translation), {"characters": 9999}, follow=True)
    assert response.status_code == 200
    assert "could not be read" in response.content.decode()
