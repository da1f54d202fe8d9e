"""Translations as PO files, which msgfmt, Poedit, Weblate and their like accept."""

import hashlib
import io
import zipfile

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail_localize.models import StringTranslation

from agc.translation.memory import previous_pairs
from agc.translation.po.places import place_of
from agc.translation.quality import max_length
from agc.translation.texts import segments_of, shown

# Which translation a file is of: the name is wagtail-localize's.
ID_HEADER = "X-WagtailLocalize-TranslationID"
# When the file was made, to the microsecond. A file that has it has its texts as people write them; those that
# wagtail-localize made itself have them as it keeps them, with entities.
EXPORTED_HEADER = "X-AGC-Exported"
# In a comment beside each text: what the CMS had as its translation when the file was made. Editors of PO files leave
# extracted comments alone, so that an upload can tell who has changed what since.
MARK = "AGC-Exported:"
NOTHING = "-"


def export_po(translation):
    """Return a translation as a PO file, with comments in the active language.

    A text that stands twice at one place is one entry, as it has one translation. What nobody may take for done is
    fuzzy: texts of a machine, texts that the page refuses, and the former translation of a text that was changed,
    which comes with its former source. Texts that are gone from the page follow as obsolete.

    Args:
        translation: wagtail-localize's Translation.

    Returns:
        A polib.POFile.
    """
    segments = segments_of(translation)
    model = translation.source.specific_content_type.model_class()
    previous = previous_pairs(translation, [segment for segment in segments if not segment.target])
    po = polib.POFile(wrapwidth=0)
    po.header = one_line(f"{translation.source.object_repr} → {translation.target_locale.language_code}")
    po.metadata = headers(translation, segments)
    entries = {}
    for segment in segments:
        text = normal(segment.source_shown)
        if text:
            entries.setdefault((segment.path, text), entry_of(segment, model, previous.get(segment.pk)))
    po.extend(entries.values())
    po.extend(obsolete_entries(translation, segments, entries))
    return po


def headers(translation, segments):
    """Return the headers of a PO file, dates in the form of the gettext manual ("2026-05-31 14:05+0000")."""
    now = timezone.now()
    written = [segment.translation for segment in segments if segment.translation]
    last = max(written, key=lambda row: row.updated_at, default=None)
    language = translation.target_locale.language_code
    return {
        "Project-Id-Version": one_line(settings.WAGTAIL_SITE_NAME),
        "Report-Msgid-Bugs-To": one_line(settings.DEFAULT_FROM_EMAIL),
        "POT-Creation-Date": po_date(translation.source.last_updated_at),
        "PO-Revision-Date": po_date(last.updated_at if last else now),
        "Last-Translator": name_of(last.last_translated_by if last else None),
        "Language-Team": one_line(str(translation.target_locale.get_display_name())),
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        ID_HEADER: str(translation.uuid),
        EXPORTED_HEADER: now.isoformat(),
    }


def po_date(moment):
    return moment.strftime("%Y-%m-%d %H:%M%z")


def one_line(text):
    """Return a text in one line: a line more would be a header more, or no comment any longer."""
    return " ".join(text.split())


def name_of(user):
    """Return the name of a person; a word of its own where it is not known."""
    return one_line(user.get_full_name() or user.get_username()) if user else _("Unknown")


def normal(text):
    """Return a text as PO files can have it: with the line ends of Unix, and none at the ends.

    msgfmt refuses a translation that ends with a line break where its source does not.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def fingerprint(text):
    """Return a short sign by which a text is known again; a sign of its own for no text."""
    text = normal(text)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12] if text else NOTHING


def entry_of(segment, model, previous=None):
    """Return one text as an entry.

    Args:
        segment: the Segment.
        model: the type of its page.
        previous: the Previous pair of its place, where the text was changed since it was translated.
    """
    target = normal(segment.target_shown)
    entry = polib.POEntry(
        msgctxt=segment.path,
        msgid=normal(segment.source_shown),
        msgstr=target,
        comment="\n".join(comments(segment, model)),
    )
    entry.fuzzy = bool(target) and (segment.machine or not segment.done)
    if previous and not target:
        entry.msgstr = normal(shown(previous.target, segment.rich))
        entry.previous_msgid = normal(shown(previous.source, segment.rich))
        entry.fuzzy = bool(entry.msgstr)
    return entry


def comments(segment, model):
    """Yield what a translator should know beside a text, a line each."""
    yield one_line(place_of(model, segment.field_path or segment.path))
    limit = max_length(model, segment.field_path or segment.path)
    if limit and not segment.rich:
        yield _("At most %(number)d characters.") % {"number": limit}
    if segment.machine:
        yield _("Translated by a machine: confirm it by taking the mark “fuzzy” away.")
    if segment.translation and segment.translation.has_error:
        yield one_line(segment.translation.get_error() or _("The page refuses this text."))
    yield f"{MARK} {fingerprint(segment.target_shown)}"


def obsolete_entries(translation, segments, current):
    """Yield each translated text that is gone from the page once, the latest translation of it.

    Args:
        translation: wagtail-localize's Translation.
        segments: the texts that the page has.
        current: the keys of their entries.
    """
    keys = {segment.key for segment in segments}
    plain = {segment.context_id for segment in segments if not segment.rich}
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    seen = set(current)
    for row in rows.select_related("translation_of", "context").order_by("-updated_at", "-pk"):
        # Whether a place that is gone was in a rich text is not known: its marks stay.
        rich = row.context_id not in plain
        key = row.context.path, normal(shown(row.translation_of.data, rich))
        target = normal(shown(row.data, rich))
        if (row.context_id, row.translation_of_id) not in keys and key not in seen and key[1] and target:
            seen.add(key)
            yield polib.POEntry(msgctxt=key[0], msgid=key[1], msgstr=target, obsolete=True)


def file_name(translation):
    """Return the name of the file of a translation: of plain letters, and no other translation's."""
    title = slugify(translation.source.object_repr)[:60].strip("-") or "page"
    return f"{title}-{translation.pk}-{translation.target_locale.language_code}.po"


def export_queue(translations):
    """Return a ZIP archive, as bytes, with the PO file of each translation."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for translation in translations:
            archive.writestr(file_name(translation), str(export_po(translation)).encode(errors="replace"))
    return buffer.getvalue()
