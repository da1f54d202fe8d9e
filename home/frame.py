"""The frame of the site: the home page and the sections, in every language, before there is anything in them."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from agc.core.languages import content_languages, locales
from agc.core.records import key_of
from agc.translation.authoring import translate_page

FRAME = Path(__file__).parent / "frame.yaml"


@transaction.atomic
def set_up_site():
    """Make what is missing of the locales, the site and its frame; return how many pages were made.

    What exists is left as it is, but for the host of the site, which follows the setting.

    Raises:
        CommandError: when a page is to be made that has no texts in one of the languages.
    """
    for code in content_languages():
        Locale.all_objects.get_or_create(language_code=code)
    made = sum(make_page(row) for row in yaml.safe_load(FRAME.read_text(encoding="utf-8")))
    home = Page.objects.get(translation_key=key_of("home"), locale=locales()[settings.LANGUAGE_CODE])
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
    return made


def make_page(row):
    """Make a page of the frame in all languages, unless it is there; return how many pages were made."""
    key = key_of(row["key"])
    if Page.objects.filter(translation_key=key).exists():
        return 0
    for language in content_languages():
        if lacking := [name for name, texts in row["fields"].items() if language not in texts]:
            raise CommandError(
                f"home/frame.yaml: write the texts in '{language}' beside the others and run this again"
                f" (the page '{row['key']}' has no {', '.join(lacking)} in it)."
            )
    by_code = locales()
    source, *others = content_languages()
    page = build(row, source, by_code)
    parent_of(row, by_code[source]).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    for language in others:
        translate_page(page, by_code[language], build(row, language, by_code))
    return 1 + len(others)


def build(row, language, by_code):
    """Return the page of a row, unsaved, in one language."""
    texts = {name: value[language] for name, value in row["fields"].items()}
    model = apps.get_model(row["type"])
    if "intro" in texts:
        block = {"type": "paragraph", "value": texts["intro"], "id": str(key_of(row["key"], "intro"))}
        texts["intro"] = model._meta.get_field("intro").stream_block.to_python([block])
    return model(
        translation_key=key_of(row["key"]),
        locale=by_code[language],
        slug=slugify(texts["title"]),
        show_in_menus=row.get("in_menus", False),
        **texts,
    )


def parent_of(row, locale):
    """Return the parent of a row: the root of all trees for the home page."""
    if row["parent"] is None:
        return Page.get_first_root_node()
    return Page.objects.get(translation_key=key_of(row["parent"]), locale=locale).specific
