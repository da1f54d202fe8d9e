"""The coverage of the site as it is shown: to those who work on it with ways to the work, to readers in short."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.coreutils import get_content_type_label

from agc.core.languages import autonym
from agc.translation.desk.columns import queue_url
from agc.translation.desk.coverage import Cell, matrix, public_coverage, site_locales, sum_of
from agc.translation.desk.labels import language_name, tone
from agc.translation.desk.people import languages_of, sends_pages
from agc.translation.models import Status


@dataclass(frozen=True)
class ShownStatus:
    label: str
    tone: str
    number: int
    url: str


@dataclass(frozen=True)
class ShownCell:
    """A cell with the statuses that occur in it, each with the way to its records for who may see them."""

    cell: Cell
    language: str
    statuses: tuple
    url: str


class CoverageMatrixView(WagtailAdminTemplateMixin, TemplateView):
    """Types of pages by languages, for the secretariat, editors and translators."""

    template_name = "translation/desk/coverage.html"
    page_title = gettext_lazy("Coverage")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not languages_of(request.user) and not sends_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        locales, cells = matrix()
        types = ContentType.objects.in_bulk(cells)
        rows = [(get_content_type_label(types[key]), key, found) for key, found in cells.items() if key in types]
        rows.sort(key=lambda row: row[0].casefold())
        totals = {locale.pk: sum_of(found[locale.pk] for _label, _key, found in rows) for locale in locales}
        return super().get_context_data(
            languages=[language_name(locale) for locale in locales],
            rows=[(label, self.show(locales, found, key)) for label, key, found in rows],
            totals=self.show(locales, totals) if rows else [],
            **kwargs,
        )

    def show(self, locales, cells, content_type=None):
        return [self.show_cell(locale, cells[locale.pk], content_type) for locale in locales]

    def show_cell(self, locale, cell, content_type):
        query = {"type": content_type} if content_type else {}
        may_see = locale in languages_of(self.request.user)
        code = locale.language_code
        statuses = tuple(
            ShownStatus(
                str(status.label),
                tone(status),
                cell.statuses[status],
                queue_url(code, "every", **query, status=status.value) if may_see else "",
            )
            for status in Status
            if cell.statuses[status]
        )
        return ShownCell(cell, language_name(locale), statuses, queue_url(code, "every", **query) if may_see else "")


class CoverageView(TemplateView):
    """For readers: how many records of each kind there are, and in how many of them each language can be read."""

    template_name = "translation/coverage.html"

    def get_context_data(self, **kwargs):
        codes = [locale.language_code for locale in site_locales()]
        kinds = public_coverage()
        return super().get_context_data(
            languages=[{"code": code, "name": autonym(code)} for code in codes],
            kinds=[(kind, [kind.languages.get(code, NOTHING) for code in codes]) for kind in kinds],
            title=_("Languages of the site"),
            **kwargs,
        )


NOTHING = {"readable": 0, "current": 0}
