"""A thousand editorial actions in an order that nobody would think of: what must hold, holds after each of them."""

import itertools
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from agc.core.languages import locales
from agc.core.publishing import NotPublished
from agc.core.untranslated import source_texts_in
from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import rights, workflow
from agc.translation.models import Status, TranslationRecord
from agc.translation.sending import send
from agc.translation.status import refresh
from agc.translation.texts import segments_of, set_text
from practices.models import PracticePage
from tests.factories import practice

LANGUAGES = st.sampled_from(["en", "fr"])
NUMBERS = st.integers(min_value=0, max_value=2)
FIELDS = ("source", "locale", "target", "translation", "status", "live", "strings", "done", "words_left", "changed")

# What Page.find_problems says of a tree without any.
SOUND = ([], [], [], [], [])

words = itertools.count(1)


class EditorialLife(RuleBasedStateMachine):
    """Three practices at most, their translations into two languages, and the people who work on them.

    What was approved is written down apart, so that it can be compared with what is public.
    """

    make_user = None
    reached = Counter()

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        number = next(words)
        self.secretariat = self.make_user(f"secretariat-{number}", SECRETARIAT)
        both = [name(code) for code in ("en", "fr") for name in (translators,)]
        self.translator = self.make_user(f"translator-{number}", *both)
        both = [language_reviewers(code) for code in ("en", "fr")]
        self.reviewer = self.make_user(f"reviewer-{number}", *both)
        self.keys = []
        self.steps = 0
        self.touched = None
        self.approved = {}
        self.write_a_practice()
        # One translation is public, of the other some change is asked for: random steps alone come that far too seldom.
        for language, pleased in (("en", True), ("fr", False)):
            for _step in range(4):
                self.carry_on(0, language, pleased)

    def teardown(self):
        try:
            assert Page.find_problems() == SOUND
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # What there is

    def source(self, number):
        key = self.touched = self.keys[number % len(self.keys)] if self.keys else None
        return PracticePage.objects.filter(translation_key=key, locale__language_code="es").first()

    def translation(self, number, language):
        source = self.source(number)
        if source is None:
            return None
        return Translation.objects.filter(
            source__object_id=source.translation_key, target_locale=locales()[language]
        ).first()

    def tied(self, number, language):
        """Return a translation that follows its source, with its page; or two times None."""
        found = self.translation(number, language)
        page = rights.target_of(found) if found else None
        return (found, page) if found and found.enabled and page else (None, None)

    def attempt(self, action, *args, **kwargs):
        """Do something that may be refused, whole or not at all; return whether it was done."""
        try:
            with transaction.atomic():
                action(*args, **kwargs)
        except (NotPublished, PermissionDenied):
            return False
        return True

    def note_approval(self, found):
        page = rights.target_of(found)
        self.approved[page.pk] = {page.claim}

    # What editors do with the source

    @precondition(lambda self: len(self.keys) < 3)
    @rule()
    def write_another_practice(self):
        self.write_a_practice()

    def write_a_practice(self):
        page = practice(title=f"Práctica de la vida {next(words)}", claim=f"Cambió {next(words)}.")
        self.keys.append(page.translation_key)

    @rule(number=NUMBERS, minor=st.booleans(), shared=st.booleans())
    def change_the_source(self, number, minor, shared):
        page = self.source(number)
        if page is None:
            return
        draft = page.get_latest_revision_as_object()
        draft.minor_change = minor
        if shared:
            draft.start_year = 1990 + next(words) % 30
        else:
            draft.claim = f"Cambió otra vez {next(words)}."
        self.attempt(draft.save_revision(user=self.secretariat).publish)

    @rule(number=NUMBERS)
    def draft_a_change(self, number):
        page = self.source(number)
        if page is not None:
            draft = page.get_latest_revision_as_object()
            draft.claim = f"Todavía no {next(words)}."
            draft.save_revision(user=self.secretariat)

    @rule(number=NUMBERS)
    def unpublish_the_source(self, number):
        page = self.source(number)
        if page is not None and page.live:
            page.unpublish(user=self.secretariat)

    @rule(number=NUMBERS)
    def change_the_address(self, number):
        page = self.source(number)
        if page is not None:
            draft = page.get_latest_revision_as_object()
            draft.slug = f"practica-{next(words)}"
            self.attempt(draft.save_revision().publish)

    @rule(number=NUMBERS)
    def restrict_or_open(self, number):
        page = self.source(number)
        if page is None:
            return
        if page.view_restrictions.exists():
            page.view_restrictions.first().delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule(number=NUMBERS)
    def delete_the_source(self, number):
        page = self.source(number)
        if page is not None and number == 2:
            for other in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
                Page.objects.get(pk=other.pk).specific.delete()
            Page.objects.get(pk=page.pk).specific.delete()
            self.keys.remove(page.translation_key)

    @rule(number=NUMBERS, language=LANGUAGES)
    def send_a_practice(self, number, language):
        self.send_it(number, language)

    def send_it(self, number, language):
        page = self.source(number)
        if page is not None:
            self.attempt(send, page, [locales()[language]], self.secretariat)

    # What translators and reviewers do

    @rule(number=NUMBERS, language=LANGUAGES, who=st.sampled_from(["translator", "reviewer"]))
    def write_a_text(self, number, language, who):
        found, page = self.tied(number, language)
        user = getattr(self, who)
        if found and not rights.why_not_editable(found, user, page):
            segment = next(segment for segment in segments_of(found) if segment.path == "claim")
            set_text(found, segment, f"{language} {next(words)}", user)

    @rule(number=NUMBERS, language=LANGUAGES)
    def write_all_texts(self, number, language):
        found, page = self.tied(number, language)
        if found:
            self.write_all(found, page)

    def write_all(self, found, page):
        if not rights.why_not_editable(found, self.translator, page):
            for segment in segments_of(found):
                if not segment.target:
                    text = f"{found.target_locale.language_code} {segment.source}"
                    set_text(found, segment, text, self.translator)

    @rule(number=NUMBERS, language=LANGUAGES)
    def take_a_text_away(self, number, language):
        found, page = self.tied(number, language)
        if found and not rights.why_not_editable(found, self.translator, page):
            set_text(found, segments_of(found)[0], "", self.translator)

    @rule(number=NUMBERS, language=LANGUAGES, pleased=st.booleans())
    def carry_on(self, number, language, pleased):
        """Do what comes next, as people mostly do."""
        found, page = self.tied(number, language)
        if not found:
            self.send_it(number, language)
            return
        Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None)
        status = TranslationRecord.objects.get(translation=found).status
        if status == Status.IN_REVIEW:
            self.decide_on(found, "approve" if pleased else "reject")
        elif status in (Status.READY, Status.CHANGES):
            self.attempt(workflow.submit, found, self.translator)
        else:
            self.write_all(found, rights.target_of(found))

    @rule(number=NUMBERS, language=LANGUAGES)
    def carry_on_further(self, number, language):
        for _step in range(3):
            self.carry_on(number, language, pleased=True)

    @rule(number=NUMBERS, language=LANGUAGES)
    def save_a_draft(self, number, language):
        found, page = self.tied(number, language)
        if found and not rights.why_not_editable(found, self.translator, page):
            workflow.save_draft(found, self.translator)

    @rule(number=NUMBERS, language=LANGUAGES)
    def submit(self, number, language):
        found, _page = self.tied(number, language)
        if found:
            self.attempt(workflow.submit, found, self.translator)

    @rule(number=NUMBERS, language=LANGUAGES)
    def withdraw(self, number, language):
        found, _page = self.tied(number, language)
        if found:
            self.attempt(workflow.withdraw, found, self.translator)

    @rule(number=NUMBERS, language=LANGUAGES, action=st.sampled_from(["approve", "reject"]))
    def decide(self, number, language, action):
        found, _page = self.tied(number, language)
        if found:
            self.decide_on(found, action)

    def decide_on(self, found, action):
        if self.attempt(workflow.decide, found, self.reviewer, action, "Read.") and action == "approve":
            self.note_approval(found)

    @rule(number=NUMBERS, language=LANGUAGES, who=st.sampled_from(["translator", "reviewer", "secretariat"]))
    def publish_at_once(self, number, language, who):
        found, _page = self.tied(number, language)
        if found and self.attempt(workflow.publish, found, getattr(self, who)):
            assert who != "translator"
            self.note_approval(found)

    @rule(number=NUMBERS, language=LANGUAGES)
    def unpublish_the_translation(self, number, language):
        _found, page = self.tied(number, language)
        if page and page.live:
            page.unpublish(user=self.secretariat)

    @rule(number=NUMBERS, language=LANGUAGES)
    def lock_or_unlock(self, number, language):
        _found, page = self.tied(number, language)
        if page:
            Page.objects.filter(pk=page.pk).update(
                locked=not page.locked, locked_by=None if page.locked else self.secretariat
            )

    @rule(number=NUMBERS, language=LANGUAGES)
    def delete_the_translation(self, number, language):
        _found, page = self.tied(number, language)
        if page and number == 2:
            page.delete()

    # What holds whatever they do

    @invariant()
    def the_tree_is_sound(self):
        # Looked at whole now and then, and at the end: what is wrong with it stays wrong.
        self.steps += 1
        if self.steps % 10 == 0:
            assert Page.find_problems() == SOUND
        assert not Page.objects.filter(alias_of__isnull=False).exists()

    @invariant()
    def a_record_has_one_source(self):
        for key in self.keys:
            assert TranslationSource.objects.filter(object_id=key).count() <= 1

    @invariant()
    def nothing_is_public_that_was_not_approved(self):
        for page in PracticePage.objects.filter(translation_key__in=self.keys, live=True).exclude(
            locale__language_code="es"
        ):
            assert page.claim in self.approved[page.pk]
            assert source_texts_in(page) == []

    @invariant()
    def a_public_translation_has_a_public_source(self):
        for key in self.keys:
            versions = PracticePage.objects.filter(translation_key=key)
            if versions.filter(live=True).exists():
                assert versions.get(locale__language_code="es").live

    @invariant()
    def who_may_read_the_source_may_read_its_translations(self):
        for key in self.keys:
            kinds = {
                tuple(page.view_restrictions.values_list("restriction_type", flat=True))
                for page in Page.objects.filter(translation_key=key, live=True)
            }
            assert len(kinds) <= 1

    @invariant()
    def where_it_stands_is_known(self):
        for key in {self.touched} & {*self.keys}:
            records = TranslationRecord.objects.filter(source__translation_key=key).order_by("pk")
            known = list(records.values(*FIELDS))
            refresh(key)
            assert list(records.values(*FIELDS)) == known
            source = PracticePage.objects.get(translation_key=key, locale__language_code="es")
            if source.live:
                assert len(known) == 2
            self.reached.update((row["status"], row["live"]) for row in known)


def test_what_must_hold_holds_after_a_thousand_actions(db, make_user):
    """On SQLite; on another database a quarter of them, as CI has not the time for both."""
    whole = connection.vendor == "sqlite"
    EditorialLife.make_user = staticmethod(make_user)
    EditorialLife.reached.clear()
    run_state_machine_as_test(
        EditorialLife,
        settings=settings(
            max_examples=10 if whole else 3,
            stateful_step_count=100,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # The actions went far enough for the invariants to mean something.
    reached = {status for status, _live in EditorialLife.reached}
    assert len(reached) > 3
    assert not whole or reached == {*Status} - {Status.INDEPENDENT}
    assert any(live for _status, live in EditorialLife.reached)
