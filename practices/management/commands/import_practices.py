import io
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from agc.core.languages import content_languages
from practices.data_in import jobs
from practices.data_in.background import importer
from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from practices.data_in.plan import Plan
from practices.data_in.report import report_of
from practices.data_in.saving import Overtaken, save, submit_complete
from practices.models import PracticePage
from practices.record import record_of


class Command(BaseCommand):
    help = (
        "Take in practices from a file (XLSX, CSV, JSON, or the record form): say what it would do and what is wrong, "
        "and with --write save all of it as drafts, or nothing. --waiting works off the files sent through the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="the file")
        parser.add_argument("--user", help="the account that answers for it: what it may do, the file may do")
        parser.add_argument("--language", choices=content_languages(), default="en", help="of what is said")
        parser.add_argument("--write", action="store_true", help="write it, where nothing is wrong")
        parser.add_argument("--drafts", action="store_true", help="send nothing to the reviewers")
        parser.add_argument("--waiting", action="store_true", help="work off the files that were sent through the site")

    def handle(self, *, file, user, language, write, drafts, waiting, **options):
        if waiting:
            work_off()
            return
        if file is None or not user:
            raise CommandError("Name a file, and with --user the account that answers for it.")
        with override(language):
            self.take(file, self.account(user), write, not drafts)

    def account(self, name):
        model = get_user_model()
        user = model.objects.filter(**{model.USERNAME_FIELD: name}, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account “{name}”.")
        return user

    def take(self, path, user, write, send_to_review):
        try:
            content = path.read_bytes()
            plan = Plan(read(io.BytesIO(content), path.name, record_of(PracticePage)), user, self.step)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(f"{path}: {error}") from error
        self.tell(report_of(plan))
        if not plan.is_sound:
            raise CommandError("Nothing was written.")
        if write:
            try:
                save(plan, user, self.step)
            except Overtaken as error:
                raise CommandError(str(error)) from error
            if send_to_review:
                submit_complete(plan, user)
            self.stdout.write(f"{len(plan.changed)} practices were written.")

    def step(self, done, total):
        if done % 100 == 0:
            self.stderr.write(f"{done} of {total}")

    def tell(self, report):
        for problem in report["errors"]:
            self.stdout.write(self.style.ERROR(": ".join(filter(None, (problem["place"], problem["message"])))))
        if report["more_errors"]:
            self.stdout.write(self.style.ERROR(f"and {report['more_errors']} more"))
        for problem in report["notes"]:
            self.stdout.write(": ".join(filter(None, (problem["place"], problem["message"]))))
        for practice in report["practices"]:
            state = "new" if practice["is_new"] else "changed"
            complete = [] if practice["is_complete"] else ["a draft that lacks something"]
            about = [state, *practice["languages"], *complete]
            self.stdout.write(f"{practice['code']} {practice['title']} ({', '.join(about)})")
            for change in practice["changes"]:
                self.stdout.write(f"    {change['what']}: {change['before']} → {change['after']}")
            for lacking in practice["lacking"]:
                self.stdout.write(f"    {lacking}")
        self.stdout.write(f"{report['read']} practices read, {report['unchanged']} of them unchanged.")


def work_off():
    """Work off the files that were sent through the site, one after the other; only one process does."""
    # Asked again at the end: a file that is sent while this lets go finds that somebody is still at it.
    while jobs.waiting():
        with importer.alone() as is_free:
            if not is_free:
                return
            jobs.clear()
            while job := jobs.next_job():
                jobs.run(job)
