"""Files of practices in the CMS: sent, looked at, agreed to."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from agc.core.languages import autonym, content_languages
from practices.data_in import jobs
from practices.data_in import progress as far
from practices.data_in.background import importer
from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.problems import MOST_BYTES
from practices.data_in.files.template import csv_template, xlsx_template
from practices.data_out.export import as_file
from practices.models import PracticeImport, PracticeIndexPage, PracticePage
from practices.record import record_of

State = PracticeImport.State
SHOWN = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def may_import(user):
    """Return whether a user may add practices anywhere; the menu of each page of the CMS asks it."""
    if not user.is_active or user.is_superuser:
        return user.is_active
    given = PagePermissionPolicy().get_cached_permissions_for_user(user)
    tops = [right.page.path for right in given if right.permission.codename == "add_page"]
    lists = PracticeIndexPage.objects.live().values_list("path", flat=True) if tops else ()
    return any(path.startswith(top) for path in lists for top in tops)


def for_importers(view):
    """Refuse a view to who may add no practice."""

    def guarded(request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class SendForm(forms.ModelForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX, CSV, JSON, or the record form: at most 20 MB, and 500 practices."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json,.docx,.odt"}),
    )

    class Meta:
        model = PracticeImport
        fields = ("file", "send_to_review")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 20 MB. Send it in parts."))
        return file

    def save_for(self, user):
        """Keep the file, to be looked at."""
        job = self.save(commit=False)
        file = self.cleaned_data["file"]
        job.user, job.name, job.content, job.language = user, file.name[-255:], file.read(), get_language()
        job.save()
        return job


@for_importers
def send(request):
    """Take a file, and show those that were sent before."""
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()
    if form.is_valid():
        jobs.clear()
        jobs.make_room(request.user)
        job = form.save_for(request.user)
        transaction.on_commit(importer.start, robust=True)
        return redirect("practice_import", job.pk)
    context = {
        "form": form,
        "sent": PracticeImport.objects.filter(user=request.user).defer("content", "report")[:SHOWN],
        "languages": [(code, autonym(code)) for code in content_languages()],
    }
    return render(request, "practices/data_in/send.html", context, status=422 if form.errors else 200)


def own_job(request, pk):
    """Return a file that the user sent.

    Raises:
        Http404: when it is another's, or nobody's.
    """
    return get_object_or_404(PracticeImport.objects.defer("content"), pk=pk, user=request.user)


def go_on(job):
    """Start the work on a file that waits: the process that was to do it may just have ended."""
    if job.state in (State.WAITING, State.CONFIRMED):
        transaction.on_commit(importer.start, robust=True)


@require_safe
@for_importers
def show(request, pk):
    """Show how far a file is, or what it does and what is wrong with it."""
    job = own_job(request, pk)
    if jobs.is_silent(job):
        jobs.clear()
        job = own_job(request, pk)
    go_on(job)
    practices = job.report.get("practices", [])
    if job.state == State.DONE:
        keys = [practice["key"] for practice in practices]
        pages = Page.objects.filter(translation_key__in=keys).select_related("locale")
        found = {(str(page.translation_key), page.locale.language_code): page.pk for page in pages}
        for practice in practices:
            practice["page"] = found.get((practice["key"], practice["language"]))
    done, total = far.told(pk)
    context = {
        "job": job,
        "done": done,
        "total": total,
        "report": job.report,
        "can_write": job.state == State.CHECKED and not job.report.get("errors") and practices,
        "new": sum(practice["is_new"] for practice in practices),
    }
    return render(request, "practices/data_in/show.html", context)


@require_safe
@for_importers
def progress(request, pk):
    """Say how far a file is, to the page that shows it."""
    job = get_object_or_404(PracticeImport.objects.defer("content", "report"), pk=pk, user=request.user)
    go_on(job)
    done, total = far.told(pk)
    return JsonResponse({"going_on": job.is_going_on, "done": done, "total": total, "state": job.state})


@require_POST
@for_importers
def confirm(request, pk):
    """Have a file written that was looked at and has no error."""
    job = own_job(request, pk)
    sound = job.report.get("practices") and not job.report.get("errors")
    agreed = PracticeImport.objects.filter(pk=job.pk, state=State.CHECKED)
    if not sound or request.POST.get("fingerprint") != job.report.get("fingerprint"):
        messages.error(request, _("This is not what you looked at. Look at it again."))
    elif agreed.update(state=State.CONFIRMED):
        transaction.on_commit(importer.start, robust=True)
    return redirect("practice_import", job.pk)


@require_POST
@for_importers
def check_again(request, pk):
    """Have a file looked at again, after something has changed on the site."""
    again = PracticeImport.objects.filter(pk=own_job(request, pk).pk, state__in=(State.CHECKED, State.FAILED))
    if again.update(state=State.WAITING, report={}):
        transaction.on_commit(importer.start, robust=True)
    return redirect("practice_import", pk)


@require_POST
@for_importers
def forget(request, pk):
    """Take back a file that was sent; what was written of it stays."""
    own_job(request, pk).delete()
    return redirect("practice_imports")


@require_safe
@for_importers
def template(request, language, ending):
    """Give the template of a language: a workbook, a CSV, or a form to be filled in without a line."""
    if language not in content_languages():
        raise Http404
    record = record_of(PracticePage)
    with override(language):
        name = f"{_('practice-form')}-{language}.{ending}"
        if ending == "xlsx":
            return as_file(FileResponse(xlsx_template(record, language)), XLSX, name)
        if ending == "docx":
            return as_file(FileResponse(docx_form(record, language)), DOCX, name)
        return as_file(HttpResponse(csv_template(record, language)), "text/csv; charset=utf-8; header=present", name)


urls = [
    path("", send, name="practice_imports"),
    re_path(r"^template/(?P<language>[\w-]+)\.(?P<ending>xlsx|csv|docx)$", template, name="practice_template"),
    path("<int:pk>/", show, name="practice_import"),
    path("<int:pk>/progress/", progress, name="practice_import_progress"),
    path("<int:pk>/confirm/", confirm, name="practice_import_confirm"),
    path("<int:pk>/again/", check_again, name="practice_import_again"),
    path("<int:pk>/forget/", forget, name="practice_import_forget"),
]
