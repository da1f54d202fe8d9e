"""The way of proposed words to the readers: proposed, changed, taken back, approved by another person."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

from agc.core.languages import autonym
from agc.translation import rights
from agc.translation.models import LabelProposal
from agc.translation.wording import (
    PROPOSED,
    State,
    has,
    kind_of,
    kind_of_proposal,
    label_of,
    open_proposal,
    stamp,
    why_not_decidable,
    why_not_proposable,
    words_of,
)
from agc.vocabulary.models import ConceptLabel
from agc.vocabulary.signals import concepts_changed

DECIDED = "agc.words.decided"
OUTCOMES = {"approve": State.APPROVED, "changes": State.CHANGES, "set_aside": State.WITHDRAWN}


class ChangedMeanwhile(ValidationError):
    """What somebody acts on is not what they were shown."""


@transaction.atomic
def propose(subject, language, user, words, seen):
    """Propose words for a concept or a list in one language, or change those that one has proposed.

    Args:
        subject: the concept or list.
        language: the code of the language.
        user: the author.
        words: the text of each of FIELDS.
        seen: the `stamp` of what the author was shown.

    Raises:
        PermissionDenied: when `user` may not, with the reason.
        ChangedMeanwhile: when they were shown other words.
        ValidationError: when the words do not fit, or are those that readers have.

    Returns:
        The proposal.
    """
    label, proposal = locked(subject, language)
    refuse(why_not_proposable(language, user, proposal))
    check_seen(seen, label, proposal)
    if words == words_of(label):
        raise ValidationError(_("Readers have these words already."))
    proposal = proposal or LabelProposal(**{kind_of(subject).key: subject}, language=language, author=user)
    for field, text in words.items():
        setattr(proposal, field, text)
    proposal.state = State.SUBMITTED
    proposal.full_clean(exclude=["concept", "scheme", "author", "decided_by"])
    fitting(subject, language, words)
    proposal.save()
    keep(PROPOSED, proposal, user, before=words_of(label))
    return proposal


def fitting(subject, language, words, label=None):
    """Return the label that some words make, unsaved.

    Raises:
        ValidationError: when a label cannot have them.
    """
    kind = kind_of(subject)
    label = label or kind.labels(**{kind.key: subject}, language=language)
    for field in kind.fields:
        setattr(label, field, words[field])
    label.full_clean(exclude=[kind.key], validate_unique=False, validate_constraints=False)
    return label


@transaction.atomic
def withdraw(subject, language, user, seen):
    """Take back what one has proposed.

    Raises:
        PermissionDenied: when it is not of `user`, with the reason.
        ChangedMeanwhile: when there is nothing to take back any more.
    """
    label, proposal = locked(subject, language)
    refuse(why_not_proposable(language, user, proposal))
    check_seen(seen, label, proposal, needed=True)
    proposal.state = State.WITHDRAWN
    proposal.save()
    keep(DECIDED, proposal, user)


@transaction.atomic
def decide(subject, language, user, action, comment, seen):
    """Approve proposed words, ask for others, or set them aside.

    Args:
        subject: the concept or list.
        language: the code of the language.
        user: the reviewer.
        action: "approve", "changes" or "set_aside".
        comment: for the author; needed unless the words are approved.
        seen: the `stamp` of what the reviewer was shown: nothing else is approved.

    Raises:
        PermissionDenied: when the decision is not for `user`, with the reason.
        ChangedMeanwhile: when they were shown other words, or somebody else was quicker.
        ValidationError: when a comment is missing, or the words do not fit any more.

    Returns:
        The proposal.
    """
    label, proposal = locked(subject, language)
    if proposal:
        refuse(why_not_decidable(proposal, user))
    elif not has(rights.reviews(user), language):
        refuse(_("Only a language reviewer decides on proposed words."))
    check_seen(seen, label, proposal, needed=True)
    if action != "set_aside" and proposal.state != State.SUBMITTED:
        raise ValidationError(_("Changes were asked for: the proposal waits for its author."))
    if action != "approve" and not comment:
        raise ValidationError({"comment": _("Say why, for whoever proposed these words.")})
    if action == "approve":
        write(subject, proposal, label)
    proposal.state = OUTCOMES[action]
    proposal.comment, proposal.decided_by = comment, user
    proposal.full_clean(exclude=["concept", "scheme", "author", "decided_by"])
    proposal.save()
    keep(DECIDED, proposal, user, comment=comment)
    return proposal


def write(subject, proposal, label):
    """Give readers the proposed words, and the search with them: it knows those of concepts."""
    label = fitting(subject, proposal.language, words_of(proposal), label)
    label.save()
    if isinstance(label, ConceptLabel):
        concepts_changed.send(sender=ConceptLabel, concepts=[subject.pk])


def locked(subject, language):
    """Return the label and the open proposal as they are now; nobody else changes them before the transaction ends."""
    kind_of(subject).model.objects.select_for_update(of=("self",)).get(pk=subject.pk)
    return label_of(subject, language), open_proposal(subject, language)


def refuse(reason):
    if reason:
        raise PermissionDenied(reason)


def check_seen(seen, label, proposal, needed=False):
    if (needed and proposal is None) or seen != stamp(label, proposal):
        raise ChangedMeanwhile(_("Somebody has changed these words meanwhile. Look at them as they are now."))


def keep(action, proposal, user, **data):
    """Write into the history of the concept or list what happened to a proposal."""
    data |= {
        "proposal": proposal.pk,
        "language": proposal.language,
        "state": proposal.state,
        "words": words_of(proposal),
    }
    subject = getattr(proposal, kind_of_proposal(proposal).key)
    log(subject, action, user=user, content_changed=proposal.state == State.APPROVED, data=data)


class WordsFormatter(LogFormatter):
    """Says in the history of a concept or list which words they were, in which language, and what became of them."""

    label = gettext_lazy("Words in a language")

    def format_message(self, log_entry):
        data = log_entry.data
        said = _("%(language)s: “%(words)s”. %(state)s") % {
            "language": autonym(data["language"]),
            "words": data["words"]["preferred"],
            "state": State(data["state"]).label,
        }
        # The history of a snippet shows no comments of its own.
        comment = data.get("comment")
        return _("%(label)s: %(value)s") % {"label": said, "value": comment} if comment else said


@hooks.register("register_log_actions")
def register_words(actions):
    for action, label in ((PROPOSED, gettext_lazy("Propose words")), (DECIDED, gettext_lazy("Decide on words"))):
        actions.register_action(action)(type("Formatter", (WordsFormatter,), {"label": label}))
