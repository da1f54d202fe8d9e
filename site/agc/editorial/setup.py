"""The editorial set-up: groups, permissions, collections, workflows. Run twice, nothing changes."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, REVIEWERS, SECRETARIAT, language_reviewers, translators
from agc.editorial.models import ReviewTask

SITE_WIDE = {
    SECRETARIAT: [
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        *[f"vocabulary.{action}_{model}" for action in ("add", "change", "delete") for model in ("concept", "scheme")],
        *[f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")],
        *[f"translation.{action}_translationpolicy" for action in ("add", "change", "delete")],
        *[f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete")],
        "search.view_searchmiss",
        "search.view_searchfile",
        "practices.view_practicepage",
    ],
    EDITORS: [
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "vocabulary.add_concept",
        "vocabulary.change_concept",
        "search.view_searchmiss",
        "search.view_searchfile",
        "practices.view_practicepage",
    ],
    REVIEWERS: ["wagtailadmin.access_admin"],
    MEMBERS: ["wagtailadmin.access_admin"],
}
PAGE_ACTIONS = {
    SECRETARIAT: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
    EDITORS: ["add_page", "change_page"],
}
# What those who work on translations only may do in the tree of their language.
ON_TRANSLATIONS = {
    translators: ["change_page"],
    language_reviewers: ["change_page", "publish_page", "lock_page", "unlock_page"],
}
# Where members may add pages of their own: the lists of these types.
OPEN_TO_MEMBERS = ("practiceindexpage", "eventindexpage")

# Wagtail's own, beside ours of nearly the same name: they would publish on all pages without a review.
STOCK_GROUPS = ("Editors", "Moderators")

# Names that Wagtail shows as they are stored, in all languages at once.
CONTRIBUTIONS = "Contribuciones · Contributions"

ELIGIBILITY = _(
    "Complete? Carried out, not only planned? About care? Rights and consent in order? Sources given, with their date?"
)
PEER_REVIEW = _(
    "From 0 to 3 each: relevance to the Rs; effectiveness and evidence; gender and do no harm; rights and ethics; "
    "participation of carers; sustainability and financing; replicability; clarity."
)
APPROVAL = _("Were the remarks of the reviewers answered? Is the text ready for readers and for translation?")


@transaction.atomic
def set_up_editorial():
    """Make or complete the groups, their permissions, the collections and the workflows."""
    languages = locales()
    by_language = [name_of(language) for language in languages for name_of in ON_TRANSLATIONS]
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (*SITE_WIDE, *by_language)}
    for name, permissions in SITE_WIDE.items():
        groups[name].permissions.add(*(permission(label) for label in permissions))
    root = Page.get_first_root_node()
    homes = {home.locale.language_code: home for home in Page.objects.filter(depth=2).select_related("locale")}
    allow(groups[SECRETARIAT], root, PAGE_ACTIONS[SECRETARIAT])
    for language, home in homes.items():
        allow(groups[EDITORS], home, PAGE_ACTIONS[EDITORS])
        for name_of, actions in ON_TRANSLATIONS.items():
            groups[name_of(language)].permissions.add(permission("wagtailadmin.access_admin"))
            allow(groups[name_of(language)], home, actions)
    for page in Page.objects.filter(content_type__model__in=OPEN_TO_MEMBERS):
        allow(groups[MEMBERS], page, ["add_page"])
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()
    set_up_collections(groups)
    set_up_workflows(groups, homes)


def permission(label):
    app, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def allow(group, page, codenames):
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=permission(f"wagtailcore.{codename}")
        )


def set_up_collections(groups):
    """Give members a collection of their own for what they send, and the others all of them."""
    root = Collection.get_first_root_node()
    contributions = Collection.objects.filter(name=CONTRIBUTIONS).first()
    if contributions is None:
        contributions = root.add_child(name=CONTRIBUTIONS)
    for name, group in groups.items():
        collection = contributions if name == MEMBERS else root
        codenames = ["add_image", "choose_image", "add_document", "choose_document"]
        if name == SECRETARIAT:
            codenames += ["change_image", "delete_image", "change_document", "delete_document"]
        for codename in codenames:
            found = Permission.objects.get(
                content_type__app_label__in=("core", "wagtailimages", "wagtaildocs"), codename=codename
            )
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=found)


def set_up_workflows(groups, homes):
    """Practices pass three steps, everything else one; the nearest page with a workflow decides."""
    eligibility = task("Elegibilidad · Eligibility · Recevabilité", [groups[SECRETARIAT]], ELIGIBILITY)
    review = task("Revisión entre pares · Peer review · Relecture par les pairs", [groups[REVIEWERS]], PEER_REVIEW)
    approval = task("Aprobación · Approval · Approbation", [groups[SECRETARIAT]], APPROVAL)
    practices = workflow("Buenas prácticas · Good practices · Bonnes pratiques", [eligibility, review, approval])
    everything = workflow("Publicación · Publication", [approval])
    for home in homes.values():
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": everything})
    for page in Page.objects.filter(content_type__model="practiceindexpage"):
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": practices})


def task(name, groups, criteria):
    found = ReviewTask.objects.filter(name=name).first()
    if found is None:
        found = ReviewTask.objects.create(name=name, criteria=criteria)
        found.groups.set(groups)
    return found


def workflow(name, tasks):
    found, created = Workflow.objects.get_or_create(name=name)
    if created:
        for order, step in enumerate(tasks):
            WorkflowTask.objects.create(workflow=found, task=step, sort_order=order)
    return found
