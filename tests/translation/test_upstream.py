"""What the desk takes for granted of wagtail-localize and Wagtail: a release that changes it has to be read."""

import hashlib
import inspect
from pathlib import Path

import pytest
import wagtail_localize
from wagtail import hooks
from wagtail_localize import models, operations, wagtail_hooks
from wagtail_localize.views import convert, edit_translation, report, snippets_api, submit_translations
from wagtail_localize.views import update_translations as updating

pytestmark = pytest.mark.one_database

ADDRESSES = {
    "api/snippets/<slug:app_label>/<slug:model_name>/",
    "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
    "jsi18n/",
    "page/<int:page_id>/convert_to_alias/",
    "reports/translations/",
    "reports/translations/results/",
    "submit/page/<int:page_id>/",
    "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
    "translate/<int:translation_id>/disable/",
    "translate/<int:translation_id>/machine_translate/",
    "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
    "translate/<int:translation_id>/pofile/download/",
    "translate/<int:translation_id>/pofile/upload/",
    "translate/<int:translation_id>/preview/",
    "translate/<int:translation_id>/preview/<str:mode>/",
    "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
    "update/<int:translation_source_id>/",
}
# Its catalogue for scripts, which shows nothing.
LEFT_AS_IT_IS = {"jsi18n/"}

# Of wagtail-localize 1.14.5. When one differs: read what changed, see whether the desk has to follow, note the new one.
FINGERPRINTS = {
    "hooks": "474cfade472aa23b",
    "editor": "d59fd72ea1c1de01",
    "submitting": "0383249f3e041d01",
    "updating": "a6d520036bdc1630",
    "aliases": "975efb8db5007f5f",
    "report": "ebfaa952390bfbdd",
    "snippets": "a726cd245071befc",
    "sending": "aac007adadc41220",
    "Translation": "84d842cdcf20bc85",
    "TranslationSource": "be67e2ca609089c9",
    "StringTranslation": "0bf7be263ca43232",
    "editor template": "52b849c00b09876c",
    "submit template": "f11cd525d207f37c",
    "update template": "793d659d6195ce34",
}


def fingerprint(thing):
    source = thing.read_text(encoding="utf-8") if isinstance(thing, Path) else inspect.getsource(thing)
    return hashlib.sha256(source.encode()).hexdigest()[:16]


TEMPLATES = Path(wagtail_localize.__file__).parent / "templates" / "wagtail_localize" / "admin"
WATCHED = {
    "hooks": wagtail_hooks,
    "editor": edit_translation,
    "submitting": submit_translations,
    "updating": updating,
    "aliases": convert,
    "report": report,
    "snippets": snippets_api,
    "sending": operations,
    "Translation": models.Translation,
    "TranslationSource": models.TranslationSource,
    "StringTranslation": models.StringTranslation,
    "editor template": TEMPLATES / "edit_translation.html",
    "submit template": TEMPLATES / "submit_translation.html",
    "update template": TEMPLATES / "update_translations.html",
}


@pytest.mark.parametrize("name", WATCHED)
def test_what_the_desk_stands_in_front_of_is_as_it_was_read(name):
    assert fingerprint(WATCHED[name]) == FINGERPRINTS[name], f"Read {name} of wagtail-localize anew, then note it here."


def patterns(resolver, prefix=""):
    for pattern in resolver:
        address = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns, address)
        else:
            yield address.removeprefix("localize/")


def test_each_of_its_addresses_is_known():
    assert set(patterns(wagtail_hooks.register_admin_urls())) == ADDRESSES


def test_each_of_its_addresses_is_answered_by_the_desk():
    """The first match answers: one of the desk has to stand before each."""
    from agc.translation.wagtail_hooks import guarded_addresses

    names = {"<int:string_segment_id>": "<int:segment_id>", "<int:overridable_segment_id>": "<int:segment_id>"}
    theirs = set()
    for address in ADDRESSES - LEFT_AS_IT_IS:
        for name, ours in names.items():
            address = address.replace(name, ours)  # noqa: PLW2901 - the same address, as the desk writes it
        theirs.add(address)
    assert theirs <= set(patterns(guarded_addresses()))
    registered = hooks.get_hooks("register_admin_urls")
    assert registered.index(guarded_addresses) < registered.index(wagtail_hooks.register_admin_urls)
