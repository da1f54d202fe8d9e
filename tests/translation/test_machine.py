"""Machine translation: told before what it costs, marked until somebody has read it, and no failure loses a text."""

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.settings.machine_translation import character_limit, machine_translator
from agc.translation.machine import confirm, plan, refuse_wrong_setting, unconfirmed, used_this_month
from agc.translation.machine import run as machine_run
from agc.translation.machine.run import batches, run
from agc.translation.models import MachineUsage
from agc.translation.texts import segments_of, set_text
from tests.factories import standard, translate
from tests.translation.machines import MACHINE, rows, shouted, untranslated, url

pytestmark = pytest.mark.django_db


def segment_at(translation, path):
    return next(segment for segment in segments_of(translation) if segment.path == path)


class Backend(BaseMachineTranslator):
    """Translates as its option DO does: from a list of texts to a list of texts."""

    display_name = "Trial"

    def translate(self, source_locale, target_locale, strings):
        strings = list(strings)
        found = self.options["DO"]([string.data for string in strings])
        return {string: StringValue(text) for string, text in zip(strings, found, strict=True)}

    def can_translate(self, source_locale, target_locale):
        return target_locale.language_code != "fr"


@pytest.fixture
def use(settings):
    """Return a function that has the site translate by a function."""

    def set_up(do=shouted, limit=0):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "tests.translation.test_machine.Backend",
            "OPTIONS": {"DO": do},
        }
        settings.MACHINE_TRANSLATION_MONTHLY_CHARACTERS = limit

    return set_up


# Settings


def test_it_is_off_unless_a_service_is_named():
    assert machine_translator("", "") is None
    assert machine_translator("", '{"AUTH_KEY": "x"}') is None


@pytest.mark.parametrize(
    ("name", "options", "needs"),
    [
        ("deepl", '{"AUTH_KEY": "x:fx", "FORMALITY": "prefer_more"}', "AUTH_KEY"),
        ("libretranslate", '{"LIBRETRANSLATE_URL": "http://127.0.0.1"}', "API_KEY"),
        ("dummy", "", None),
        ("wagtail_localize.machine_translators.dummy.DummyTranslator", "{}", None),
    ],
)
def test_a_service_is_named_in_the_environment(settings, name, options, needs):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = found = machine_translator(name, options)
    assert needs is None or needs in found["OPTIONS"]
    refuse_wrong_setting()


@pytest.mark.parametrize(
    ("name", "options", "word"),
    [
        ("depl", "", "deepl, libretranslate"),
        ("deepl", "", "AUTH_KEY"),
        ("deepl", '{"AUTH_KEY": ""}', "AUTH_KEY"),
        ("deepl", "AUTH_KEY=x", "JSON"),
        ("deepl", '["AUTH_KEY"]', "JSON object"),
        ("google", "{}", "PROJECT_ID"),
        ("libretranslate", "{}", "LIBRETRANSLATE_URL"),
    ],
)
def test_a_wrong_setting_refuses_to_start_and_says_why(name, options, word):
    with pytest.raises(ImproperlyConfigured, match=word):
        machine_translator(name, options)


@pytest.mark.parametrize(
    "name", ["no.such.module.Translator", "agc.translation.machine.Plan", "agc.translation.machine"]
)
def test_a_class_that_is_no_translator_refuses_to_start(settings, name):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(name, "")
    with pytest.raises(ImproperlyConfigured, match="MACHINE_TRANSLATOR"):
        refuse_wrong_setting()


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many", "500 000"])
def test_a_limit_that_is_no_number_refuses_to_start(value):
    with pytest.raises(ImproperlyConfigured, match="MONTHLY_CHARACTERS"):
        character_limit(value)


# What it costs


def test_what_would_be_sent_is_counted_once_for_each_text(use):
    use()
    translation = untranslated(standard(title="Repetida", summary="Repetida", body=[]))
    planned = plan(translation)
    assert (planned.backend, planned.strings, planned.characters) == ("Trial", 1, len("Repetida"))
    assert planned.supported
    assert MachineUsage.objects.count() == 0


def test_what_has_a_translation_is_not_sent(use, translation, translator):
    sent = []
    use(lambda texts: [sent.append(text) or text for text in texts])
    set_text(translation, segment_at(translation, "title"), "Care system", translator)
    assert plan(translation).strings == 3
    run(translation, translator)
    assert "Sistema de cuidados" not in sent
    assert rows(translation).get(context__path="title").data == "Care system"


def test_what_the_memory_has_is_not_sent(use, translation, translator):
    sent = []
    use(lambda texts: [sent.append(text) or text for text in texts])
    translate(standard(summary="Una página."), "en", summary="One page.")
    planned = plan(translation)
    assert (planned.known, planned.strings) == (1, 3)
    result = run(translation, translator)
    assert (result.known, result.saved) == (1, 3)
    assert "Una página." not in sent
    row = rows(translation).get(context__path="summary")
    assert (row.data, row.translation_type) == ("One page.", MACHINE)


def test_more_than_may_be_sent_in_a_month_is_refused(use, translation, translator):
    MachineUsage.objects.create(backend="x", source_language="es", target_language="en", characters=950)
    use(limit=1000)
    assert not plan(translation).affordable
    result = run(translation, translator)
    assert "1000" in result.failure.replace(",", "").replace(".", "").replace("\N{NO-BREAK SPACE}", "")
    assert (result.saved, result.left) == (0, 4)
    assert used_this_month() == 950


def test_what_was_sent_in_earlier_months_does_not_count(use, translation):
    usage = MachineUsage.objects.create(backend="x", source_language="es", target_language="en", characters=5000)
    MachineUsage.objects.filter(pk=usage.pk).update(sent_at="2020-01-31T23:59:59Z")
    use(limit=1000)
    assert plan(translation).affordable


def test_batches_are_what_a_service_takes_at_once():
    texts = ["x" * 30_000, *("y" * 9_000 for _number in range(3)), *("z" for _number in range(120))]
    found = list(batches(texts))
    assert [text for batch in found for text in batch] == texts
    assert all(len(batch) <= 50 for batch in found)
    assert all(len(batch) == 1 or sum(map(len, batch)) <= 20_000 for batch in found)


# What comes back


def test_texts_come_back_marked_as_a_machines(use, translation, translator):
    use()
    result = run(translation, translator)
    assert (result.saved, result.left, result.failure) == (4, 0, "")
    assert {row.translation_type for row in rows(translation)} == {MACHINE}
    assert {row.tool_name for row in rows(translation)} == {"Trial"}
    assert rows(translation).get(context__path="title").data == "SISTEMA DE CUIDADOS"
    assert unconfirmed(translation) == 4
    usage = MachineUsage.objects.get()
    assert (usage.user, usage.strings, usage.source_language, usage.target_language) == (translator, 4, "es", "en")
    assert usage.characters == sum(len(segment.source) for segment in segments_of(translation))


def test_nothing_is_public_and_no_draft_is_saved(use, translation, translator):
    use()
    target = translation.get_target_instance()
    before = target.title, target.latest_revision_id
    run(translation, translator)
    target.refresh_from_db()
    assert (target.title, target.latest_revision_id) == before


@pytest.mark.parametrize(
    "answer",
    ["READ THE LAW AND COMPARE.", '<a id="a7">READ</a>', "<p>READ</p>", "READ <b>THE LAW", "<script>x</script>"],
)
def test_broken_marks_are_kept_with_their_error(use, translation, translator, answer):
    use(lambda texts: [answer if "<a" in text else text.upper() for text in texts])
    result = run(translation, translator)
    assert (result.saved, result.broken) == (4, 1)
    broken = rows(translation).get(has_error=True)
    assert broken.get_error()
    with pytest.raises(ValidationError):
        confirm(translation, next(item for item in segments_of(translation) if "<a" in item.source), translator)


@pytest.mark.parametrize("answer", ["", " ", "bell \x07", "x" * 100_001], ids=["empty", "blank", "control", "long"])
def test_answers_that_cannot_be_kept_leave_the_text_to_a_person(use, translation, translator, answer):
    use(lambda texts: [answer if text == "Otra cosa." else text.upper() for text in texts])
    result = run(translation, translator)
    assert (result.saved, result.left) == (3, 1)


def test_a_title_longer_than_a_page_can_have_is_left_to_a_person(use, translation, translator):
    use(lambda texts: ["x" * 256 for _text in texts])
    result = run(translation, translator)
    assert (result.saved, result.lost, result.left) == (3, 1, 1)
    assert not rows(translation).filter(context__path="title").exists()


def test_what_a_person_writes_meanwhile_stays(use, translation, translator):
    def meanwhile(texts):
        set_text(translation, segment_at(translation, "title"), "By hand", translator)
        return shouted(texts)

    use(meanwhile)
    assert run(translation, translator).saved == 3
    assert rows(translation).get(context__path="title").data == "By hand"


def test_a_page_locked_meanwhile_is_not_touched(use, translation, translator, make_user):
    def meanwhile(texts):
        page = translation.get_target_instance()
        page.locked, page.locked_by = True, make_user("bea", SECRETARIAT)
        page.save()
        return shouted(texts)

    use(meanwhile)
    result = run(translation, translator)
    assert result.failure
    assert (result.saved, rows(translation).count()) == (0, 0)


def test_earlier_batches_stay_when_a_later_one_fails(use, translation, translator, monkeypatch):
    monkeypatch.setattr(machine_run, "BATCH_STRINGS", 2)
    calls = []

    def fails_second(texts):
        calls.append(texts)
        if len(calls) == 2:
            raise RuntimeError("out of order")
        return shouted(texts)

    use(fails_second)
    result = run(translation, translator)
    assert (result.saved, result.left, rows(translation).count()) == (2, 2, 2)
    assert result.failure
    assert "out of order" not in result.failure


def test_a_long_run_ends_and_says_what_is_left(use, translation, translator, monkeypatch):
    monkeypatch.setattr(machine_run, "BATCH_STRINGS", 1)
    monkeypatch.setattr(machine_run, "TIME_LIMIT", -1)
    use()
    result = run(translation, translator)
    assert (result.saved, result.left) == (0, 4)
    assert result.failure


def test_two_runs_at_once_are_one(use, translation, translator):
    inner = []

    def again(texts):
        inner.append(run(translation, translator))
        return shouted(texts)

    use(again)
    assert run(translation, translator).saved == 4
    assert [(result.saved, bool(result.failure)) for result in inner] == [(0, True)]
    assert MachineUsage.objects.count() == 1


def test_the_run_after_a_failure_is_not_held_up_by_it(use, translation, translator):
    use(lambda texts: texts[:-1])
    assert run(translation, translator).failure
    use()
    assert run(translation, translator).saved == 4


# A person reads it


def test_a_text_is_confirmed_as_it_stands(use, translation, translator, make_user):
    use()
    run(translation, make_user("bea", translators("en")))
    row = confirm(translation, segment_at(translation, "title"), translator)
    assert (row.data, row.translation_type) == ("SISTEMA DE CUIDADOS", StringTranslation.TRANSLATION_TYPE_MANUAL)
    assert row.last_translated_by == translator
    assert unconfirmed(translation) == 3


def test_what_is_not_there_cannot_be_confirmed(translation, translator):
    with pytest.raises(ValidationError):
        confirm(translation, segment_at(translation, "title"), translator)


def test_a_text_of_a_person_stays_theirs(translation, translator, make_user):
    bea = make_user("bea")
    set_text(translation, segment_at(translation, "title"), "By Bea", bea)
    assert confirm(translation, segment_at(translation, "title"), translator).last_translated_by == bea


# The pages of the CMS


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
