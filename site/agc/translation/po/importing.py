"""Take the translations of a PO file in, and tell of each text what became of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.strings import StringValue

from agc.translation import status
from agc.translation.marks import check_marks
from agc.translation.po import EXPORTED_HEADER, MARK, fingerprint, name_of, normal
from agc.translation.po.places import place_of
from agc.translation.rights import why_not_editable
from agc.translation.texts import check_characters, kept, segments_of, set_text, shown
from agc.translation.workflow import hold

TOOL = "PO file"


class Outcome(models.TextChoices):
    """What became of a text of a file, in the order in which a person should read it."""

    CONFLICT = "conflict", gettext_lazy("Changed here and in the file: not taken")
    ERROR = "error", gettext_lazy("Wrong: not taken")
    FUZZY = "fuzzy", gettext_lazy("Marked as uncertain in the file (fuzzy): not taken")
    UNKNOWN = "unknown", gettext_lazy("No longer on the page: not taken")
    TAKEN = "taken", gettext_lazy("Taken")
    EMPTY = "empty", gettext_lazy("Not translated in the file")
    UNCHANGED = "unchanged", gettext_lazy("Unchanged")


@dataclass(frozen=True)
class Entry:
    """One text of a file and what became of it.

    Attributes:
        outcome: an Outcome.
        source, text: the text of the source and its translation, as the file has them.
        place: where it stands on the page, or the context that the file gives.
        segment: the Segment; None where the page has no such text.
        message: why, where there is more to say.
        current: the translation that the CMS keeps, where it is another one.
    """

    outcome: Outcome
    source: str
    text: str
    place: str
    segment: object = None
    message: str = ""
    current: str = ""

    @property
    def base(self):
        """The sign of the text that the CMS had when this was told."""
        return fingerprint(self.segment.target_shown)


@dataclass
class Report:
    """What became of a file.

    Attributes:
        entries: an Entry for each text of the file, in its order.
        absent: how many texts of the page are not in the file.
    """

    entries: list = field(default_factory=list)
    absent: int = 0

    def of(self, outcome):
        return [entry for entry in self.entries if entry.outcome == outcome]

    def count(self, outcome):
        return len(self.of(outcome))

    @property
    def groups(self):
        """The entries by outcome, as they should be read; outcomes that did not occur are left out."""
        found = [(outcome, self.of(outcome)) for outcome in Outcome]
        return [(outcome, entries) for outcome, entries in found if entries]


def import_po(translation, po, user, overwrite=False):
    """Take in the translations that a file has for the texts of a page, all of them that can be taken or none.

    Nothing is published, and no draft is saved. Whether `user` may do so is for the caller to ask.

    Args:
        translation: wagtail-localize's Translation.
        po: a polib.POFile.
        user: whoever uploads it.
        overwrite: whether the file wins where the CMS has another text than the one it was made with.

    Raises:
        ValidationError: when the texts cannot be changed by `user` any more, with the reason.

    Returns:
        A Report.
    """
    with status.batch(), transaction.atomic():
        # Nobody else changes these texts, nor sends them to be reviewed, between the look and the writing.
        page = hold(translation)
        if user and (reason := why_not_editable(translation, user, page)):
            raise ValidationError(reason)
        importer = Importer(translation, po.metadata, user, overwrite)
        for entry in po:
            if not entry.obsolete:
                importer.add(entry)
        return importer.report()


class Importer:
    """Decides on one text after the other."""

    def __init__(self, translation, metadata, user, overwrite=False):
        self.translation = translation
        self.user = user
        self.overwrite = overwrite
        self.ours = EXPORTED_HEADER in metadata
        self.exported = moment(metadata)
        self.model = translation.source.specific_content_type.model_class()
        self.places, self.by_text = {}, {}
        for segment in segments_of(translation):
            text = normal(segment.source_shown if self.ours else segment.source)
            self.places.setdefault((segment.path, text), []).append(segment)
            self.by_text.setdefault(text, []).append(segment)
        self.found = {}
        self.entries = []

    def report(self):
        return Report(self.entries, sum(key not in self.found for key in self.places))

    def add(self, entry):
        """Decide on an entry, and keep its text where it is to be taken."""
        segments = self.segments_for(entry)
        if not segments:
            place = entry.msgctxt or ""
            self.entries.append(Entry(Outcome.UNKNOWN, entry.msgid, entry.msgstr, place))
            return
        key = segments[0].path, normal(entry.msgid)
        text = normal(entry.msgstr)
        if key in self.found:
            if text != self.found[key]:
                message = _("The file has this text twice, with different translations; the first one counts.")
                self.tell(entry, segments[0], Outcome.ERROR, message)
            return
        self.found[key] = text
        outcome, message = self.decide(entry, segments, text)
        self.tell(entry, segments[0], outcome, message)

    def tell(self, entry, segment, outcome, message):
        place = place_of(self.model, segment.field_path or segment.path)
        text = entry.msgstr if self.ours else shown(entry.msgstr, segment.rich)
        current = segment.target_shown if outcome in (Outcome.CONFLICT, Outcome.FUZZY, Outcome.ERROR) else ""
        self.entries.append(Entry(outcome, segment.source_shown, text, place, segment, message, current))

    def segments_for(self, entry):
        """Return the texts of the page that an entry is of: the same text at the same place.

        A file whose contexts were lost on the way is understood where a text stands at one place only.
        """
        text = normal(entry.msgid)
        if entry.msgctxt is not None:
            return self.places.get((entry.msgctxt, text), [])
        found = self.by_text.get(text, [])
        return found if len({segment.path for segment in found}) == 1 else []

    def decide(self, entry, segments, text):
        """Return what becomes of an entry, with the reason, having kept its text where it is taken."""
        if not text:
            return Outcome.EMPTY, ""
        if entry.fuzzy:
            return Outcome.FUZZY, ""
        segment = segments[0]
        try:
            data = self.data(segment, text)
            outcome, message = self.compare(entry, segment, data)
            if outcome == Outcome.TAKEN:
                for same in segments:
                    set_text(self.translation, same, data, self.user, tool_name=TOOL)
        except ValidationError as error:
            return Outcome.ERROR, " ".join(error.messages)
        return outcome, message

    def data(self, segment, text):
        """Return a text of the file as wagtail-localize keeps it.

        Raises:
            ValidationError: when its marks are wrong, or when it has what no page may hold.
        """
        check_characters(text)
        if self.ours and not segment.rich:
            return kept(text, rich=False)
        check_marks(segment.source, text)
        return StringValue.from_translated_html(text).data

    def compare(self, entry, segment, data):
        """Decide between the text of the file and that of the CMS, by the one with which the file was made."""
        row = segment.translation
        if row and same_text(row.data, data, segment.rich):
            if row.has_error or (segment.machine and self.ours):
                # The mark of uncertainty was taken away: somebody has read it.
                return Outcome.TAKEN, _("Confirmed as it was.")
            return Outcome.UNCHANGED, ""
        base = exported_with(entry) if self.ours else None
        if base is None:
            newer = segment.target and (self.exported is None or row.updated_at > self.exported)
        else:
            newer = base != fingerprint(segment.target_shown)
        if newer and not self.overwrite:
            if base == fingerprint(entry.msgstr):
                return Outcome.UNCHANGED, _("It was changed here since; the file has it as it was.")
            return Outcome.CONFLICT, why_newer(row)
        return Outcome.TAKEN, ""


def moment(metadata):
    """Return when a file was made, as its headers say; None where they say nothing that can be read."""
    for name in (EXPORTED_HEADER, "POT-Creation-Date"):
        try:
            found = datetime.fromisoformat(metadata.get(name, ""))
        except ValueError:
            continue
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    return None


def exported_with(entry):
    """Return the sign of the translation with which an entry was exported; None where the file has lost it."""
    for line in entry.comment.splitlines():
        if line.startswith(MARK):
            return line.removeprefix(MARK).strip()
    return None


def same_text(one, other, rich):
    """Return whether two texts are read alike, however their marks, entities and line ends are written."""
    try:
        one = StringValue.from_translated_html(one).data
    except ValueError:
        # What the CMS has is wrong: it is compared as it is.
        return one == other
    return normal(shown(one, rich)) == normal(shown(other, rich))


def why_newer(row):
    """Say who has changed a text since a file was made, and when."""
    if row is None or not row.data:
        return _("Its translation was taken away here since the file was made.")
    when = date_format(timezone.localtime(row.updated_at), "DATETIME_FORMAT")
    return _("Changed here by %(name)s on %(date)s, since the file was made.") % {
        "name": name_of(row.last_translated_by),
        "date": when,
    }
