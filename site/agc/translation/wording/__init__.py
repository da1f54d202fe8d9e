"""The words of the vocabulary in one language: what is missing, what translators propose, what reviewers decide.

A concept is one row for all languages, and so is a list of concepts: the rights on them cannot be given by language.
Who translates proposes words for one language here, and whoever reviews that language lets readers have them.
"""

import json
import unicodedata
from hashlib import sha256

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from agc.core.languages import autonym, content_languages
from agc.core.texts import unaccented
from agc.translation import rights
from agc.translation.models import LabelProposal
from agc.translation.wording.kinds import CONCEPT, FIELDS, KINDS, SCHEME, kind_of, kind_of_proposal
from agc.vocabulary.models import Scheme, unix_lines

State = LabelProposal.State
OPEN = (State.SUBMITTED, State.CHANGES)

# In the history of a concept or a list: keeps what readers had when the words were proposed.
PROPOSED = "agc.words.proposed"


def words_of(row):
    """Return the words of a label or of a proposal, field by field; empty texts where there is no row."""
    return {field: unix_lines(getattr(row, field, "")) for field in FIELDS}


def stamp(label, proposal):
    """Return a short text that tells whether the words that somebody was shown are still the same.

    Args:
        label: the label that readers have, or None.
        proposal: the open LabelProposal, or None.
    """
    shown = [words_of(label), words_of(proposal), proposal and (proposal.pk, proposal.state, proposal.comment)]
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:32]


def proposals():
    """Return the proposals with the people that a list of them names."""
    return LabelProposal.objects.select_related("author", "decided_by", "concept")


def about(subject, language):
    """Return the proposals for a concept or a list in a language."""
    return proposals().filter(**{kind_of(subject).key: subject}, language=language)


def open_proposal(subject, language):
    """Return the proposal for a concept or a list in a language that waits for somebody, or None."""
    return about(subject, language).filter(state__in=OPEN).first()


def address_of(proposal):
    """Return the address of the page at which a proposal is decided on."""
    key = kind_of_proposal(proposal).key
    return reverse(f"translation_words:{key}", args=[proposal.language, getattr(proposal, f"{key}_id")])


def list_names(offered):
    """Return by proposal the name of the list that its concept is in, or that it is for. One query.

    Args:
        offered: proposals, with their concepts.
    """
    keys = {proposal: proposal.scheme_id or proposal.concept.scheme_id for proposal in offered}
    schemes = Scheme.objects.in_bulk(set(keys.values()))
    return {proposal: str(schemes[key]) for proposal, key in keys.items()}


def waiting_for(user, locales):
    """Return the proposals on which `user` may decide, the oldest first; as `why_not_decidable` has it for one.

    Args:
        user: the reviewer.
        locales: those in which they decide.
    """
    waiting = proposals().filter(language__in=codes_of(locales), state=State.SUBMITTED).order_by("updated_at", "pk")
    return waiting if user.is_superuser else waiting.exclude(author=user)


def sent_back_to(user):
    """Return the proposals of `user` to which somebody asked for changes, the oldest first."""
    own = proposals().filter(author=user, state=State.CHANGES, language__in=codes_of(rights.translates(user)))
    return own.order_by("updated_at", "pk")


def codes_of(locales):
    """Return the codes of those locales of which the desk has pages of words."""
    return {locale.language_code for locale in locales} & set(content_languages())


def label_of(subject, language):
    kind = kind_of(subject)
    return kind.labels.objects.filter(**{kind.key: subject}, language=language).first()


def with_gaps(kind, language):
    """Return what is in use of a kind with what each lacks in a language.

    Annotations, each true or false: `lacks_label`; `lacks_definition` and `lacks_alternatives`, where the kind has them
    and another language of the site has some; `proposed`, where words are proposed already.
    """
    labels = kind.labels.objects.filter(**{kind.key: OuterRef("pk")})
    here = labels.filter(language=language)
    elsewhere = labels.filter(language__in=content_languages()).exclude(language=language)
    offered = LabelProposal.objects.filter(**{kind.key: OuterRef("pk")}, language=language, state__in=OPEN)

    def lacks(field):
        return truth(Exists(elsewhere.exclude(**{field: ""})) & ~Exists(here.exclude(**{field: ""})))

    return kind.in_use().annotate(
        lacks_label=truth(~Exists(here.exclude(preferred=""))),
        **{f"lacks_{field}": lacks(field) for field in kind.fields if field != "preferred"},
        proposed=Exists(offered),
    )


def truth(condition):
    return ExpressionWrapper(Q(condition), output_field=BooleanField())


def missing_in(language, kind=CONCEPT):
    """Return what is without a label, or without a definition, and for which nobody has proposed words yet.

    Other words for a concept are asked for and never due: not every language has some.
    """
    due = Q(lacks_label=True)
    if "definition" in kind.fields:
        due |= Q(lacks_definition=True)
    return with_gaps(kind, language).filter(due, proposed=False)


def open_counts(locale):
    """Return how many concepts and how many lists lack words in a language, and for how many some are proposed.

    Args:
        locale: the Locale of the language.
    """
    language = locale.language_code
    waiting = LabelProposal.objects.filter(language=language, state__in=OPEN)
    return {
        "missing": missing_in(language).count(),
        "lists": missing_in(language, SCHEME).count(),
        "proposed": waiting.count(),
    }


def found(text, kind=CONCEPT):
    """Return the keys of what has a text in its code or in any word, whatever its accents and case."""
    wanted = unaccented(text)
    rows = kind.model.objects.values_list("pk", "code", *(f"labels__{field}" for field in kind.words))
    return {key for key, *words in rows if any(wanted in unaccented(word) for word in words if word)}


def like(word):
    """Return a word as it is compared with others: without a difference of case, accents kept."""
    return unicodedata.normalize("NFKC", word).casefold().strip()


def twins(subject, language, preferred):
    """Return the other concepts of the same list, or the other lists, that are called the same, with that word.

    A label is compared with the labels of the others, with their other words, and with what is proposed for them.

    Args:
        subject: the concept or list.
        language: the code of the language.
        preferred: the label that it has or is to have.

    Returns:
        Pairs of a concept or list and a word.
    """
    wanted = like(preferred)
    if not wanted:
        return []
    kind = kind_of(subject)
    place = kind.beside(subject) | {"language": language}
    waiting = LabelProposal.objects.filter(**place, state__in=OPEN)
    same = {}
    for rows in (kind.labels.objects.filter(**place), waiting):
        for key, *texts in rows.exclude(**{kind.key: subject}).values_list(kind.key, *kind.words):
            for word in "\n".join(texts).splitlines():
                if like(word) == wanted:
                    same.setdefault(key, word.strip())
    return [(other, same[other.pk]) for other in kind.model.objects.filter(pk__in=same)]


def before(offered):
    """Return what readers had when each of some proposals was last written, by its key.

    One that the history does not know is left out.
    """
    kept = {}
    for kind in KINDS:
        keys = {str(getattr(proposal, f"{kind.key}_id")) for proposal in offered if kind_of_proposal(proposal) is kind}
        if keys:
            type_ = ContentType.objects.get_for_model(kind.model, for_concrete_model=False)
            history = ModelLogEntry.objects.filter(content_type=type_, object_id__in=keys, action=PROPOSED)
            kept |= {entry.data["proposal"]: entry.data["before"] for entry in history.order_by("timestamp", "pk")}
    return {proposal.pk: kept[proposal.pk] for proposal in offered if proposal.pk in kept}


def conflict(proposal, label, known):
    """Return the words that readers had when a proposal was made, where they have others now; else None.

    Args:
        proposal: the proposal.
        label: the label as it is now, or None.
        known: what `before` returned.
    """
    was, now = known.get(proposal.pk), words_of(label)
    return was if was is not None and was != now and now != words_of(proposal) else None


def why_not_proposable(language, user, proposal):
    """Return why `user` cannot propose words, or change them; an empty text where they can.

    Args:
        language: the code of the language.
        user: whoever asks.
        proposal: the open proposal, or None.
    """
    if not has(rights.translates(user), language):
        return _("You may not translate into this language.")
    if proposal and proposal.author_id != user.pk:
        return _("Words are proposed already by %(person)s: they wait for a decision.") % {
            "person": name_of(proposal.author)
        }
    return ""


def why_not_decidable(proposal, user):
    """Return why `user` cannot decide on a proposal; an empty text where they can. Four eyes look at each word."""
    if not has(rights.reviews(user), proposal.language):
        return _("Only a language reviewer decides on proposed words.")
    if proposal.author_id == user.pk and not user.is_superuser:
        return _("You proposed these words: another person decides on them.")
    return ""


def has(locales, language):
    return any(locale.language_code == language for locale in locales)


def name_of(user):
    """Return the name of a person, who may have been deleted."""
    return (user.get_full_name() or user.get_username()) if user else _("somebody who has left")


def references(language):
    """Return the languages whose words stand in a list beside those of `language`: the default one, and one more."""
    others = [code for code in content_languages() if code != language]
    return sorted(others, key=lambda code: code != settings.LANGUAGE_CODE)[:2]


def rows_of(labels, languages):
    """Return what something is called in other languages: code, name of the language and words of each that has some.

    Args:
        labels: its labels.
        languages: the codes, in the order wanted.
    """
    known = {label.language: label for label in labels}
    return [(code, autonym(code), words_of(known[code])) for code in languages if code in known]
