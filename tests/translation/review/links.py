"""A page with a link, and another address that is chosen for its translation."""

from wagtail_localize.models import OverridableSegment

from agc.translation import workflow
from tests.factories import standard


def linked(url="https://good.example/"):
    return standard(body=[("paragraph", f'<p>Ver <a href="{url}">esto</a>.</p>')])


def choose_link(made, user, url="https://other.example/"):
    rows = OverridableSegment.objects.filter(source=made.source).select_related("context")
    workflow.choose(made, next(row for row in rows if row.context.path.endswith("'")), url, user)
