"""The frame of the site: the home page and the sections, in every language, before there is anything in them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from agc.core.languages import content_languages, locales
from agc.core.records import key_of
from agc.core.texts import address_of
from agc.translation import status
from home.frame_pages import TranslatedPage, source_of
from home.frame_words import read_frame, words_in

# How wagtail-localize keeps a link: its address stays with the source.
LINK = re.compile(r"<a [^>]*>")
OTHER_TEXT = "the page says something else by now, or the text is not built like it"


@dataclass
class Outcome:
    """What a run made, and what it could not.

    Attributes:
        made: how many pages.
        faults: what keeps a page of the frame from being published, a line each, by language.
    """

    made: int = 0
    faults: dict = field(default_factory=lambda: defaultdict(list))


@transaction.atomic
def set_up_site():
    """Make what is missing of the locales, the site and its frame; return the Outcome.

    What exists is left as it is, but for the host of the site, which follows the setting, and for pages that were
    never published: they take up what their catalogue has by now. A page goes live when all its texts are in its own
    language and its home page is live; else it waits as a draft for who translates.

    Raises:
        CommandError: when the default language has no words for a page that is to be made first, or no home page.
    """
    for code in content_languages():
        Locale.all_objects.get_or_create(language_code=code)
    outcome, rows = Outcome(), read_frame()
    words = {code: words_in(code, rows) for code in content_languages()}
    with status.batch():
        for row in rows:
            set_up_page(row, words, outcome)
    set_up_host()
    return outcome


def set_up_host():
    """Tie the site to its host and to the home page of the default language."""
    home = Page.objects.filter(translation_key=key_of("home"), locale=locales()[settings.LANGUAGE_CODE]).first()
    if home is None or not home.live:
        raise CommandError(
            f"The default language, '{settings.LANGUAGE_CODE}', has no public home page. Put another language first in "
            "SITE_LANGUAGES until it has one."
        )
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    host = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "root_page": home,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=host)
    # The page that Wagtail puts there for a new project.
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()


def set_up_page(row, words, outcome):
    """Make a page of the frame in the languages in which it is not, and publish what can be by now."""
    by_code = locales()
    if not Page.objects.filter(translation_key=key_of(row["key"])).exists():
        make_source(row, words[content_languages()[0]], by_code)
        outcome.made += 1
    source = source_of(key_of(row["key"]))
    if source is None or not source.live:
        # The secretariat took it away.
        return
    original = words.get(source.locale.language_code) or words_in(source.locale.language_code, [row])
    for code in content_languages():
        page = TranslatedPage(source, by_code[code])
        if page.is_wanted():
            outcome.made += page.make(known_texts(row, original, words[code], by_code))
            outcome.faults[code] += faults_of(row, words[code], page)


def make_source(row, words, by_code):
    """Make and publish a page that exists in no language, in the default one."""
    if faults := words.faults[row["key"]]:
        raise CommandError(
            f"The default language, '{words.language}', lacks words of the frame. Write them in home/frame.yaml or in "
            f"locale/{words.language}/, or put another language first in SITE_LANGUAGES:\n"
            + "\n".join(f"{row['key']}, {name}: {fault}" for name, fault in faults.items())
        )
    page = build(row, words, by_code)
    parent_of(row, page.locale).add_child(instance=page)
    page.save_revision().publish()


def faults_of(row, words, page):
    """Return what keeps the page from being published, a line each."""
    if not page.left and page.publish():
        return []
    faults = dict.fromkeys(page.left_at(), OTHER_TEXT) | words.faults[row["key"]]
    return [f"{row['key']}, {name}: {fault}" for name, fault in faults.items()] or [f"{row['key']}: {page.reason}"]


def known_texts(row, original, words, by_code):
    """Return the text of each place of a page in the language of `words`, by the place and the text of the source.

    A text that the page says otherwise by now has a new text at its place, and no translation here. Nor has one with
    other links or another number of paragraphs than its source.
    """
    ours, theirs = (texts_by_place(build(row, each, by_code)) for each in (original, words))
    return {
        (place, text): theirs[place][number]
        for place, texts in ours.items()
        for number, text in enumerate(texts)
        if list(map(links_in, theirs[place])) == list(map(links_in, texts))
    }


def links_in(text):
    return sorted(LINK.findall(text))


def texts_by_place(page):
    texts = defaultdict(list)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            texts[value.path].append(value.string.data)
    return texts


def build(row, words, by_code):
    """Return the page of a row, unsaved, with what there is of its texts in one language."""
    texts = dict(words.texts[row["key"]])
    model = apps.get_model(row["type"])
    if "intro" in texts:
        block = {"type": "paragraph", "value": texts["intro"], "id": str(key_of(row["key"], "intro"))}
        texts["intro"] = model._meta.get_field("intro").stream_block.to_python([block])
    return model(
        translation_key=key_of(row["key"]),
        locale=by_code[words.language],
        slug=address_of(texts.get("title", "")),
        show_in_menus=row.get("in_menus", False),
        **texts,
    )


def parent_of(row, locale):
    """Return the parent of a row: the root of all trees for the home page."""
    if row["parent"] is None:
        return Page.get_first_root_node()
    return Page.objects.get(translation_key=key_of(row["parent"]), locale=locale).specific
