"""What roles try their actions on: pages, translations, and the state that each is in."""

from wagtail.models import Page
from wagtail_localize.models import Translation

from agc.translation import workflow
from tests.factories import practice, standard, translate


def nothing(owner):
    return None


def published(owner):
    return practice(owner=owner)


def draft(owner):
    page = practice(owner=owner)
    page.unpublish()
    return page


def written_in_english(owner):
    return practice("en", owner=owner)


def plain(owner):
    return standard(owner=owner)


def source(owner):
    """Return a practice that has a translation into English."""
    page = practice(owner=owner)
    translate(page, "en")
    return page


def translated(owner):
    return translate(practice(owner=owner), "en")


def in_translation(owner):
    return translate(practice(owner=owner), "en", publish=False)


def in_translation_into_french(owner):
    return translate(practice(owner=owner), "fr", publish=False)


def in_review(owner):
    """Return a translation into English that another person sent to be reviewed."""
    page = in_translation(owner)
    workflow.submit(translation_of(page), owner)
    return again(page)


def again(page):
    return Page.objects.get(pk=page.pk)


def translation_of(target):
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)
