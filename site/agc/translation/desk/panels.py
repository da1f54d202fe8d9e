"""What waits for a translator and for a reviewer, on the first page of the CMS."""

from dataclasses import dataclass

from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page

from agc.translation.desk.columns import editor_of, queue_url
from agc.translation.desk.labels import due_in_words, language_name, tone, type_of
from agc.translation.desk.people import languages_of, reviewed_by
from agc.translation.desk.proposed import sent_back, to_decide
from agc.translation.desk.records import records_in, waiting_for
from agc.translation.desk.tabs import counts_of
from agc.translation.models import TranslationRecord

SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One record as a panel shows it."""

    record: TranslationRecord
    url: str | None
    type: str
    tone: str
    due: str
    mine: bool
    assignee: str


def lines(records, user):
    return [
        Line(
            record,
            editor_of(record),
            type_of(record),
            tone(record.status),
            due_in_words(record.due),
            record.assignee_id == user.pk,
            get_user_display_name(record.assignee) if record.assignee else "",
        )
        for record in records
    ]


def most_urgent(locales, user):
    """Return for the key of each locale its most urgent records, those of `user` first; one query."""
    mine_first = Case(When(assignee=user, then=Value(0)), default=Value(1))
    urgency = [mine_first.asc(), F("due").asc(nulls_last=True), F("asked_for").desc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=F("locale_id"), order_by=urgency)
    found = records_in(locales).due().annotate(place=place).filter(place__lte=SHOWN).order_by("locale_id", "place")
    by_locale = {locale.pk: [] for locale in locales}
    for record in found:
        by_locale[record.locale_id].append(record)
    return by_locale


class ToTranslatePanel(Component):
    """What is most urgent in each language of the user, and their proposed words that were sent back.

    Nothing for who translates into none.
    """

    name = "translations_due"
    template_name = "translation/desk/panel_due.html"
    order = 205

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        languages = languages_of(self.user)
        if not languages:
            return {}
        urgent, counts = most_urgent(languages, self.user), counts_of(languages)
        nothing = {"due_now": 0, "overdue": 0}
        return {
            "languages": [
                {
                    "name": language_name(locale),
                    "url": queue_url(locale.language_code),
                    "counts": counts.get(locale.pk, nothing),
                    "lines": lines(urgent[locale.pk], self.user),
                }
                for locale in languages
            ],
            "words": sent_back(self.user),
        }


class ToDecidePanel(Component):
    """The translations and proposed words that wait for the decision of the user; nothing for who decides on none."""

    name = "translations_waiting"
    template_name = "translation/desk/panel_waiting.html"
    order = 206

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        languages = reviewed_by(self.user)
        if not languages:
            return {}
        found = list(waiting_for(self.user).order_by("submitted_at", "pk")[: SHOWN + 1])
        code = languages[0].language_code if len(languages) == 1 else "all"
        return {
            "lines": [(line, language_name(line.record.locale)) for line in lines(found[:SHOWN], self.user)],
            "has_more": len(found) > SHOWN,
            "url": queue_url(code, "review"),
            "words": to_decide(self.user),
        }


class OtherReviewsPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of what a person reviews, without the translations that the panel of the desk is about."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        shown = set(waiting_for(parent_context["request"].user).values_list("target_id", flat=True))
        context["states"] = [
            state for state in context["states"] if not (isinstance(state["obj"], Page) and state["obj"].pk in shown)
        ]
        return context
