"""The words of the vocabulary in one language: what is missing, what translators propose, what reviewers decide.

A concept is one row for all languages, so the rights on it cannot be given by language. Who translates proposes words
for one language here, and whoever reviews that language lets readers have them.
"""

import json
import unicodedata
from hashlib import sha256

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from agc.core.languages import autonym, content_languages
from agc.core.texts import unaccented
from agc.translation import rights
from agc.translation.models import LabelProposal
from agc.vocabulary.models import Concept, ConceptLabel, unix_lines

State = LabelProposal.State
OPEN = (State.SUBMITTED, State.CHANGES)
FIELDS = ("preferred", "alternatives", "definition")

# In the history of a concept: keeps what readers had when the words were proposed.
PROPOSED = "agc.words.proposed"


def words_of(row):
    """Return the words of a label or of a proposal, field by field; empty texts where there is no row."""
    return {field: unix_lines(getattr(row, field)) if row else "" for field in FIELDS}


def stamp(label, proposal):
    """Return a short text that tells whether the words that somebody was shown are still the same.

    Args:
        label: the ConceptLabel that readers have, or None.
        proposal: the open LabelProposal, or None.
    """
    shown = [words_of(label), words_of(proposal), proposal and (proposal.pk, proposal.state, proposal.comment)]
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:32]


def proposals():
    """Return the proposals with the people that a list of them names."""
    return LabelProposal.objects.select_related("author", "decided_by")


def open_proposal(concept, language):
    """Return the proposal for a concept in a language that waits for somebody, or None."""
    return proposals().filter(concept=concept, language=language, state__in=OPEN).first()


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


def label_of(concept, language):
    return ConceptLabel.objects.filter(concept=concept, language=language).first()


def concepts_in(language):
    """Return the concepts in use with what each lacks in a language.

    Annotations, each true or false: `lacks_label`; `lacks_definition` and `lacks_alternatives`, where another language
    of the site has some; `proposed`, where words are proposed already.
    """
    labels = ConceptLabel.objects.filter(concept=OuterRef("pk"))
    here = labels.filter(language=language)
    elsewhere = labels.filter(language__in=content_languages()).exclude(language=language)
    offered = LabelProposal.objects.filter(concept=OuterRef("pk"), language=language, state__in=OPEN)

    def lacks(field):
        return truth(Exists(elsewhere.exclude(**{field: ""})) & ~Exists(here.exclude(**{field: ""})))

    return Concept.objects.in_use().annotate(
        lacks_label=truth(~Exists(here.exclude(preferred=""))),
        lacks_definition=lacks("definition"),
        lacks_alternatives=lacks("alternatives"),
        proposed=Exists(offered),
    )


def truth(condition):
    return ExpressionWrapper(Q(condition), output_field=BooleanField())


def missing_in(language):
    """Return the concepts without a label, or without a definition, for which nobody has proposed words yet.

    Other words for a concept are asked for and never due: not every language has some.
    """
    return concepts_in(language).filter(Q(lacks_label=True) | Q(lacks_definition=True), proposed=False)


def open_counts(locale):
    """Return how many concepts lack words in a language, and for how many some are proposed.

    Args:
        locale: the Locale of the language.
    """
    language = locale.language_code
    waiting = LabelProposal.objects.filter(language=language, state__in=OPEN)
    return {"missing": missing_in(language).count(), "proposed": waiting.count()}


def found(text):
    """Return the keys of the concepts that have a text in their code or in any word, whatever its accents and case."""
    wanted = unaccented(text)
    rows = Concept.objects.values_list("pk", "code", "labels__preferred", "labels__alternatives")
    return {key for key, *words in rows if any(wanted in unaccented(word) for word in words if word)}


def like(word):
    """Return a word as it is compared with others: without a difference of case, accents kept."""
    return unicodedata.normalize("NFKC", word).casefold().strip()


def twins(concept, language, preferred):
    """Return the other concepts of the same list that are called the same, with the word that is the same.

    A label is compared with the labels of the others, with their other words, and with what is proposed for them.

    Args:
        concept: the concept.
        language: the code of the language.
        preferred: the label that it has or is to have.

    Returns:
        Pairs of a Concept and a word.
    """
    wanted = like(preferred)
    if not wanted:
        return []
    place = {"concept__scheme_id": concept.scheme_id, "language": language}
    waiting = LabelProposal.objects.filter(**place, state__in=OPEN)
    same = {}
    for rows in (ConceptLabel.objects.filter(**place), waiting):
        for key, label, others in rows.exclude(concept=concept).values_list("concept", "preferred", "alternatives"):
            for word in (label, *others.splitlines()):
                if like(word) == wanted:
                    same.setdefault(key, word.strip())
    return [(other, same[other.pk]) for other in Concept.objects.filter(pk__in=same)]


def before(offered):
    """Return what readers had when each of some proposals was last written, by its key.

    One that the history does not know is left out.
    """
    keys = {str(proposal.concept_id) for proposal in offered}
    history = ModelLogEntry.objects.filter(content_type=concept_type(), object_id__in=keys, action=PROPOSED)
    kept = {entry.data["proposal"]: entry.data["before"] for entry in history.order_by("timestamp", "pk")}
    return {proposal.pk: kept[proposal.pk] for proposal in offered if proposal.pk in kept}


def concept_type():
    return ContentType.objects.get_for_model(Concept, for_concrete_model=False)


def conflict(proposal, label, known):
    """Return the words that readers had when a proposal was made, where they have others now; else None.

    Args:
        proposal: the proposal.
        label: the ConceptLabel as it is now, or None.
        known: what `before` returned.
    """
    was, now = known.get(proposal.pk), words_of(label)
    return was if was is not None and was != now and now != words_of(proposal) else None


def why_not_proposable(language, user, proposal):
    """Return why `user` cannot propose words, or change them; an empty text where they can.

    Args:
        language: the code of the language.
        user: whoever asks.
        proposal: the open proposal for the concept, or None.
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
    """Return what a concept is called in other languages: code, name of the language and words of each that has some.

    Args:
        labels: the ConceptLabels of the concept.
        languages: the codes, in the order wanted.
    """
    known = {label.language: label for label in labels}
    return [(code, autonym(code), words_of(known[code])) for code in languages if code in known]
