"""What the tests of PO files do over and over: translate a page, find its texts, write and read a file."""

from wagtail_localize.models import StringTranslation, Translation

from agc.core.languages import locales
from agc.translation.po import ID_HEADER
from agc.translation.po.files import read_po
from agc.translation.texts import segments_of, set_text
from tests.factories import translate

REPEATED = [("paragraph", "<p>Cuidar es trabajo.</p><p>Otra cosa.</p><p>Cuidar es trabajo.</p>")]


def translation_of(page, language="en"):
    translate(page, language)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locales()[language])


def english(translation, path):
    """Return the translation of the one text at a place."""
    return rows_at(translation, path).get()


def rows_at(translation, path):
    return StringTranslation.objects.filter(locale=translation.target_locale, context__path=path, **of(translation))


def of(translation):
    return {"context__object_id": translation.source.object_id}


def write(translation, path, text, user=None, machine=False):
    """Write a translation in the CMS, in its own notation."""
    segment = next(segment for segment in segments_of(translation) if segment.path == path)
    return set_text(translation, segment, text, user, tool_name="X" if machine else "", machine=machine)


def entry(po, path):
    return next(item for item in po if item.msgctxt == path and not item.obsolete)


def back(po):
    """Return a PO file as a program reads it that was given it as a file."""
    return read_po(str(po).encode())


def outcomes(report):
    return {item.segment.path if item.segment else item.place: item.outcome for item in report.entries}


def minimal(translation, charset="UTF-8", title="Sistema de cuidados", text="Care system"):
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n'
        f'"{ID_HEADER}: {translation.uuid}\\n"\n\n'
        f'msgctxt "title"\nmsgid "{title}"\nmsgstr "{text}"\n'
    )
