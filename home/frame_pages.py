"""A page of the frame in a further language: as a draft while words are missing, then live."""

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from agc.core.publishing import NotPublished
from agc.core.untranslated import missing_strings
from agc.translation.texts import set_text


def source_of(key):
    """Return the page of a record that was written first, specific; None where it is gone."""
    pages = Page.objects.filter(translation_key=key).specific()
    return next((page for page in pages if not page.is_translation), None)


class TranslatedPage:
    """The translation of a page of the frame, made through wagtail-localize.

    Args:
        source: the page as it was written first, specific and live.
        locale: the further language.

    Attributes:
        left: the segments that still have no words in the language.
        by_hand: whether some words are those of a translator: they go live by their review.
        reason: why the page was not published.
    """

    def __init__(self, source, locale):
        self.source = source
        self.locale = locale
        self.translation = Translation.objects.filter(
            source__object_id=source.translation_key, target_locale=locale
        ).first()
        self.left = []
        self.by_hand = False
        self.reason = ""

    @property
    def page(self):
        """The page as it is stored; None where there is none."""
        return type(self.source).objects.filter(translation_key=self.source.translation_key, locale=self.locale).first()

    def is_wanted(self):
        """Return whether there is something to do: not once it was published, taken away or handed in for review."""
        if self.locale.pk == self.source.locale_id:
            return False
        if self.translation and not self.translation.enabled:
            return False
        page = self.page
        if page is None:
            return self.parent() is not None
        return page.first_published_at is None and page.current_workflow_state is None and not page.locked

    def parent(self):
        """Return the parent in the language, without which wagtail-localize would copy that of the source."""
        above = self.source.get_parent()
        if above.is_root():
            return above
        return Page.objects.filter(translation_key=above.translation_key, locale=self.locale).first()

    def make(self, texts):
        """Record the words there are and save the page as a draft; return how many pages were made.

        Args:
            texts: the words of the language, by place and text of the source. What a translator gave stays.
        """
        source, _created = TranslationSource.update_or_create_from_instance(self.source)
        self.translation, _created = Translation.objects.get_or_create(source=source, target_locale=self.locale)
        is_new = self.page is None
        if self.record(texts) and not is_new:
            # wagtail-localize would save the row itself.
            source.get_ephemeral_translated_instance(self.locale, fallback=True).save_revision()
        elif is_new:
            self.translation.save_target(publish=False)
        self.left = missing_strings(self.translation)
        return int(is_new)

    def record(self, texts):
        """Note the words for each place that has none; return how many were noted."""
        noted = 0
        segments = StringSegment.objects.filter(source=self.translation.source).select_related("string", "context")
        for segment in segments:
            text = texts.get((segment.context.path, segment.string.data))
            given = StringTranslation.objects.filter(
                translation_of=segment.string, locale=self.locale, context=segment.context
            ).first()
            if given:
                self.by_hand |= given.data != text
            elif text:
                set_text(self.translation, segment, text, user=None)
                noted += 1
        return noted

    def left_at(self):
        """Return the names of the fields that still have no words."""
        return list(dict.fromkeys(segment.context.path.split(".")[0] for segment in self.left))

    def publish(self):
        """Publish the page below a live one; return whether it went live, and keep the reason where not."""
        if self.by_hand:
            self.reason = "was translated by hand, and goes live by its review"
            return False
        if not self.parent().live:
            self.reason = "waits for the page above it"
            return False
        try:
            self.page.get_latest_revision().publish()
        except NotPublished as refused:
            self.reason = str(refused)
            return False
        return True
