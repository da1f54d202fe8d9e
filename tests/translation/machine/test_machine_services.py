"""Services of machine translation, each as a server on this machine: what they are sent, and every way they fail."""

import json

import pytest
from django.utils.translation import override

from agc.editorial.groups import translators
from agc.settings.machine_translation import machine_translator
from agc.translation.machine.run import run
from agc.translation.models import MachineUsage
from agc.vocabulary.models import ConceptLabel
from tests.factories import concept
from tests.translation.machines import MACHINE, Service, rows, serving, shouted, url

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


class DeepL(Service):
    def __init__(self):
        super().__init__()
        self.glossaries = {}
        self.number = 0

    def answer(self, method, path, body):
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


@pytest.fixture
def deepl(settings):
    """DeepL on this machine, used by the site."""
    service = DeepL()
    with serving(service) as address:
        options = {"AUTH_KEY": "k:fx", "API_URL": address, "TIMEOUT": 0.5}
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator("deepl", json.dumps(options))
        yield service


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


# LibreTranslate


class LibreTranslate(Service):
    """Answers as https://docs.libretranslate.com/api/operations/translate/ has it."""

    def answer(self, method, path, body):
        if path != "/translate":
            return 404, b"{}"
        return 200, json.dumps({"translatedText": shouted(body["q"])}).encode()


@pytest.fixture
def libretranslate(settings):
    """LibreTranslate on this machine, used by the site."""
    service = LibreTranslate()
    with serving(service) as address:
        options = {"LIBRETRANSLATE_URL": address, "API_KEY": "k-secret", "TIMEOUT": 0.5}
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator("libretranslate", json.dumps(options))
        yield service


def test_libretranslate_gets_the_texts_with_their_marks_and_the_key(libretranslate, translation, translator):
    result = run(translation, translator)
    assert (result.saved, result.broken, result.failure) == (4, 0, "")
    [sent] = libretranslate.asked("/translate")
    assert 'Lee <a id="a1">la ley</a> y <b>compara</b>.' in sent["q"]
    assert {name: sent[name] for name in ("source", "target", "format", "api_key")} == {
        "source": "es", "target": "en", "format": "html", "api_key": "k-secret",
    }  # fmt: skip
    kept = rows(translation).filter(translation_type=MACHINE, tool_name="LibreTranslate", has_error=False)
    assert kept.count() == 4
    assert '<a id="a1">LA LEY</a>' in kept.get(data__contains="LEE").data


LIBRETRANSLATE_FAILURES = {
    "refused key": ((403, b'{"error": "Invalid API key"}'), "key", 0),
    "unknown language": ((400, b'{"error": "en is not supported"}'), "does not accept", 0),
    "too many requests": ((429, b'{"error": "Slowdown"}'), "some minutes", 0),
    "server error": ((500, b"<html>oops</html>"), "500", 0),
    "silence": ((None, b""), "in time", 1),
    "rubbish": ((200, b"<html>"), "read", 1),
    "no texts": ((200, b"{}"), "read", 1),
    "fewer texts": ((200, b'{"translatedText": ["one"]}'), "read", 1),
    "one text": ((200, b'{"translatedText": "one"}'), "read", 1),
    "numbers": ((200, b'{"translatedText": [1, 2, 3, 4]}'), "read", 1),
    "nothing": ((200, b'{"translatedText": [null, null, null, null]}'), "read", 1),
}


@pytest.mark.parametrize(("answer", "words", "booked"), LIBRETRANSLATE_FAILURES.values(), ids=LIBRETRANSLATE_FAILURES)
def test_a_failure_of_libretranslate_is_told_and_changes_nothing(
    libretranslate, login, translation, answer, words, booked
):
    libretranslate.fail["/translate"] = answer
    with override("en"):
        response = login(translators("en")).post(url(translation), {"characters": 9999}, follow=True)
    assert response.status_code == 200
    content = response.content.decode()
    assert words in content
    assert "k-secret" not in content
    assert rows(translation).count() == 0
    assert MachineUsage.objects.count() == booked


def test_a_libretranslate_that_cannot_be_reached_is_told(libretranslate, settings, translation, translator):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]["LIBRETRANSLATE_URL"] = "http://127.0.0.1:9"
    with override("en"):
        assert "cannot be reached" in run(translation, translator).failure
