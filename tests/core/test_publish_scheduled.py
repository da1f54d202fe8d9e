"""Pages at their time: one that may not be published is named, and holds back no other."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from tests.factories import standard, translate

pytestmark = pytest.mark.django_db


def schedule(page, title, hours):
    """Give a page a new title that was due so many hours ago."""
    page.title = title
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=hours), clean=False)
    return page


def test_what_is_refused_is_named_and_the_rest_is_published():
    invalid = schedule(standard(title="Remolacha"), "", 5)
    good = schedule(standard(), "Zanahoria", 4)
    half = translate(standard(summary="A medias."), "en", publish=False, summary="A medias.")
    StringTranslation.objects.filter(data="A medias.").delete()
    schedule(half, "Turnip", 3)
    last = schedule(standard(), "Lechuga", 2)
    expired = standard(expire_at=timezone.now() + timedelta(hours=1))
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(hours=1))

    errors = io.StringIO()
    with pytest.raises(CommandError, match="Not published: 2"):
        call_command("publish_scheduled", stderr=errors)

    for page in (invalid, good, half, last, expired):
        page.refresh_from_db()
    assert (good.title, last.title, expired.live) == ("Zanahoria", "Lechuga", False)
    assert (invalid.title, half.live) == ("Remolacha", False)
    refused = errors.getvalue().splitlines()
    assert [line.split(",")[0] for line in refused] == [f"Page {invalid.pk}", f"Page {half.pk}"]
    assert "Turnip" in refused[1]


def test_where_all_is_in_order_nothing_is_said():
    page = schedule(standard(), "Zanahoria", 1)
    errors = io.StringIO()
    call_command("publish_scheduled", stderr=errors)
    page.refresh_from_db()
    assert (page.title, errors.getvalue()) == ("Zanahoria", "")
