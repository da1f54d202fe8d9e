"""Made-up practices in the database of a test."""

from io import StringIO

from django.core.management import call_command

from agc.core.languages import locales
from agc.demo.generating.records import keys_of
from practices.models import PracticePage


def make(number=12, seed=7, **options):
    """Run the command; return what it said."""
    said = StringIO()
    numbers = [] if number is None else [str(number)]
    call_command("make_practices", *numbers, seed=seed, stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def made(language=None):
    pages = PracticePage.objects.filter(translation_key__range=keys_of()).order_by("path")
    return pages.filter(locale=locales()[language]) if language else pages


def texts_of(version):
    """Return the texts beyond a snapshot, by where they stand."""
    rows = {
        f"{name}.{place}.{key}": text
        for name, each in version.rows.items()
        for place, row in enumerate(each)
        for key, text in row.items()
    }
    return version.fields | rows
