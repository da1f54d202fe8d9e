"""Everything that the editor knows of one translation, each thing read once."""

from functools import cached_property

from wagtail.models import Page
from wagtail_localize.models import Translation

from agc.translation import rights, workflow
from agc.translation.models import SegmentComment
from agc.translation.quality import Inspection
from agc.translation.status import texts_at
from agc.translation.texts import segments_of

# What somebody else may change while one is at work.
CHANGING = (
    *("target", "allowed", "readonly", "state", "public"),
    *("segments", "by_pk", "inspection", "record", "comments"),
)


class Sheet:
    """One translation as one person has it before them.

    Args:
        translation: wagtail-localize's Translation, enabled.
        target: the page that it made, specific.
        user: whoever is at work.
        versions: the pages in the other languages, specific.
    """

    def __init__(self, translation, target, user, versions=()):
        self.translation = translation
        self.target = target
        self.model = type(target)
        self.user = user
        self.versions = versions
        self.source_language = translation.source.locale.language_code
        self.target_language = translation.target_locale.language_code

    @cached_property
    def target(self):
        """What the translation made, as it is in the database now; None where it was deleted."""
        return rights.target_of(self.translation)

    @cached_property
    def allowed(self):
        """What this person may do with the page."""
        return rights.permissions(self.target, self.user)

    @cached_property
    def segments(self):
        return segments_of(self.translation)

    @cached_property
    def by_pk(self):
        return {segment.pk: segment for segment in self.segments}

    def forget(self):
        """Read what others may have changed anew when it is next asked for: texts, checks, the page and its review."""
        for name in CHANGING:
            self.__dict__.pop(name, None)

    def hold(self):
        """Keep others from writing, sending and deciding until the transaction ends, and read all anew."""
        held = Translation.objects.select_for_update().filter(pk=self.translation.pk)
        self.translation.enabled = held.values_list("enabled", flat=True).first() or False
        self.forget()

    @cached_property
    def inspection(self):
        return Inspection(self.translation)

    @cached_property
    def record(self):
        """The TranslationRecord."""
        return workflow.record_of(self.translation)

    @cached_property
    def readonly(self):
        """Why the texts cannot be changed by this person now; empty where they can."""
        return rights.why_not_editable(self.translation, self.user, self.target)

    @cached_property
    def state(self):
        """The WorkflowState of the page while it is in review, or while changes are asked for."""
        return self.target.current_workflow_state if self.target else None

    @cached_property
    def public(self):
        """What readers see, as `texts_at` has it, while somebody decides on what they are to see; else None."""
        return texts_at(self.target) if self.state and self.target.live else None

    @cached_property
    def comments(self):
        """What was said of the texts, by their keys."""
        found = {}
        if self.record is not None:
            rows = SegmentComment.objects.filter(record=self.record).select_related("author", "resolved_by")
            for row in rows:
                found.setdefault((row.context_id, row.string_id), []).append(row)
        return found

    @cached_property
    def source_page(self):
        """The page translated from, as it is in the database now; None where it was deleted."""
        source_id = self.translation.source.locale_id
        return next((page for page in self.versions if page.locale_id == source_id), None)

    @property
    def source_stamp(self):
        """Names the source as it was taken last: another one, and its texts may have changed."""
        return str(int(self.translation.source.last_updated_at.timestamp()))

    @property
    def words_left(self):
        return sum(segment.words for segment in self.segments if not segment.done or segment.machine)

    @property
    def done(self):
        return sum(segment.done for segment in self.segments)


def sheet_for(translation, user):
    """Return the Sheet of a translation as it is in the database; None where its page was deleted.

    What is asked of reviews again and again is read here once.
    """
    pages = Page.objects.filter(translation_key=translation.source.object_id).specific().prefetch_workflow_states()
    pages = {page.locale_id: page for page in pages}
    for locale in (translation.source.locale, translation.target_locale):
        if locale.pk in pages:
            pages[locale.pk].locale = locale
    target = pages.pop(translation.target_locale_id, None) or rights.target_of(translation)
    return None if target is None else Sheet(translation, target, user, list(pages.values()))


def may_open(sheet):
    """Return whether a person may have a translation before them at all."""
    return sheet.allowed.can_edit()
