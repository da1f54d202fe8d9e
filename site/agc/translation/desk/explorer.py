"""Where the translations of a page stand, shown in the page explorer and beside the editor of the source."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from agc.core.models import BasePage
from agc.translation.desk.columns import editor_of
from agc.translation.desk.labels import day_of, due_in_words, language_name, tone
from agc.translation.desk.people import languages_of
from agc.translation.desk.records import TAKEABLE
from agc.translation.models import Status, TranslationRecord


@dataclass(frozen=True)
class Standing:
    """One language of a page: where its translation stands, and the way there for who may work on it."""

    record: TranslationRecord
    language: str
    tone: str
    url: str | None
    day: date | None = None
    due: str = ""
    assignee: str = ""


def attach_records(pages):
    """Give each page its `translation_standings`: of a source those of all languages, of a translation its own.

    One query, however many pages there are.
    """
    keys = {page.pk: page for page in pages}
    found = TranslationRecord.objects.filter(Q(source__in=keys) | Q(target__in=keys))
    found = found.select_related("locale").defer("published").order_by("locale__language_code")
    standings = defaultdict(list)
    for record in found:
        standings[record.source_id].append(record)
        standings[record.target_id].append(record)
    for pk, page in keys.items():
        page.translation_standings = standings[pk]


class TranslationsColumn(Column):
    """The languages of a page with their statuses in words; the pages have their records attached."""

    cell_template_name = "translation/desk/cells/translations.html"

    def get_value(self, instance):
        return ""

    def get_cell_context_data(self, instance, parent_context):
        records = getattr(instance, "translation_standings", [])
        return super().get_cell_context_data(instance, parent_context) | {
            "standings": [(record, record.locale.language_code, tone(record.status)) for record in records]
        }


def with_translations(columns):
    """Return columns of a list of pages with that of the translations before that of the page's own status."""
    place = next((number for number, column in enumerate(columns) if column.name == "status"), len(columns))
    added = TranslationsColumn("translations", label=_("Translations"), width="14%")
    return [*columns[:place], added, *columns[place:]]


class TranslationsMixin:
    def get_table(self, object_list):
        attach_records(object_list)
        return super().get_table(object_list)


class TranslationsExplorerView(TranslationsMixin, ExplorableIndexView):
    base_columns = with_translations(ExplorableIndexView.base_columns)


class TranslationsTypeUseView(TranslationsMixin, ContentTypeUseView):
    """It has the columns of the explorer."""


class TranslationsSidePanel(BaseSidePanel):
    """Beside the editor of a source: each language of it, and what a change of the source will do there."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle translations")
        icon_name = "wagtail-localize-language"

        def get_context_data(self, parent_context):
            behind = sum(bool(record.outdated_since) for record in self.panel.records)
            return super().get_context_data(parent_context) | {"count": behind}

    name = "translations"
    title = _("Translations")
    template_name = "translation/desk/side_panel.html"
    order = 150

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = TranslationRecord.objects.filter(source_id=self.object.pk).select_related("locale", "assignee")
        self.records = list(found.defer("published").order_by("locale__language_code"))

    def get_context_data(self, parent_context):
        mine = languages_of(self.request.user)
        public = [record for record in self.records if record.live and record.status != Status.INDEPENDENT]
        return super().get_context_data(parent_context) | {
            "standings": [standing(record, record.locale in mine) for record in self.records],
            "affected": len(public),
        }


def standing(record, may_work):
    person = record.assignee
    return Standing(
        record,
        language_name(record.locale),
        tone(record.status),
        editor_of(record) if may_work else None,
        day_of(record),
        due_in_words(record.due) if record.status in TAKEABLE else "",
        get_user_display_name(person) if person else "",
    )


class TranslationsEditView(EditView):
    """Wagtail's editor of a page; that of a translation is another."""

    def get_side_panels(self):
        panels = list(super().get_side_panels())
        is_source = isinstance(self.page, BasePage) and not self.page.is_translation
        if is_source and not self.expects_json_response:
            panels.append(TranslationsSidePanel(self.page, self.request))
        return MediaContainer(panels)


class TranslationsPageViewSet(PageViewSet):
    """All types of pages, in place of Wagtail's own set of views."""

    model = Page
    index_view_class = TranslationsExplorerView
    content_type_use_view_class = TranslationsTypeUseView
    edit_view_class = TranslationsEditView


page_viewset = TranslationsPageViewSet()
