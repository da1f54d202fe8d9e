"""The steps of a file that somebody sent: looked at, agreed to, written."""

import io
import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.data_in import progress
from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from practices.data_in.plan import Plan
from practices.data_in.report import fingerprint, report_of
from practices.data_in.saving import Overtaken, save, submit_complete
from practices.models import PracticeImport, PracticePage
from practices.record import record_of

State = PracticeImport.State
log = logging.getLogger(__name__)
# A process that has said nothing for so long has ended.
SILENCE = timedelta(minutes=5)
# Files that were sent are forgotten after so long.
KEPT = timedelta(days=30)
# So many of one person wait to be written.
MOST_OF_ONE = 10


def next_job():
    """Return the next file that waits, taken by this process; None where there is none."""
    for waiting, taken in ((State.CONFIRMED, State.WRITING), (State.WAITING, State.CHECKING)):
        for pk in PracticeImport.objects.filter(state=waiting).order_by("created_at").values_list("pk", flat=True):
            found = PracticeImport.objects.filter(pk=pk, state=waiting)
            if found.update(state=taken, changed_at=timezone.now()):
                return PracticeImport.objects.select_related("user").get(pk=pk)
    return None


def waiting():
    """Return whether a file waits for a process."""
    return PracticeImport.objects.filter(state__in=(State.WAITING, State.CONFIRMED)).exists()


def clear():
    """Give up the files whose process has ended without a word, and forget the old ones."""
    for job in PracticeImport.objects.filter(state__in=(State.CHECKING, State.WRITING)).defer("content", "report"):
        if is_silent(job):
            PracticeImport.objects.filter(pk=job.pk, state=job.state).update(state=State.FAILED)
            progress.forget(job.pk)
    PracticeImport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def is_silent(job):
    """Return whether the process that works on a file has said nothing for so long that it must have ended."""
    if not job.is_worked_on:
        return False
    said = max(filter(None, (job.changed_at, progress.last_told(job.pk))))
    return said < timezone.now() - SILENCE


def make_room(user):
    """Forget the oldest files of somebody who has many that were not written."""
    unwritten = PracticeImport.objects.filter(user=user).exclude(state=State.DONE).order_by("-created_at")
    PracticeImport.objects.filter(pk__in=list(unwritten.values_list("pk", flat=True)[MOST_OF_ONE - 1 :])).delete()


def run(job):
    """Do the next step of a file: look at it, or write it. What goes wrong is told in its report."""
    try:
        with override(job.language):
            check(job) if job.state == State.CHECKING else write(job)
    except Exception:
        log.exception("The file %s could not be worked through.", job.pk)
        finish(job, State.FAILED, job.report)


def plan_of(job, step):
    """Return the plan of a file, and call `step` after each practice.

    Raises:
        Unreadable: when it cannot be read.
    """
    reading = read(io.BytesIO(job.content), job.name, record_of(PracticePage))
    return Plan(reading, job.user, step)


def check(job):
    """Look at a file and report what it would do."""
    try:
        report = report_of(plan_of(job, partial(progress.tell, job.pk)))
    except Unreadable as error:
        report = unreadable(error)
    finish(job, State.CHECKED, report)


def write(job):
    """Write a file that was agreed to; where it would do anything else than what was agreed to, report that instead."""
    try:
        # It is looked at once more: none is written yet.
        plan = plan_of(job, lambda done, total: progress.tell(job.pk, 0, total))
    except Unreadable as error:
        finish(job, State.CHECKED, unreadable(error))
        return
    report = report_of(plan)
    agreed = job.report.get("fingerprint")
    if not plan.is_sound or fingerprint(report) != agreed:
        message = _("Something has changed since you looked at this file. Nothing was written: look at it again.")
        finish(job, State.CHECKED, report | {"notes": [{"place": "", "message": message}, *report["notes"]]})
        return
    try:
        with transaction.atomic():
            save(plan, job.user, partial(progress.tell, job.pk))
            finish(job, State.DONE, report_of(plan), content=b"")
    except Overtaken as error:
        finish(job, State.CHECKED, report | {"notes": [{"place": "", "message": str(error)}, *report["notes"]]})
        return
    if job.send_to_review:
        submit_complete(plan, job.user)


def unreadable(error):
    """Return the report of a file of which nothing can be taken."""
    return {
        "errors": [{"place": "", "message": str(error)}],
        "more_errors": 0,
        "notes": [],
        "practices": [],
        "unchanged": 0,
        "read": 0,
    }


def finish(job, state, report, **others):
    """Note what became of a file; one that was forgotten meanwhile stays forgotten."""
    report = report | {"fingerprint": fingerprint(report)} if report else report
    found = PracticeImport.objects.filter(pk=job.pk)
    found.update(state=state, changed_at=timezone.now(), report=report, **others)
    progress.forget(job.pk)
