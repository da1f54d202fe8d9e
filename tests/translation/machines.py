"""What the tests of machine translation share: texts that are missing, and machines that answer as a test says."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.urls import reverse
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from agc.core.languages import locales
from agc.translation.texts import segments_of
from tests.factories import translate

LINKED = [("paragraph", '<p>Lee <a href="https://example.org/">la ley</a> y <b>compara</b>.</p><p>Otra cosa.</p>')]
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


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


def shouted(texts):
    """Return the texts in capitals, their marks as they are."""
    return [re.sub(r"(^|>)([^<]+)", lambda found: found[1] + found[2].upper(), text) for text in texts]


def url(translation):
    return reverse("wagtail_localize:machine_translate", args=[translation.pk])


class Backend(BaseMachineTranslator):
    """Translates as its option DO does: from a list of texts to a list of texts."""

    display_name = "Trial"

    def translate(self, source_locale, target_locale, strings):
        strings = list(strings)
        found = self.options["DO"]([string.data for string in strings])
        return {string: StringValue(text) for string, text in zip(strings, found, strict=True)}

    def can_translate(self, source_locale, target_locale):
        return target_locale.language_code != "fr"


class Service:
    """Answers over HTTP as a service does; `fail` changes the answer to a path: a status and the bytes of a body.

    A status of None is silence.
    """

    def __init__(self):
        self.requests = []
        self.fail = {}
        self.closing = threading.Event()

    def reply(self, method, path, body):
        """Return the status and the bytes of the answer to a request, and keep what was asked."""
        if path not in self.fail:
            return self.answer(method, path, body)
        status, content = self.fail[path]
        if status is None:
            self.closing.wait(10)
            return 200, b"{}"
        return status, content

    def answer(self, method, path, body):
        raise NotImplementedError

    def asked(self, path, method="POST"):
        return [
            body for found_method, found, body, _headers in self.requests if (found_method, found) == (method, path)
        ]


@contextmanager
def serving(service):
    """Serve a Service on this machine; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
            service.requests.append((self.command, self.path, body, dict(self.headers)))
            status, content = service.reply(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_DELETE = do_POST  # noqa: N815 - the names that http.server calls

        def log_message(self, *args):
            """Say nothing among the results of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        service.closing.set()
        server.shutdown()
        server.server_close()
