"""PO files in the CMS: of one translation, and of all that waits in a language."""

from dataclasses import dataclass

import polib
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.translation.po import EXPORTED_HEADER, MARK, export_po, export_queue, file_name
from agc.translation.po.files import MAX_BYTES, identity, read_po, read_upload
from agc.translation.po.importing import Outcome, Report, import_po
from agc.translation.rights import permissions, target_of, translates, why_not_editable

# What one outcome shows at most: a page of 20,000 rows helps nobody.
SHOWN = 200


@dataclass
class FileReport:
    """What became of one file.

    Attributes:
        name: of the file, as the person has it.
        translation, page: what it is of, where that is known and may be told.
        report: a Report; None where the whole file was refused.
        refusal: why, then.
    """

    name: str
    translation: Translation | None = None
    page: Page | None = None
    report: Report | None = None
    refusal: str = ""

    @property
    def groups(self):
        """The outcomes with their number and the entries to show."""
        groups = self.report.groups if self.report else []
        return [(outcome, len(entries), entries[:SHOWN]) for outcome, entries in groups]


def page_or_404(translation):
    page = target_of(translation)
    if page is None:
        raise Http404
    return page


@require_safe
def download_pofile(request, translation_id):
    """Give the PO file of a translation to who may work on it, locked or not."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not permissions(page_or_404(translation), request.user).can_edit():
        raise PermissionDenied
    content = str(export_po(translation)).encode(errors="replace")
    return attachment(content, "text/x-gettext-translation; charset=utf-8", file_name(translation))


def attachment(content, content_type, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_POST
def upload_pofile(request, translation_id):
    """Take a PO file in, or of one that was taken in the texts that a person chose, and tell what became of each."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = page_or_404(translation)
    reason = why_not_editable(translation, request.user, page)
    if reason:
        return refuse(request, page, reason)
    try:
        name, po = chosen_texts(request) if "take" in request.POST else uploaded_po(request, translation)
        report = import_po(translation, po, request.user, overwrite="overwrite" in request.POST)
    except ValidationError as error:
        return refuse(request, page, " ".join(error.messages))
    if "take" in request.POST:
        # The rest of the page was never meant to be among them.
        report.absent = 0
    return report_page(request, [FileReport(name, translation, page, report)], page=page)


def refuse(request, page, reason):
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


def uploaded_po(request, translation):
    """Return the name and the content of the PO file that was uploaded for a translation.

    Raises:
        ValidationError: with the reason why it cannot be taken for it.
    """
    try:
        upload = request.FILES.get("file")
        if upload is None:
            raise ValidationError(_("No file was sent."))
        if upload.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": filesizeformat(MAX_BYTES)})
        po = read_po(upload.read())
        if identity(po) != translation.uuid:
            raise ValidationError(why_of_another(po, request.user))
    except ValidationError as error:
        raise ValidationError([*error.messages, _("Choose the PO file that was downloaded from this page.")]) from error
    return upload.name, po


def why_of_another(po, user):
    """Say of which page a file is, as far as `user` may know."""
    other = Translation.objects.filter(uuid=identity(po)).first()
    page = target_of(other) if other else None
    if page is None or not permissions(page, user).can_edit():
        return _("The file is of another page.")
    return _("The file is of another page: “%(title)s” (%(language)s).") % {
        "title": page.get_admin_display_title(),
        "language": other.target_locale.get_display_name(),
    }


def chosen_texts(request):
    """Return the texts of conflicts that a person chose, as the PO file that would have only these.

    Each says which translation the person saw in its place: one that came in the meantime is not lost either.

    Raises:
        ValidationError: when none is chosen.
    """
    numbers = [number for number in request.POST.getlist("take") if number]
    if not numbers:
        raise ValidationError(_("No text was chosen."))
    po = polib.POFile()
    po.metadata = {EXPORTED_HEADER: timezone.now().isoformat()}
    for number in numbers[:SHOWN]:
        sent = {name: request.POST.get(f"{name}-{number}", "") for name in ("context", "source", "text", "base")}
        comment = f"{MARK} {sent['base']}"
        po.append(polib.POEntry(msgctxt=sent["context"], msgid=sent["source"], msgstr=sent["text"], comment=comment))
    return _("Chosen texts"), po


def report_page(request, files, page=None, language=""):
    """Show what became of the files, string by string; readable again with a new upload only."""
    totals = [(outcome, sum(file.report.count(outcome) for file in files if file.report)) for outcome in Outcome]
    context = {
        "files": files,
        "page": page,
        "language": language,
        "totals": [(outcome, number) for outcome, number in totals if number],
        "shown": SHOWN,
    }
    return render(request, "translation/po_report.html", context)


def locale_for(user, language):
    """Return the locale of a queue.

    Raises:
        Http404: when the site has no such language.
        PermissionDenied: when `user` does not translate into it.
    """
    locale = get_object_or_404(Locale, language_code=language)
    if locale not in translates(user):
        raise PermissionDenied
    return locale


def queue_of(locale, user):
    """Return the translations into a language on which `user` may work and on which there is work to do.

    That is every one with a text that is missing, that the page refuses or that a machine translated.
    """
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    ).exclude(Q(data="") | Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE))
    left = StringSegment.objects.filter(~Exists(done), source=OuterRef("source"))
    found = Translation.objects.filter(Exists(left), target_locale=locale, enabled=True)
    found = found.select_related("source__specific_content_type", "source__locale", "target_locale").order_by("pk")
    return [item for item in found if (page := target_of(item)) and permissions(page, user).can_edit()]


@require_safe
def download_queue(request, language):
    """Give the PO files of all that waits for a translator in a language, in one archive."""
    locale = locale_for(request.user, language)
    translations = queue_of(locale, request.user)
    if not translations:
        messages.info(request, _("Nothing is left to translate in this language."))
        return redirect("wagtailadmin_home")
    day = timezone.localdate().isoformat()
    return attachment(export_queue(translations), "application/zip", f"translations-{language}-{day}.zip")


@require_POST
def upload_queue(request, language):
    """Take several PO files in, or an archive of them, each for the page that it says it is of."""
    locale = locale_for(request.user, language)
    files = []
    for upload in request.FILES.getlist("file"):
        try:
            found = read_upload(upload)
        except ValidationError as error:
            found = [(upload.name, error)]
        files += [take_file(request, locale, name, content) for name, content in found]
    if not files:
        messages.error(request, _("Choose the PO files, or the ZIP archive of them."))
        return redirect("wagtailadmin_home")
    return report_page(request, files, language=language)


def take_file(request, locale, name, content):
    """Take one file of a queue in.

    Args:
        request: of the person.
        locale: the language of the queue.
        name: of the file.
        content: its bytes, or the ValidationError that keeps it from being read.

    Returns:
        A FileReport.
    """
    try:
        if isinstance(content, ValidationError):
            raise content
        po = read_po(content)
        translation, page = translation_for(po, locale, request.user)
    except ValidationError as error:
        return FileReport(name, refusal=" ".join(error.messages))
    reason = why_not_editable(translation, request.user, page)
    if reason:
        return FileReport(name, translation, page, refusal=reason)
    try:
        report = import_po(translation, po, request.user, overwrite="overwrite" in request.POST)
    except ValidationError as error:
        return FileReport(name, translation, page, refusal=" ".join(error.messages))
    return FileReport(name, translation, page, report)


def translation_for(po, locale, user):
    """Return the translation that a file is of, with its page.

    Raises:
        ValidationError: when there is none that `user` may know of, or when it is of another language.
    """
    found = Translation.objects.filter(uuid=identity(po)).first()
    page = target_of(found) if found else None
    if page is None or not permissions(page, user).can_edit():
        raise ValidationError(_("The site has no page for this file that you may translate."))
    if found.target_locale_id != locale.pk:
        raise ValidationError(
            _("The file is in another language: %(language)s.") % {"language": found.target_locale.get_display_name()}
        )
    return found, page
