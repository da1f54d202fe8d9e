"""What a file says of a practice in another language than the one in which it was first written.

Words alone: what all languages share is said once, with the source. They become a draft of the translation, which goes
its own way to a reviewer; while readers do not have the source as it is, they wait for it.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.strings import StringValue

from agc.translation import authoring, rights, sending, workflow
from practices.data_in.comparing import Change, Comparison, fields_in, says_nothing, shown
from practices.data_in.values import Fault, plain
from practices.data_in.writing import same, write
from practices.models import PracticePage, WaitingWords
from practices.record import Kind


class Translated(Comparison):
    """The words of a practice in one more language.

    Args:
        comparer: the Comparer of the file.
        incoming: the practice, its page as it would be.
        entry: what the file says in this language.
        locale: the language.
        page: the page in this language; None where there is none yet.
    """

    def __init__(self, comparer, incoming, entry, locale, page):
        super().__init__()
        self.comparer, self.incoming, self.entry, self.locale, self.page = comparer, incoming, entry, locale, page
        self.draft = draft_of(page) if page else None
        self.words = waiting_words(incoming.key, locale)
        self.mirror = mirror_of(incoming.page)

    @property
    def is_changed(self):
        return bool(self.changes)

    def bring(self, user):
        """Find what is new, what is wrong, and whether `user` may write it."""
        for each in self.comparer.record.fields:
            cell = self.entry.line.cells.get(each.name)
            if cell and each.comes_in:
                waiting = self.words["fields"]
                self.take(each, cell, self.incoming.page, self.mirror, self.draft, waiting)
        for child in self.comparer.record.children:
            if lines := self.entry.rows.get(child.name):
                self.bring_rows(child, lines)
        if self.is_changed and not self.problems:
            self.refuse_other_structure()
            if reason := self.why_not(user):
                self.fault(self.entry.line.place, reason)

    def take(self, each, cell, source, mirror, draft, waiting):
        """Take what a cell says in this language, where it says anything of its own.

        Args:
            source, mirror: the page or the row as it would be, and its likeness that gets the words of this language.
            draft: the page or the row in this language as translators have it; None where there is none.
            waiting: the words that wait, by field; those that are new are put there.
        """
        try:
            value = plain(each, cell.value, self.comparer.words)
            if value in (None, "", ()) or says_nothing(each, value):
                return
            if each.is_shared or is_synchronized(type(source), each):
                if not self.comparer.says(source, each, value):
                    raise Fault(_("This is the same in all languages: say it in the line of the first language."))
                return
            before = self.before(each, source, draft, waiting)
            if same(each, before, value):
                return
            refuse_too_long(each, value)
            write(mirror, each, value, self.comparer.words, self.comparer.targets)
        except Fault as fault:
            self.fault(cell.place, fault)
            return
        waiting[each.name] = [value, self.comparer.now(source, each)]
        self.changes.append(Change(f"{each.label} ({self.locale.language_code})", shown(before), shown(value)))

    def before(self, each, source, draft, waiting):
        """Return the words that there are for a field: those that wait for it, else those that translators have."""
        value, of_source = waiting.get(each.name, (None, None))
        if value is not None and self.waits and of_source == self.comparer.now(source, each):
            return value
        return self.comparer.now(draft, each) if draft is not None else ""

    def bring_rows(self, child, lines):
        hidden = self.comparer.targets.is_hidden_row
        sources = [row for row in getattr(self.incoming.page, child.name).all() if not hidden(child, row)]
        if len(lines) != len(sources):
            numbers = {"rows": child.label, "count": len(lines), "source": len(sources)}
            self.fault(lines[0].place, _("%(rows)s: %(count)s here, %(source)s in the first language.") % numbers)
            return
        mirrors = list(getattr(self.mirror, child.name).all())
        likenesses = {key_of(row): row for row in mirrors}
        drafts = {key_of(row): row for row in getattr(self.draft, child.name).all()} if self.draft else {}
        waiting = self.words["rows"].setdefault(child.name, {})
        for line, source in zip(lines, sources, strict=True):
            key = key_of(source)
            for each in fields_in(child):
                if each.name in line.cells:
                    mirror = likenesses.get(key, source)
                    self.take(each, line.cells[each.name], source, mirror, drafts.get(key), waiting.setdefault(key, {}))
        if not child.is_shared:
            # What `all` gave is a copy where the rows come from the database.
            getattr(self.mirror, child.name).set(mirrors)

    def refuse_other_structure(self):
        """Say where a text has more or fewer paragraphs or items than its source: each is translated by itself."""
        source, own = authoring.texts_by_path(self.incoming.page), authoring.texts_by_path(self.mirror)
        for name in dict.fromkeys(path.split(".")[0] for path in source.keys() | own.keys()):
            there, here = (
                {path: len(texts) for path, texts in found.items() if path.split(".")[0] == name}
                for found in (source, own)
            )
            if there != here:
                cell = self.entry.line.cells.get(name)
                message = _(
                    "This text is not built as in the first language: it needs the same headings, paragraphs and items "
                    "in the same order."
                )
                self.fault(cell.place if cell else self.entry.line.place, message)

    def why_not(self, user):
        """Return why the words cannot be written by `user` now; an empty text where they can."""
        if self.waits:
            return ""
        if self.page is None:
            source = self.source
            if not sending.may_send(user, source):
                return _("This practice is public: whoever sends pages to the translators can add another language.")
            missing = sending.locales_without_parent(source, [self.locale])
            return sending.why_not_translatable(source) or (sending.parent_missing(missing) if missing else "")
        translation = workflow.translation_of(self.page)
        return why_not_writable(translation, self.page) or rights.why_not_editable(translation, user, self.page)

    @property
    def source(self):
        """The page of the first language as it is stored."""
        return PracticePage.objects.get(pk=self.incoming.page.pk)

    @property
    def waits(self):
        """Whether readers do not have the source as these words translate it."""
        page = self.incoming.page
        return bool(self.incoming.is_changed or not page.live or page.has_unpublished_changes)

    def write(self, user):
        """Keep the words: in the draft of the translation, or until their source is public."""
        waiting = WaitingWords.objects.filter(translation_key=self.incoming.key, locale=self.locale)
        if self.waits:
            waiting.update_or_create(
                translation_key=self.incoming.key, locale=self.locale, defaults={"words": self.words, "user": user}
            )
            return
        waiting.delete()
        if self.page is None:
            (translation,) = sending.send(self.source, [self.locale], user)
        else:
            translation = workflow.translation_of(self.page)
            workflow.hold(translation)
        authoring.take_texts(translation, self.mirror, user)
        workflow.save_draft(translation, user)


def why_not_writable(translation, page):
    """Return why words that came by a file cannot be written into a translation; an empty text where they can."""
    if page.alias_of_id or translation is None or not translation.enabled:
        return _("This translation is edited apart from its source.")
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _("This translation is being reviewed: wait for the decision.")
    return ""


def draft_of(page):
    """Return a translated page as its translators have it: with what they have written since the last draft."""
    translation = workflow.translation_of(page)
    if translation is not None:
        try:
            # Its blocks keep the raw data of the source until they are written.
            return mirror_of(translation.source.get_ephemeral_translated_instance(page.locale, fallback=True))
        except ObjectDoesNotExist:
            # Something that was chosen for it is gone.
            pass
    return page.get_latest_revision_as_object()


def is_synchronized(model, each):
    """Return whether a language may choose a value of its own, which is no text for translators: a source, an image."""
    if not hasattr(model, "translation_key"):
        return True
    found = next((one for one in get_translatable_fields(model) if one.field_name == each.attribute), None)
    return isinstance(found, SynchronizedField)


def refuse_too_long(each, value):
    """Refuse a title that is too long as wagtail-localize keeps it, with the entities of HTML."""
    limit = Page._meta.get_field("draft_title").max_length
    if each.name == "title" and each.kind == Kind.TEXT and len(StringValue.from_plaintext(value).data) > limit:
        raise Fault(_("The text is too long: %(number)d characters at most.") % {"number": limit})


def key_of(row):
    """Return what a row is known by in all languages; of rows that all share, their place."""
    return str(getattr(row, "translation_key", row.sort_order))


def waiting_words(key, locale):
    """Return the words that wait for a practice to be public; none where there are none."""
    found = WaitingWords.objects.filter(translation_key=key, locale=locale).first()
    return found.words if found else {"fields": {}, "rows": {}}


def mirror_of(page):
    """Return a likeness of a page, unsaved, whose rows have the identity of its rows."""
    return type(page).from_serializable_data(page.serializable_data(), check_fks=False)
