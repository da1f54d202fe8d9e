"""Bring the demo content and the demo accounts into the site."""

from django.db import transaction
from wagtail.models import Page

from agc.core.languages import locales
from agc.core.records import key_of
from agc.demo.building import Builder, all_concepts
from agc.demo.content_files import read_all
from agc.translation.authoring import StructureDiffers, translate_page


@transaction.atomic
def load_pages(files=None):
    """Make the pages whose files have none yet; return how many were made. What is there stays as it is.

    Pages link to each other, so all of them exist as drafts before the first is filled.

    Raises:
        ValueError: when a translation is not built like its source, with the file and the place.
        LookupError: when a link leads to no page, or a code to no concept.
    """
    known = set(Page.objects.values_list("translation_key", flat=True))
    new = [file for file in (read_all() if files is None else files) if file.translation_key not in known]
    loader = Loader(locales(), all_concepts())
    pages = {file.key: loader.make_draft(file) for file in new}
    for file in new:
        loader.publish(file, pages[file.key])
    return len(pages) + sum(loader.translate(file, pages[file.key]) for file in new)


class Loader:
    """Makes pages out of files, step by step.

    Args:
        by_code: the locales by language code.
        concepts: all concepts by scheme and code.
    """

    def __init__(self, by_code, concepts):
        self.by_code = by_code
        self.concepts = concepts

    def builder(self, file, language):
        return Builder(file, language, self.by_code[language], self.concepts)

    def make_draft(self, file):
        """Save a page as a draft in the language it was written in first."""
        page = self.builder(file, file.source).shell()
        page.live = False
        parent = Page.objects.get(translation_key=key_of(file.data["parent"]), locale=page.locale)
        parent.add_child(instance=page)
        return page

    def publish(self, file, page):
        """Give a draft all it has, and publish it."""
        # The row has changed since: its children were added.
        page = type(page).objects.get(pk=page.pk)
        self.builder(file, file.source).fill(page)
        page.full_clean()
        page.save_revision().publish()

    def translate(self, file, page):
        """Make the translations of a published page; return how many."""
        for language in file.targets:
            translated = self.builder(file, language).build()
            try:
                translate_page(page, self.by_code[language], translated)
            except StructureDiffers as error:
                raise ValueError(f"{file.path.name}, {language}: {error}") from error
        return len(file.targets)
