"""The ways from one list of the desk to another, with how much lies in each."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from agc.translation.desk.columns import queue_url
from agc.translation.desk.labels import language_name
from agc.translation.desk.people import languages_of, reviewed_by
from agc.translation.desk.records import waiting_for
from agc.translation.models import Status, TranslationRecord


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    number: int | None = None


def counts_of(locales):
    """Return by the keys of the locales how much is due, overdue, in review, and there at all; one query."""
    due = Q(pk__in=TranslationRecord.objects.due().values("pk"))
    overdue = Q(pk__in=TranslationRecord.objects.overdue().values("pk"))
    rows = (
        TranslationRecord.objects.filter(source__live=True, locale__in=locales)
        .values("locale_id")
        .annotate(
            due_now=Count("pk", filter=due),
            overdue=Count("pk", filter=overdue),
            in_review=Count("pk", filter=Q(status=Status.IN_REVIEW)),
            every=Count("pk"),
        )
        .order_by("locale_id")
    )
    return {row["locale_id"]: row for row in rows}


def tabs_of(user, language, scope):
    """Return the tabs of a queue: those of its scopes, and those of the languages where there are several."""
    languages = languages_of(user)
    counts = counts_of(languages)
    shown = [locale for locale in languages if language in ("all", locale.language_code)]
    return {
        "scopes": scope_tabs(user, language, scope, shown, counts),
        "languages": language_tabs(languages, language, scope, counts) if len(languages) > 1 else [],
    }


def total(counts, locales, name):
    return sum(counts[locale.pk][name] for locale in locales if locale.pk in counts)


def scope_tabs(user, language, scope, shown, counts):
    decides = any(locale in reviewed_by(user) for locale in shown)
    in_review = waiting_for(user, shown).count() if decides else total(counts, shown, "in_review")
    entries = [
        ("", _("To do"), total(counts, shown, "due_now")),
        ("review", _("Waiting for my decision") if decides else _("In review"), in_review),
        ("every", _("Everything"), total(counts, shown, "every")),
    ]
    return [Tab(label, queue_url(language, name), name == scope, number) for name, label, number in entries]


def language_tabs(languages, language, scope, counts):
    tabs = [Tab(_("All my languages"), queue_url("all", scope), language == "all", total(counts, languages, "due_now"))]
    for locale in languages:
        code = locale.language_code
        number = total(counts, [locale], "due_now")
        tabs.append(Tab(language_name(locale), queue_url(code, scope), code == language, number))
    return tabs
