"""What a file would do: each practice that it has as it would be, and all that is wrong; nothing is written yet."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from agc.core.languages import locales
from practices.data_in.comparing import Change, Comparer
from practices.data_in.lines import CODE, LANGUAGE, Entry, Problem
from practices.data_in.targets import CODE as SITE_CODE
from practices.data_in.targets import Targets, translation_key_of
from practices.data_in.translations import Translated
from practices.data_in.values import Fault, Words
from practices.models import PracticeIndexPage, PracticePage
from practices.record import record_of
from practices.rules import contradictions, unfinished

SOURCE = "source_language"


@dataclass
class Incoming:
    """A practice that a file has.

    Attributes:
        entry: what the file says of it in the language in which it was first written.
        page: the page in that language as it would be, in memory; None where the file has but translations of it.
        stored: the page as it is stored; None where there is none.
        parent: the list that a new page comes into.
        is_new: whether there is no such practice yet.
        changes: what differs from the page as it is.
        lacking: what it needs before reviewers look at it, as sentences.
        translated: what the file says in other languages.
    """

    key: object
    code: str
    entries: list[Entry]
    entry: Entry | None = None
    page: PracticePage | None = None
    stored: PracticePage | None = None
    parent: PracticeIndexPage | None = None
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    translated: list[Translated] = field(default_factory=list)

    @property
    def is_changed(self):
        return self.is_new or bool(self.changes)

    @property
    def place(self):
        return (self.entry or self.entries[0]).line.place


class Plan:
    """Reads off a file what it would do, for one user.

    Args:
        reading: the Reading of the file.
        user: whoever sends it.
        step: called after each practice, with how many are done and how many there are.
    """

    def __init__(self, reading, user, step=None):
        self.user = user
        self.problems = list(reading.problems)
        self.locales = locales()
        self.record = record_of(PracticePage)
        self.words = Words(self.record)
        self.records = self.grouped(reading.entries)
        self.pages = self.load()
        for incoming in self.records:
            self.find_page(incoming)
        new = {incoming.key: incoming.page for incoming in self.records if incoming.is_new}
        self.comparer = Comparer(self.record, self.words, Targets(user, new))
        for number, incoming in enumerate(self.records, 1):
            self.bring(incoming)
            if step:
                step(number, len(self.records))

    @property
    def is_sound(self):
        """Whether nothing is wrong with the file, so that it can be written."""
        return not any(problem.is_error for problem in self.problems)

    @property
    def changed(self):
        return [each for each in self.records if each.is_changed or any(one.is_changed for one in each.translated)]

    def fault(self, place, message, is_error=True):
        self.problems.append(Problem(place, str(message), is_error))

    def grouped(self, entries):
        """Return the practices of a file, each with its languages, in the order of the file."""
        found = {}
        for entry in entries:
            if entry.language not in self.locales:
                names = ", ".join(self.locales)
                message = _("Write the language of this line: %(languages)s.") % {"languages": names}
                self.fault(place_of(entry, LANGUAGE), message)
                continue
            try:
                key = translation_key_of(entry.code)
            except Fault as fault:
                self.fault(place_of(entry, CODE), fault)
                continue
            incoming = found.setdefault(key, Incoming(key, entry.code, []))
            if any(other.language == entry.language for other in incoming.entries):
                self.fault(place_of(entry, CODE), _("This practice is in the file twice in the same language."))
                continue
            incoming.entries.append(entry)
        return list(found.values())

    def load(self):
        """Return the pages of the practices of the file, by their key and language."""
        pages = PracticePage.objects.filter(translation_key__in=[incoming.key for incoming in self.records])
        pages = pages.select_related("latest_revision", "source_locale", "locale")
        return {(page.translation_key, page.locale.language_code): page for page in pages}

    def find_page(self, incoming):
        """Find the page that a practice has, or make one in memory."""
        there = {language: page for (key, language), page in self.pages.items() if key == incoming.key}
        by_language = {entry.language: entry for entry in incoming.entries}
        if there:
            source = next(iter(there.values())).source_locale.language_code
        else:
            source = self.source_of(incoming)
            incoming.is_new = True
        incoming.entry = by_language.get(source)
        if source in there:
            incoming.stored = there[source]
            incoming.page = incoming.stored.get_latest_revision_as_object()
        elif not there and is_code(incoming.code):
            # A practice that was deleted: its code is nobody else's.
            message = _("There is no practice with the code %(code)s.") % {"code": incoming.code}
            self.fault(place_of(incoming.entries[0], CODE), message)
        elif not there:
            incoming.page = self.new_page(incoming, source)

    def source_of(self, incoming):
        """Return the language in which a new practice is first written: as the file says, else of its first line."""
        languages = [entry.language for entry in incoming.entries]
        said = str(incoming.entries[0].line.value(SOURCE) or "").strip()
        return said if said in languages else languages[0]

    def new_page(self, incoming, language):
        page = PracticePage(
            translation_key=incoming.key,
            locale=self.locales[language],
            source_locale=self.locales[language],
            live=False,
        )
        incoming.parent = PracticeIndexPage.objects.filter(locale=page.locale).order_by("path").first()
        return page

    def bring(self, incoming):
        """Write into the page, in memory, what the file says, and find what is wrong."""
        if incoming.page is None:
            if not is_code(incoming.code) or incoming.stored:
                self.fault(
                    incoming.place, _("This practice has no page in the language in which it was first written.")
                )
            return
        if not incoming.is_new and not self.may_change(incoming):
            self.pass_over(incoming)
            return
        if incoming.entry is not None:
            self.bring_source(incoming)
        for entry in incoming.entries:
            if entry is not incoming.entry:
                page = self.pages.get((incoming.key, entry.language))
                translated = Translated(self.comparer, incoming, entry, self.locales[entry.language], page)
                translated.bring(self.user)
                self.problems += translated.problems
                incoming.translated.append(translated)

    def may_change(self, incoming):
        return incoming.stored.permissions_for_user(self.user).can_edit()

    def pass_over(self, incoming):
        """Leave alone a practice that the user may not change; where the file says otherwise than readers see, say so.

        Nothing is told of what only others may read.
        """
        public = PracticePage.objects.published().filter(translation_key=incoming.key)
        pages = {page.language: page for page in public.select_related("locale")}
        same = all(
            entry.language in pages and not self.comparer.bring(pages[entry.language], entry).changes
            for entry in incoming.entries
        )
        incoming.page = None
        if not same:
            self.fault(incoming.place, _("You may not change this practice."))

    def bring_source(self, incoming):
        page, entry = incoming.page, incoming.entry
        found = self.comparer.bring(page, entry)
        self.problems += found.problems
        incoming.changes = found.changes
        if not incoming.is_changed:
            return
        if not page.title and not found.problems:
            self.fault(place_of(entry, "title"), _("A practice has a title."))
        for name, said in contradictions(lambda name: getattr(page, name)):
            self.fault(place_of(entry, name), said)
        if reason := self.why_not(incoming):
            self.fault(entry.line.place, reason)
        elif not incoming.is_new and page.live and page.has_unpublished_changes:
            self.fault(
                entry.line.place,
                _("This practice has a draft besides what is public: the file changes the draft."),
                False,
            )
        incoming.lacking = list(dict.fromkeys(unfinished(page, self.record)))

    def why_not(self, incoming):
        """Return why the user may not write a practice now; an empty text where they may."""
        if incoming.is_new:
            if incoming.parent is None:
                return _("There is no list of practices in this language.")
            if not incoming.parent.permissions_for_user(self.user).can_add_subpage():
                return _("You may not add practices in this language.")
            return ""
        stored = incoming.stored
        if stored.alias_of_id:
            return _("This is the copy of another page: change that one.")
        lock = stored.get_lock()
        if lock and lock.for_user(self.user):
            return _("This practice is locked: %(reason)s") % {"reason": lock.get_message(self.user)}
        state = stored.current_workflow_state
        if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
            return _("This practice is being reviewed: wait for the decision, or take it back first.")
        return ""


def is_code(code):
    """Return whether a code is one that this site gives."""
    return bool(SITE_CODE.fullmatch(code))


def place_of(entry, name):
    """Return where an entry says something, or else where the entry is."""
    cell = entry.line.cells.get(name)
    return cell.place if cell else entry.line.place
