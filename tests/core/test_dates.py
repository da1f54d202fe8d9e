"""Days and ranges of days, as they are written in each language."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

pytestmark = pytest.mark.one_database

RANGE = Template("{{ start|day_until:end }} – {{ end|day }}")


@pytest.mark.parametrize(
    ("language", "start", "end", "written"),
    [
        ("es", (2023, 6, 28), (2023, 6, 30), "28 – 30 de junio de 2023"),
        ("en", (2023, 6, 28), (2023, 6, 30), "28 – 30 June 2023"),
        ("fr", (2023, 6, 1), (2023, 6, 30), "1er – 30 juin 2023"),
        ("es", (2023, 6, 28), (2023, 7, 1), "28 de junio – 1 de julio de 2023"),
        ("en", (2023, 6, 28), (2023, 7, 1), "28 June – 1 July 2023"),
        ("fr", (2023, 6, 28), (2023, 7, 1), "28 juin – 1er juillet 2023"),
        ("fr", (2023, 12, 31), (2024, 1, 2), "31 décembre 2023 – 2 janvier 2024"),
    ],
)
def test_a_range_says_once_what_both_days_share(language, start, end, written):
    with translation.override(language):
        context = Context({"start": datetime.date(*start), "end": datetime.date(*end)})
        assert RANGE.render(context) == written


def test_no_day_is_nothing():
    assert Template("{{ never|day }}").render(Context({"never": None})) == ""
