"""What the page of the editor shows, put together once, with a number of queries that does not grow with the texts."""

import json

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import PageStatusSidePanel

from agc.translation.editor.address import may_address, why_not_now
from agc.translation.editor.choices import choices_of, media_of
from agc.translation.editor.places import Outline
from agc.translation.editor.rows import languages, rows_of
from agc.translation.editor.saving import as_key
from agc.translation.editor.standing import actions_of, machine_name, review_of, standing_of

FILTERS = {
    "all": gettext_lazy("All"),
    "missing": gettext_lazy("Missing"),
    "changed": gettext_lazy("Changed in the source"),
    "unpublished": gettext_lazy("Not public yet"),
    "warnings": gettext_lazy("With warnings"),
    "comments": gettext_lazy("With comments"),
    "machine": gettext_lazy("From a machine"),
}


def context_of(request, sheet, texts=None, choices=None, lost=(), drafts=None, decision="", address=""):
    """Return the context of the page.

    Args:
        texts, choices: what became of what was typed and chosen, by the pk of the segment.
        lost: texts that were typed for what is no longer on the page.
        drafts: comments and reasons that were not kept, by the names of their fields.
        decision: the comment of a decision that was not taken.
        address: an address that the page was not given.
    """
    rows = rows_of(sheet, texts, as_key(request.GET.get("similar", "")))
    chosen = choices_of(sheet, choices)
    asked = request.POST.get("show") or request.GET.get("show", "all")
    show = asked if asked in FILTERS and any(row.shown_under(asked) for row in rows) else "all"
    actions = actions_of(sheet)
    for row in rows:
        row.hidden = not row.shown_under(show)
        fill_in(row, drafts or {})
    return {
        "sheet": sheet,
        "translation": sheet.translation,
        "record": sheet.record,
        "page_title": title_of(sheet),
        "sections": Outline(sheet.target).sections([*rows, *chosen]),
        "choices": chosen,
        "tokens_json": json.dumps(
            {f"text-{row.pk}": row.token for row in rows} | {item.name: item.token for item in chosen}
        ),
        "standing": standing_of(sheet, actions),
        "actions": actions,
        "review": review_of(sheet),
        "open_comments": sum(len(row.open_comments) for row in rows),
        "stopping": [row for row in rows if row.state != "done"],
        "filters": filters_of(sheet, rows, show),
        "emptied": FILTERS[asked] if asked in FILTERS and asked != show else "",
        "show": show,
        "done": sheet.done,
        "done_html": format_html("<b data-te-done>{}</b>", sheet.done),
        "total": len(rows),
        "words_left": sheet.words_left,
        "lost": lost,
        "decision": decision,
        "address": address,
        "media": media_of(chosen),
        **languages(sheet),
        **around_page(request, sheet),
    }


def fill_in(row, drafts):
    """Show again what was written beside a text and not kept."""
    row.typed = drafts.get(f"comment-{row.pk}", "")
    for problem in row.problems:
        problem.typed = drafts.get(f"reason-{row.pk}-{problem.code}", "")


def title_of(sheet):
    return _("Translation of “%(title)s”") % {"title": sheet.target.get_admin_display_title()}


def filters_of(sheet, rows, show):
    """Return the filters with how many texts each shows; what is public is no question before the first time."""
    counts = {name: sum(name == "all" or name in row.flags for row in rows) for name in FILTERS}
    offered = [name for name in FILTERS if name != "unpublished" or sheet.public is not None]
    return [{"name": name, "label": FILTERS[name], "count": counts[name], "current": name == show} for name in offered]


def around_page(request, sheet):
    """Return what belongs to a page alone: its place, its links, Wagtail's panel with its status and history."""
    page, source = sheet.target, sheet.source_page
    allowed = sheet.allowed
    lock = page.locked
    return {
        "page": page,
        "side_panels": [panel_of(request, sheet)],
        "user_can_lock": allowed.can_lock(),
        "user_can_unlock": allowed.can_unlock(),
        "public_url": page.full_url if page.live else "",
        "source": source,
        "source_edit_url": edit_url_of(source, sheet.user) if source else "",
        "lock_url": reverse("wagtailadmin_pages:lock", args=[page.pk]) if not lock and allowed.can_lock() else "",
        "unlock_url": reverse("wagtailadmin_pages:unlock", args=[page.pk]) if lock and allowed.can_unlock() else "",
        "history_url": reverse("wagtailadmin_pages:history", args=[page.pk]) if allowed.can_view_revisions() else "",
        "may_address": may_address(sheet),
        "why_no_address": why_not_now(sheet),
        "may_stop": allowed.can_cut_tie() and not sheet.readonly,
        "machine": "" if sheet.readonly else machine_name(sheet),
    }


def edit_url_of(source, user):
    return reverse("wagtailadmin_pages:edit", args=[source.pk]) if source.permissions_for_user(user).can_edit() else ""


def panel_of(request, sheet):
    """Return Wagtail's panel on the status of a page, with its other languages."""
    page = sheet.target
    panel = PageStatusSidePanel(
        page,
        request,
        show_schedule_publishing_toggle=False,
        live_object=page,
        scheduled_object=page.get_scheduled_revision_as_object(),
        locale=sheet.translation.target_locale,
        translations=[
            {"locale": other.locale, "url": reverse("wagtailadmin_pages:edit", args=[other.pk])}
            for other in sheet.versions
            if other.permissions_for_user(sheet.user).can_edit()
        ],
    )
    # How often it is referred to is no matter of its words.
    panel.usage_url = None
    return panel
