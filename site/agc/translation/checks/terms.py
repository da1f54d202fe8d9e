"""Words on which all have agreed: the glossary, and acronyms."""

import re
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.texts import unaccented
from agc.translation.checks.acronyms import CURRENCY_CODES, GROUPS_OF, NO_ACRONYMS
from agc.translation.checks.base import register
from agc.translation.checks.stopwords import EVERY_SMALL_WORD, words_of

ACRONYM = re.compile(r"(?<![\w.@/-])(?:[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ&]{1,12}s?|PyMEs|pymes|mipymes|sida|BAsD)(?![\w@])")
# A shorter one may have been written out: "CEO".
SHORTEST_UNKNOWN = 4
SMALL = frozenset(unaccented(word) for word in EVERY_SMALL_WORD)
# Words whose forms do not begin alike.
IRREGULAR = {"women": "woman", "men": "man", "people": "person", "children": "child", "feet": "foot", "lives": "life"}
ARTICLE = "ال"


@register("glossary", gettext_lazy("Glossary"))
def glossary(pair):
    words = None
    for term, accepted in pair.asked.terms:
        if not accepted:
            continue
        words = forms(pair.target.text) if words is None else words
        if not any(stands_in(phrase, words) for phrase in accepted):
            due = " / ".join(accepted[:3])
            yield _("“%(term)s” is “%(due)s” in the glossary.") % {"term": term, "due": due}


def forms(text):
    """Return the words of a text as they are compared."""
    return {normal(word) for word in words_of(unaccented(text))}


def normal(word):
    """Return a word, without accents and in lower case, without what its plural or its article adds."""
    word = IRREGULAR.get(word, word).removeprefix(ARTICLE)
    if len(word) > 4 and word.endswith("es") and word[-3] not in "aeiou":
        word = word[:-2]
    elif len(word) > 3 and word.endswith(("s", "x")):
        word = word[:-1]
    return word[:-1] + "c" if word.endswith("z") else word


def stands_in(phrase, words):
    """Return whether the words of a phrase that carry its meaning stand in a text, in whatever form and order.

    Args:
        phrase: "trabajo de cuidados".
        words: the words of the text, as `forms` gives them.
    """
    wanted = words_of(unaccented(phrase))
    content = [normal(word) for word in wanted if word not in SMALL] or [normal(word) for word in wanted]
    return all(any(word.startswith(beginning(due)) for word in words) for due in content)


def beginning(word):
    """Return the part of a word that its forms have in common."""
    if len(word) <= 3:
        return word
    return word[: len(word) - 1] if len(word) <= 5 else word[: ceil(len(word) * 0.7)]


@register("acronyms", gettext_lazy("Acronyms"), needs="pair")
def acronyms(pair):
    source, target = pair.source.prose, pair.target.prose
    if source.isupper() or target.isupper():
        return
    there = {form.removesuffix("s") for form in ACRONYM.findall(target)} | set(ACRONYM.findall(target))
    unknown = []
    for form in dict.fromkeys(ACRONYM.findall(source)):
        group = group_of(form, pair.source.language)
        if group:
            yield from known_acronym(form, group, pair, there)
        elif is_missing(form, target) and form not in CURRENCY_CODES:
            unknown.append(form)
    # One that has become another one is a translation of the name.
    new = [form for form in there if form not in source]
    for form in unknown[len(new) :]:
        yield _("The acronym “%(form)s” is missing.") % {"form": form}


def group_of(form, language):
    known = GROUPS_OF[language]
    return known.get(form) or known.get(form.removesuffix("s"))


def known_acronym(form, group, pair, there):
    """Yield a message where an acronym has neither its form nor its name in the translation."""
    by_language, names = group
    language = pair.target.language
    accepted = by_language[language]
    values = {"form": form, "due": accepted[0]}
    if there.intersection(accepted):
        return
    if form in there:
        yield _("“%(form)s” is “%(due)s” in this language.") % values, form
    elif not names[language].search(unaccented(pair.target.text)):
        yield _("“%(form)s” is missing (“%(due)s” in this language).") % values


def is_missing(form, target):
    plain = form.removesuffix("s")
    return len(plain) >= SHORTEST_UNKNOWN and plain not in NO_ACRONYMS and plain.casefold() not in target.casefold()
