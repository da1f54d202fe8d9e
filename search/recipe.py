"""By which code the index is written: whether what stands in it is what would be written now."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.utils import translation

from agc.core.languages import content_languages
from agc.core.models import BasePage, page_models
from agc.vocabulary.models import Concept

HERE = Path(__file__).parent
# What makes a record of its pages, and what of an application says what its pages hand over.
MAKING = ("analysis/**/*", "engines/terms.py", "indexing.py", "learning.py", "thesaurus.py", "written.py")
HANDING_OVER = ("models.py", "models/*.py", "blocks.py", "fields.py", "querysets.py", "records.py", "texts.py")


@cache
def recipe():
    """Return a name for all that says what a record is written of: another one as soon as any of it differs.

    That is the code of this process, and what the choices of pages are called.
    """
    owners = {model._meta.app_config for model in (BasePage, Concept, *page_models())}
    files = {file for pattern in MAKING for file in HERE.glob(pattern)}
    files |= {file for owner in owners for pattern in HANDING_OVER for file in Path(owner.path).glob(pattern)}
    parts = [file.read_bytes() for file in sorted(files) if file.suffix in {".py", ".yaml"}]
    parts += [version("PyStemmer").encode(), "\n".join(choices()).encode()]
    together = hashlib.sha256()
    for part in parts:
        together.update(hashlib.sha256(part).digest())
    return together.hexdigest()


def choices():
    """Yield what each choice of a field of a page is called in each language."""
    for language in content_languages():
        with translation.override(language):
            for model in page_models():
                for field in model._meta.fields:
                    yield from (f"{field} {value} {label}" for value, label in field.flatchoices)
