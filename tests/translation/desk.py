"""What the tests of the translators' desk do over and over: find records and texts, write and submit, count queries."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from agc.core.languages import locales
from agc.translation import workflow
from agc.translation.editor.saving import token_of
from agc.translation.models import TranslationRecord
from agc.translation.rights import target_of
from agc.translation.sending import send
from agc.translation.texts import segments_of, set_text


def record(page, language="en"):
    return TranslationRecord.objects.get(source__translation_key=page.translation_key, locale=locales()[language])


def translation(page, language="en"):
    return Translation.objects.select_related("source__locale", "target_locale").get(
        source__object_id=page.translation_key, target_locale=locales()[language]
    )


def target(page, language="en"):
    return target_of(translation(page, language))


def sent(page, user, *languages):
    """Send a page to the translators, and return its translation into the first of the languages."""
    send(page, [locales()[code] for code in languages or ("en",)], user)
    return translation(page, (languages or ("en",))[0])


def write_all(translation, user, prefix="en "):
    """Translate every text that is missing: the source's with a prefix."""
    for segment in segments_of(translation):
        if not segment.target:
            set_text(translation, segment, f"{prefix}{segment.source}", user)


def write(translation, path, text, user=None):
    segment = next(segment for segment in segments_of(translation) if segment.path == path)
    return set_text(translation, segment, text, user)


def type_text(client, translation, path, text):
    """Type a text in the editor as the script of it sends it; return the answer."""
    segment = next(segment for segment in segments_of(translation) if segment.path == path)
    name = f"text-{segment.pk}"
    url = reverse("translation_editor:text", args=[translation.pk, segment.pk])
    return client.post(url, {name: text, "tokens": json.dumps({name: token_of(segment.target)})})


def text_of(translation, path):
    return StringTranslation.objects.get(
        context__object_id=translation.source.object_id, context__path=path, locale=translation.target_locale
    ).data


def republish(page, **changes):
    """Change the source and publish it, as an editor does."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def submitted(page, translator, language="en"):
    """Translate the whole of a page that was sent, and submit it."""
    made = translation(page, language)
    write_all(made, translator)
    workflow.submit(made, translator)
    return made


def count_queries(client, url):
    """Return how many queries a page takes once what is kept has been read."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
