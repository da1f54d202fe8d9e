"""The step of the workflow in which a translation is reviewed."""

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState

from agc.core.publishing import Refused
from agc.translation.models.record import Status, TranslationRecord


class ReviewLock(WorkflowLock):
    """What a translator is told whose translation is in review."""

    def get_message(self, user):
        if self.for_user(user):
            return _("This translation is in review. Withdraw it to change it, or wait for the decision.")
        return super().get_message(user)

    def get_description(self, user, can_lock=False):
        return _("Only language reviewers change a translation while it is in review.")


class LanguageReviewTask(Task):
    """A language reviewer decides: whoever may publish where the translation stands, and had no hand in it.

    It needs no list of groups: the rights on the pages of a language say who its reviewers are.
    """

    lock_class = ReviewLock

    class Meta:
        verbose_name = gettext_lazy("review of a translation")
        verbose_name_plural = gettext_lazy("reviews of translations")

    def start(self, workflow_state, user=None):
        """Note who has a hand in what is to be reviewed: who sent it, now or before, and who wrote of it."""
        again = workflow_state.task_states.exists()
        page = workflow_state.content_object
        for record in TranslationRecord.objects.filter(target=page.pk):
            hands = {*record.authors, *(record.barred if again else ())}
            hands |= {person.pk for person in (user, workflow_state.requested_by) if person}
            record.barred = sorted(hands)
            record.save(update_fields=["barred"])
        return super().start(workflow_state, user=user)

    def decides(self, page, user):
        from agc.translation.rights import may_review, why_barred
        from agc.translation.workflow import translation_of

        if not may_review(user, page):
            return False
        translation = translation_of(page)
        if translation is not None:
            return not why_barred(translation, page, user)
        # It is edited apart: as with an original, who sent it or saved it last leaves the decision to another.
        state, latest = page.current_workflow_state, page.get_latest_revision()
        hands = {state.requested_by_id if state else None, latest.user_id if latest else None}
        return user.is_superuser or user.pk not in hands

    def user_can_access_editor(self, page, user):
        from agc.translation.rights import may_review

        return may_review(user, page)

    def locked_for_user(self, page, user):
        return not self.decides(page, user)

    def get_actions(self, page, user):
        if not self.decides(page, user):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Approve and publish"), False),
            ("approve", _("Approve and publish with a comment"), True),
        ]

    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide; what is approved is published with the reviewer's own corrections.

        Raises:
            PermissionDenied: when the decision is not for `user`.
            Refused: when changes are asked for without a word.
            NotPublished: when the translation has an error, or cannot be shown as it is.
        """
        from agc.translation.workflow import prepare_approval

        state = task_state.workflow_state
        page = state.content_object.specific
        if action_name not in {action for action, *_rest in self.get_actions(page, user)}:
            raise PermissionDenied
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise Refused(page, _("Say what has to change: here, or beside a text."))
        if action_name == "approve":
            prepare_approval(page, user)
            # What is published is the newest draft, as the page at hand knows it.
            state.content_object = type(page).objects.get(pk=page.pk)
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from agc.translation.rights import decidable, reviews

        targets = TranslationRecord.objects.filter(pk__in=decidable(user, reviews(user))).values_list(
            "target", flat=True
        )
        tied = [str(pk) for pk in targets]
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        apart = waiting.exclude(
            workflow_state__object_id__in=TranslationRecord.objects.filter(status=Status.IN_REVIEW)
            .annotate(key=Cast("target_id", CharField()))
            .values("key")
        ).select_related("workflow_state")
        by_hand = [
            state.pk
            for state in apart
            if (page := state.workflow_state.content_object) is not None and self.decides(page.specific, user)
        ]
        return TaskState.objects.filter(
            Q(pk__in=waiting.filter(workflow_state__object_id__in=tied).values("pk")) | Q(pk__in=by_hand)
        )

    @classmethod
    def get_description(cls):
        return _("Whoever may publish in the language decides, except who wrote or submitted the translation.")
