"""Machine translation: told before what it costs, marked until somebody has read it, and no failure loses a text."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.settings.machine_translation import character_limit, machine_translator
from agc.translation.machine import confirm, plan, refuse_wrong_setting, unconfirmed, used_this_month
from agc.translation.machine import run as machine_run
from agc.translation.machine.backends import glossary_entries
from agc.translation.machine.run import batches, run
from agc.translation.models import MachineUsage
from agc.translation.texts import segments_of, set_text
from agc.vocabulary.models import ConceptLabel
from tests.factories import concept, standard, translate

pytestmark = pytest.mark.django_db

LINKED = [("paragraph", '<p>Lee <a href="https://example.org/">la ley</a> y <b>compara</b>.</p><p>Otra cosa.</p>')]
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


@pytest.fixture
def translation():
    """A translation whose texts are all still missing: a title, a summary and two paragraphs."""
    page = standard(title="Sistema de cuidados", summary="Una página.", body=LINKED)
    return untranslated(page)


def untranslated(page, language="en"):
    translate(page, language, publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locales()[language])
    rows(translation).delete()
    return translation


def rows(translation):
    return StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )


def segment_at(translation, path):
    return next(segment for segment in segments_of(translation) if segment.path == path)


@pytest.fixture
def translator(make_user):
    return make_user("ann", translators("en"))


class Backend(BaseMachineTranslator):
    """Translates as its option DO does: from a list of texts to a list of texts."""

    display_name = "Trial"

    def translate(self, source_locale, target_locale, strings):
        strings = list(strings)
        found = self.options["DO"]([string.data for string in strings])
        return {string: StringValue(text) for string, text in zip(strings, found, strict=True)}

    def can_translate(self, source_locale, target_locale):
        return target_locale.language_code != "fr"


def shouted(texts):
    """Return the texts in capitals, their marks as they are."""
    return [re.sub(r"(^|>)([^<]+)", lambda found: found[1] + found[2].upper(), text) for text in texts]


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


@pytest.fixture
def login(client, make_user):
    def log_in(*groups):
        client.force_login(make_user(groups[0], *groups))
        return client

    return log_in


def url(translation):
    return reverse("wagtail_localize:machine_translate", args=[translation.pk])


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


# DeepL, as a server on this machine


class Service:
    """Answers as DeepL does, over HTTP; `fail` changes the answer to a path."""

    def __init__(self):
        self.requests = []
        self.glossaries = {}
        self.fail = {}
        self.number = 0
        self.closing = threading.Event()

    def answer(self, method, path, body):
        if path in self.fail:
            status, content = self.fail[path]
            if status is None:
                self.closing.wait(10)
                return 200, b"{}"
            return status, content
        if path == "/v2/translate":
            known = body.get("glossary_id") in (None, *self.glossaries.values())
            texts = [{"text": text} for text in shouted(body["text"])]
            return (200, json.dumps({"translations": texts}).encode()) if known else (404, b"{}")
        if method == "GET":
            listed = [{"name": name, "glossary_id": key} for name, key in self.glossaries.items()]
            return 200, json.dumps({"glossaries": listed}).encode()
        if method == "DELETE":
            key = path.rsplit("/", 1)[1]
            self.glossaries = {name: value for name, value in self.glossaries.items() if value != key}
            return 204, b""
        self.number += 1
        self.glossaries[body["name"]] = f"g{self.number}"
        return 201, json.dumps({"glossary_id": f"g{self.number}"}).encode()

    def asked(self, path, method="POST"):
        return [
            body for found_method, found, body, _headers in self.requests if (found_method, found) == (method, path)
        ]


@pytest.fixture
def deepl(settings):
    """DeepL on this machine, used by the site."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
            service.requests.append((self.command, self.path, body, dict(self.headers)))
            status, content = service.answer(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_DELETE = do_POST  # noqa: N815

        def log_message(self, *args):
            """Say nothing among the results of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(
        "deepl",
        json.dumps({"AUTH_KEY": "k:fx", "API_URL": f"http://127.0.0.1:{server.server_port}", "TIMEOUT": 0.5}),
    )
    yield service
    service.closing.set()
    server.shutdown()
    server.server_close()


def test_deepl_gets_the_texts_with_the_key_and_the_glossary(deepl, translation, translator):
    result = run(translation, translator)
    assert (result.saved, result.failure, result.notes) == (4, "", [])
    [sent] = deepl.asked("/v2/translate")
    assert 'Lee <a id="a1">la ley</a> y <b>compara</b>.' in sent["text"]
    assert (sent["source_lang"], sent["target_lang"], sent["tag_handling"]) == ("ES", "EN", "xml")
    assert all(headers["Authorization"] == "DeepL-Auth-Key k:fx" for _m, _p, _b, headers in deepl.requests)
    [made] = deepl.asked("/v2/glossaries")
    assert sent["glossary_id"] == "g1"
    assert (made["source_lang"], made["target_lang"], made["entries_format"]) == ("es", "en", "tsv")
    table = dict(line.split("\t") for line in made["entries"].split("\n"))
    with override("en"):
        label = concept("country", "uy").labels.get(language="en").preferred
    assert table[concept("country", "uy").labels.get(language="es").preferred] == label
    assert rows(translation).filter(translation_type=MACHINE, tool_name="DeepL", has_error=False).count() == 4


def test_the_glossary_is_made_once_while_the_vocabulary_is_the_same(deepl, translation, translator):
    from django.core.cache import cache

    run(translation, translator)
    for forget in (False, True):
        if forget:
            cache.clear()
        rows(translation).delete()
        run(translation, translator)
    assert len(deepl.asked("/v2/glossaries")) == 1
    assert {sent["glossary_id"] for sent in deepl.asked("/v2/translate")} == {"g1"}


def test_a_changed_vocabulary_makes_a_new_glossary_in_place_of_the_old(deepl, translation, translator):
    deepl.glossaries["somebody else's es-en"] = "other"
    run(translation, translator)
    ConceptLabel.objects.filter(concept=concept("country", "uy"), language="en").update(preferred="Uruguay (new)")
    rows(translation).delete()
    run(translation, translator)
    assert [sent["glossary_id"] for sent in deepl.asked("/v2/translate")] == ["g1", "g2"]
    assert set(deepl.glossaries.values()) == {"other", "g2"}


def test_a_glossary_deleted_at_the_service_is_made_again(deepl, translation, translator):
    run(translation, translator)
    deepl.glossaries.clear()
    rows(translation).delete()
    result = run(translation, translator)
    assert (result.saved, result.failure) == (4, "")
    assert [sent.get("glossary_id") for sent in deepl.asked("/v2/translate")] == ["g1", "g1", "g2"]


@pytest.mark.parametrize(
    "answer",
    [(400, b"{}"), (429, b"{}"), (456, b"{}"), (500, b"oops"), (200, b"{}"), (200, b"[]"), (200, b"null")],
)
def test_texts_are_translated_without_a_glossary_that_cannot_be_made(deepl, translation, translator, answer):
    deepl.fail["/v2/glossaries"] = answer
    result = run(translation, translator)
    assert (result.saved, result.failure) == (4, "")
    assert len(result.notes) == 1
    assert "glossary_id" not in deepl.asked("/v2/translate")[0]


FAILURES = {
    "refused key": ((403, b'{"message": "Forbidden"}'), "key", 0),
    "used up": ((456, b'{"message": "Quota Exceeded"}'), "used up", 0),
    "too many requests": ((429, b""), "some minutes", 0),
    "server error": ((500, b"<html>oops</html>"), "500", 0),
    "silence": ((None, b""), "in time", 1),
    "rubbish": ((200, b"<html>"), "read", 1),
    "nothing": ((200, b""), "read", 1),
    "a list": ((200, b"[1, 2]"), "read", 1),
    "no texts": ((200, b'{"translations": [{"x": 1}, {}, {}, {}]}'), "read", 1),
    "fewer texts": ((200, b'{"translations": [{"text": "one"}]}'), "another number", 1),
    "numbers": ((200, b'{"translations": [{"text": 1}, {"text": 2}, {"text": 3}, {"text": 4}]}'), "another number", 1),
}


@pytest.mark.parametrize(("answer", "words", "booked"), FAILURES.values(), ids=FAILURES)
def test_a_failure_of_the_service_is_told_and_changes_nothing(deepl, login, translation, answer, words, booked):
    deepl.fail["/v2/translate"] = answer
    with override("en"):
        response = login(translators("en")).post(url(translation), {"characters": 9999}, follow=True)
    assert response.status_code == 200
    content = response.content.decode()
    assert words in content
    assert "k:fx" not in content
    assert rows(translation).count() == 0
    # What the service may have counted counts; what it has refused does not.
    assert MachineUsage.objects.count() == booked


def test_a_service_that_cannot_be_reached_is_told(deepl, settings, translation, translator):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]["API_URL"] = "http://127.0.0.1:9"
    with override("en"):
        assert "cannot be reached" in run(translation, translator).failure


def test_glossaries_made_by_hand_are_used(deepl, settings, translation, translator):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]["GLOSSARY_IDS"] = {"es-EN": "mine"}
    deepl.glossaries["made by hand"] = "mine"
    run(translation, translator)
    assert deepl.asked("/v2/translate")[0]["glossary_id"] == "mine"
    assert deepl.asked("/v2/glossaries") == []


def test_no_glossary_is_sent_where_it_is_switched_off(deepl, settings, translation, translator):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]["GLOSSARY"] = False
    run(translation, translator)
    assert [path for _method, path, _body, _headers in deepl.requests] == ["/v2/translate"]


# The glossary


def label(code, language, preferred, alternatives=""):
    ConceptLabel.objects.update_or_create(
        concept=concept("country", code),
        language=language,
        defaults={"preferred": preferred, "alternatives": alternatives},
    )


def test_every_word_for_a_concept_leads_to_its_preferred_label():
    label("uy", "es", "Persona cuidadora", "cuidador\ncuidadora\n")
    label("uy", "en", "Carer", "caregiver")
    found = glossary_entries("es", "en")
    assert [found[word] for word in ("Persona cuidadora", "cuidador", "cuidadora")] == ["Carer"] * 3
    assert glossary_entries("en", "es")["caregiver"] == "Persona cuidadora"


def test_a_word_of_two_meanings_is_left_out_unless_it_is_the_label_of_one():
    label("uy", "es", "Uno", "ambos\nTres")
    label("ar", "es", "Dos", "ambos")
    label("br", "es", "Tres")
    for code, word in (("uy", "One"), ("ar", "Two"), ("br", "Three")):
        label(code, "en", word)
    found = glossary_entries("es", "en")
    assert "ambos" not in found
    assert found["Tres"] == "Three"


def test_what_cannot_stand_in_a_table_is_left_out_or_mended():
    label("uy", "es", "Con\ttabulador", "x" * 1100 + "\nbien")
    label("uy", "en", " Spaced\t out ")
    found = glossary_entries("es", "en")
    assert found["Con tabulador"] == found["bien"] == "Spaced out"
    assert all(len(word) <= 1024 and "\t" not in word for word in found)


def test_headings_are_no_terms():
    heading = concept("stage", "promising")
    words = {found.language: found.preferred for found in heading.labels.all()}
    assert words["es"]
    assert words["es"] not in glossary_entries("es", "en")


def test_retired_concepts_are_left_out():
    label("uy", "es", "Retirado")
    label("uy", "en", "Retired")
    uruguay = concept("country", "uy")
    type(uruguay).objects.filter(pk=uruguay.pk).update(retired=True)
    assert "Retirado" not in glossary_entries("es", "en")
