"""Keep translations up to date with their source, without publishing a word.

When a source is published, its strings are taken anew, so that translators see what is due; and what all languages
share (numbers, dates, concepts, pictures) goes to the published translations at once. Words never do: they wait for
a translator and for somebody with the right to publish.
"""

import json

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, StringSegment, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from agc.core.publishing import NotPublished
from agc.translation.models import TranslationRecord
from agc.translation.status import chosen_now


def source_of(page):
    """Return the wagtail-localize source that `page` is, or None."""
    return TranslationSource.objects.get_for_instance_or_none(page)


def translations_of(page):
    """Return the pages made from `page` in other languages; none where it is a translation itself.

    Whether they are live is asked anew where it matters: those of a source are unpublished with it.
    """
    found = Page.objects.translation_of(page, inclusive=False).defer("live")
    return found.none() if getattr(page.specific, "is_translation", False) else found


@transaction.atomic
def sync_source(source):
    """Take the strings of a source anew and bring its published translations up to date with it."""
    from agc.translation.minor import carry_over

    before = set(StringSegment.objects.filter(source=source).values_list("context_id", "string__data"))
    source.update_from_db()
    page = source.get_source_instance()
    if page.view_restrictions.exists():
        share_restriction(page)
    for translation in source.translations.filter(enabled=True).select_related("source__locale", "target_locale"):
        if page.minor_change:
            carry_over(translation, before)
        target = source.object.get_instance_or_none(translation.target_locale)
        if target is not None:
            bring_up_to_date(translation, target.specific)


def share_restriction(page):
    """Give the translations of a page who may read it, as it is now."""
    restriction = page.view_restrictions.first()
    for translation in translations_of(page):
        if restriction is None:
            translation.view_restrictions.all().delete()
            continue
        own = translation.view_restrictions.first() or PageViewRestriction(page=translation)
        if (own.restriction_type, own.password) != (restriction.restriction_type, restriction.password):
            own.restriction_type, own.password = restriction.restriction_type, restriction.password
            own.save()
        own.groups.set(restriction.groups.all())


def bring_up_to_date(translation, target):
    """Give a translation what it shares with its source: at once where it is live, in its draft and in what is due."""
    source = translation.source
    waiting = [target.scheduled_revision, target.latest_revision if target.has_unpublished_changes else None]
    if target.live:
        update_live(translation, target)
    overridden = overridden_paths(target)
    for revision in dict.fromkeys(filter(None, waiting)):
        draft = revision.as_object()
        share(source.as_instance(), draft, overridden)
        draft.save_revision(approved_go_live_at=revision.approved_go_live_at, clean=False)
        target.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)


def publish_again(page):
    """Publish a translation as it was when it was unpublished together with its source; return whether it was.

    It stays unpublished where it has come to lack something since. A draft that waits goes on waiting.
    """
    page = type(page).objects.get(pk=page.pk)
    try:
        page.check_publishable()
    except NotPublished:
        return False
    waiting = page.latest_revision if page.has_unpublished_changes else None
    PublishShared(page.save_revision(changed=False)).execute(skip_permission_checks=True)
    if waiting and content_of(waiting.as_object()) != content_of(page):
        waiting.as_object().save_revision(clean=False)
    return True


def update_live(translation, target):
    """Publish a revision of `target` with the shared values of its source, unless it has them already.

    Nothing that a translator wrote or chose since goes along, nor what could not be published by hand.
    """
    source = translation.source
    before = content_of(target)
    public = public_choices(target)
    updated = rebuilt(translation, target) if public == chosen_now(translation) else None
    if updated is None or not strings_of(updated) <= strings_of(target):
        # There is something that no reader has seen: keep the text, with its blocks, as it is.
        updated = type(target).objects.get(pk=target.pk)
    share(source.as_instance(), updated, overridden_paths(target, public))
    if content_of(updated) == before:
        return
    try:
        updated.check_publishable()
    except NotPublished:
        return
    revision = updated.save_revision(changed=False)
    PublishShared(revision).execute(skip_permission_checks=True)


def rebuilt(translation, target):
    """Return a translation made anew from its source; None where something chosen for it does not exist any more."""
    try:
        return translation.source.get_ephemeral_translated_instance(target.locale, fallback=True)
    except ObjectDoesNotExist:
        return None


def public_choices(target):
    """Return what readers have of what was chosen for this language (see TranslationRecord.choices)."""
    return TranslationRecord.objects.filter(target=target.pk).values_list("choices", flat=True).first() or {}


class PublishShared(PublishPageRevisionAction):
    """Publish what is shared, without ending a review of the words."""

    def _after_publish(self):
        page = self.object
        page.only_shared = True
        page_published.send(sender=type(page), instance=page, revision=self.revision)
        published.send(sender=type(page), instance=page, revision=self.revision)


def content_of(page):
    """Return what a page says, to be compared, without what PostgreSQL does not keep: the order of the keys of a JSON
    object, and that of concepts. The keys of its rows are left out too, as copied rows are written anew.
    """
    data = comparable(page.serializable_data())
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            data[field.name] = json.loads(data[field.name])
    return data


def comparable(data):
    if isinstance(data, dict):
        return {name: comparable(value) for name, value in data.items() if name != "pk"}
    if isinstance(data, list):
        if all(isinstance(value, int) for value in data):
            return sorted(data)
        return [comparable(value) for value in data]
    return data


def strings_of(page):
    """Return every translatable text of a page with its place."""
    return {
        (value.path, value.string.data) for value in extract_segments(page) if isinstance(value, StringSegmentValue)
    }


def overridden_paths(target, contexts=None):
    """Return the paths of the values that a translator has chosen for this language.

    Args:
        target: the translation.
        contexts: the keys of their places, where only some count; all of them if left out.
    """
    overrides = SegmentOverride.objects.filter(
        locale_id=target.locale_id, context__object_id=target.translation_key, has_error=False
    )
    if contexts is not None:
        overrides = overrides.filter(context__in=[int(key) for key in contexts])
    return set(overrides.values_list("context__path", flat=True))


def share(source, target, overridden, prefix=""):
    """Copy what all languages share from `source` to `target`; an emptied value is emptied too.

    Args:
        source: the source page, or a row of it.
        target: the translation of it.
        overridden: the paths that are not to be touched.
        prefix: the path of the row, for a row.
    """
    for translatable in get_translatable_fields(type(source)):
        field = translatable.get_field(type(source))
        path = f"{prefix}{translatable.field_name}"
        if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            if issubclass(field.related_model, TranslatableMixin):
                share_rows(source, target, field.name, overridden)
            else:
                source.copy_child_relation(field.name, target)
        elif isinstance(translatable, SynchronizedField) and path not in overridden:
            if isinstance(field, ParentalManyToManyField):
                setattr(target, field.name, list(getattr(source, field.name).all()))
            else:
                setattr(target, field.attname, getattr(source, field.attname))


def share_rows(source, target, relation, overridden):
    """Bring the translated rows of a page in line: shared values, order, and rows that were taken away.

    A row that is new in the source has words that nobody has translated; it comes with them.
    """
    rows = {row.translation_key: row for row in getattr(source, relation).all()}
    kept = [row for row in getattr(target, relation).all() if row.translation_key in rows]
    for row in kept:
        original = rows[row.translation_key]
        row.sort_order = original.sort_order
        share(original, row, overridden, f"{relation}.{row.translation_key}.")
    setattr(target, relation, sorted(kept, key=lambda row: row.sort_order or 0))
