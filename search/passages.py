"""Why a record was found: the passage that matched, with its words marked, or what else of the record did."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from agc.vocabulary.models import Concept
from search.analysis import is_stop, stem, tokens
from search.analysis.acronyms import key_of, words_too
from search.analysis.languages import base_of
from search.models import SearchPassage, SearchRow
from search.spelling import vocabulary
from search.synonyms import synonyms

LENGTH = 220
# How far apart the words of a passage may be.
WITHIN = LENGTH * 3 // 4
LONGEST_WORD = 40
# Where the words stand is looked at so often.
MOST_PLACES = 200
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SEPARATOR = r"[.,'’\s]?"
# Where a sentence or a field of the record ends.
END = re.compile(r"[.!?…;:]\s")


@dataclass
class Reason:
    """Why a record was found.

    Attributes:
        summary: the summary that is shown, as HTML, the words that matched marked; empty where it has none.
        passage: part of another text in the same way; empty where the summary has them, or no text.
        language: the language of the passage.
        concepts: the concepts whose words matched.
        document: the file in which the passage stands, where it is not the record itself; page: the number of its page.
        has: the stems that stand in what is shown.
    """

    summary: str = ""
    passage: str = ""
    language: str = ""
    concepts: tuple = ()
    document: object = None
    page: int | None = None
    has: frozenset = frozenset()

    @property
    def document_url(self):
        """Where the file opens, at the page if it is a PDF, whose readers know this way."""
        return f"{self.document.url}#page={self.page}" if self.page else self.document.url


def reasons(rows, stems, number, passages, names=frozenset()):
    """Return the Reason of each row, by the key of its record.

    Args:
        rows: what is shown of the records.
        stems: those by which they were found.
        number: how many words were asked for.
        passages: the key of the passage of a document, by the key of a record that was found by it alone.
        names: the stems of other words for what was asked for.
    """
    words = vocabulary()
    finders = [Finder(asked, words, number) for asked in (stems, names) if asked]
    found, partly, open_rows = in_documents(passages, finders[0]), {}, []
    for row in rows:
        if row.record_id in found:
            found[row.record_id].summary = finders[0].summary(row)
            continue
        reason = next(filter(None, (finder.reason(row) for finder in finders)), None)
        if reason:
            found[row.record_id] = reason
        else:
            open_rows.append(row)
        if len(reason.has if reason else ()) < number:
            partly[row.record_id] = stems - reason.has if reason else stems
    if partly:
        named = concepts_found(partly, words)
        found |= elsewhere([row for row in open_rows if row.record_id not in named], finders[0])
        for key, concepts in named.items():
            found.setdefault(key, Reason()).concepts = tuple(concepts)
    return found


def in_documents(passages, finder):
    """Return the reasons of records that were found by the passage of a document."""
    rows = SearchPassage.objects.select_related("file__document").in_bulk(passages.values()) if passages else {}
    return {
        key: Reason(
            passage=finder.passage(rows[pk].text, rows[pk].language) or rows[pk].text[:LENGTH],
            language=rows[pk].language,
            document=rows[pk].file.document,
            page=rows[pk].page,
        )
        for key, pk in passages.items()
        if pk in rows
    }


def elsewhere(rows, finder):
    """Return the reasons of records that have the words in a text in another language than the row that is shown."""
    keys = [row.record_id for row in rows]
    shown = {row.pk for row in rows}
    found = {}
    others = SearchRow.objects.filter(record__in=keys).exclude(pk__in=shown).order_by("pk") if rows else ()
    for row in others:
        if row.record_id in found:
            continue
        if passage := finder.passage(row.summary, row.language) or finder.passage(row.text, row.language):
            found[row.record_id] = Reason(passage=passage, language=row.language)
    return found


def concepts_found(wanted, words):
    """Return the concepts of records that have in their names, in any language, what was asked for.

    Where whole names of some were asked for, those.

    Args:
        wanted: the stems that matter, by the key of the record.
        words: the Vocabulary.
    """
    known = synonyms(words)
    hits = {stems: known.with_any(stems) for stems in set(wanted.values())}

    @cache
    def named_by(stems, concept):
        """Return the concept, or the next wider one, that has one of some stems in a name; None without."""
        return next((it for it in known.wider(concept) if it in hits[stems]), None)

    # Of so few records all are read: what has a concept may be half of everything.
    rows = SearchRow.concepts.through.objects.filter(searchrow__record__in=wanted).distinct()
    filed = rows.values_list("searchrow__record", "concept")
    pairs = {(key, named) for key, concept in filed if (named := named_by(wanted[key], concept)) is not None}
    concepts = Concept.objects.in_bulk({concept for _key, concept in pairs})
    found = defaultdict(dict)
    for key, concept in sorted(pairs, key=lambda pair: (not hits[wanted[pair[0]]][pair[1]], pair)):
        # It may just have been deleted; and two lists may call something alike.
        if concept in concepts:
            found[key].setdefault(concepts[concept].label, concepts[concept])
    return {
        key: [it for it in named.values() if hits[wanted[key]][it.pk]] or list(named.values())
        for key, named in found.items()
    }


class Finder:
    """Finds the words that have some stem, in texts of any length, without analysing all of them.

    Args:
        stems: those that are looked for.
        words: the Vocabulary.
        number: how many words were asked for.
    """

    def __init__(self, stems, words, number=1):
        self.stems, self.words, self.number = stems, words, number
        self.patterns, self.forms, self.doubtful = {}, {}, {}

    def pattern(self, language):
        """Return what finds the words of a language that have one of the stems, in small letters."""
        if language not in self.patterns:
            self.forms[language], self.doubtful[language] = self.forms_of(language)
            words = [re.escape(form) for form in sorted(self.forms[language], key=len, reverse=True)]
            words += filter(None, map(number_as_written, self.stems))
            # Where a word begins is told afterwards: a pattern that begins with that, or knows no capitals, is tried
            # at each letter of a text, and takes three times as long.
            self.patterns[language] = re.compile(rf"(?:{'|'.join(words)})\b") if words else None
        return self.patterns[language]

    def forms_of(self, language):
        """Return the stem of each form of a word that is looked for, and which forms are so in capitals only."""
        forms, doubtful = {}, set()
        stems = self.words.stems.get(language, {})
        for word in self.words.forms(language, self.stems):
            # Not everybody writes accents.
            written = {word, self.words.written(word, language)}
            forms |= dict.fromkeys(written, stems.get(word, word))
            if is_stop(word, language):
                doubtful |= written
        for word in words_too(base_of(language)):
            if (its_stem := stem(word, language)) in self.stems:
                forms[word] = its_stem
            elif (key := key_of(word)) in self.stems:
                # In small letters "un" is an article.
                forms[word] = key
                doubtful.add(word)
        return forms, doubtful

    def reason(self, row):
        """Return the Reason that stands in what is shown of a record, or in the rest of its texts; None without."""
        places = self.places(row.summary, row.language)
        summary = self.summary(row) if places else ""
        has, passage = {its_stem for _start, its_stem in places} if summary else set(), ""
        if len(has) < self.number:
            passage, more = self.best_passage(row.text, row.language, more_than=len(has))
            has |= more
        if not summary and not passage:
            return None
        return Reason(summary=summary, passage=passage, language=row.language, has=frozenset(has))

    def summary(self, row):
        """Return the summary that is shown of a record, its words marked; empty where it has none of them."""
        return if_marked(self.marked(row.summary, 0, len(row.summary), row.language))

    def places(self, text, language):
        """Return where words of a text may be that have one of the stems, each with its stem."""
        pattern = self.pattern(language)
        if pattern is None:
            return []
        forms, doubtful = self.forms[language], self.doubtful[language]
        places = (
            (match.start(), forms.get(match[0], match[0]))
            for match in pattern.finditer(small(text))
            if not text[match.start() - 1 : match.start()].isalnum()
            and (match[0] not in doubtful or text[match.start() : match.end()].isupper())
        )
        return list(islice(places, MOST_PLACES))

    def passage(self, text, language):
        """Return the passage of a text that has most of the words, marked; empty where it has none."""
        return self.best_passage(text, language)[0]

    def best_passage(self, text, language, more_than=0):
        """Return the passage of a text that has most of the words, marked, and the stems that it has.

        Args:
            text, language: what is looked at.
            more_than: how many it has to have more than; else there is no passage.
        """
        first, last, has = best_place(self.places(text, language))
        passage = if_marked(self.marked(text, *window(text, first, last), language)) if len(has) > more_than else ""
        return passage, has if passage else set()

    def marked(self, text, start, end, language):
        """Return a part of a text as HTML, its words with one of the stems marked."""
        part = text[start:end]
        pieces, place = [], 0
        for token in tokens(part, language):
            # The parts of a compound lie within it.
            if token.start >= place and token.stem in self.stems and not token.is_stop:
                pieces += [
                    escape(part[place : token.start]),
                    format_html("<mark>{}</mark>", part[token.start : token.end]),
                ]
                place = token.end
        pieces.append(escape(part[place:]))
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return mark_safe(f"{before}{''.join(pieces).strip()}{after}")  # noqa: S308 - each piece was escaped


def number_as_written(its_stem):
    """Return a pattern of the ways to write a number: "842278" with a sign or a space between thousands; else ""."""
    if not NUMBER.fullmatch(its_stem):
        return ""
    whole, _point, decimals = its_stem.partition(".")
    head = len(whole) % 3 or 3
    thousands = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
    return SEPARATOR.join(thousands) + (f"[.,]{decimals}" if decimals else "")


def if_marked(passage):
    """Return a passage that has a word marked; empty in place of one that has none."""
    return passage if "<mark>" in passage else ""


def small(text):
    """Return a text in small letters, each where it stood: a dotted capital i becomes two in small letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(it.lower() if len(it.lower()) == 1 else it for it in text)


def best_place(places):
    """Return where the passage begins and ends that has most of the different words, then most of all; and which.

    Args:
        places: as `Finder.places` returns them.
    """
    best, has, inside, first = (0, 0, 0, 0), set(), Counter(), 0
    for at, its_stem in places:
        inside[its_stem] += 1
        while places[first][0] < at - WITHIN:
            inside[places[first][1]] -= 1
            first += 1
        inside = +inside
        this = (len(inside), inside.total(), -places[first][0], at)
        if this > best:
            best, has = this, set(inside)
    return -best[2], best[3], has


def window(text, first, last):
    """Return where a passage begins and ends, at the ends of words, or of a sentence that is near.

    Args:
        text: all of it.
        first, last: places that have to be in it.
    """
    start = max(first - LENGTH // 4, 0)
    ends = [match.end() for match in END.finditer(text, max(first - LENGTH // 2, 0), first)]
    if ends:
        start = ends[-1]
    elif start:
        start = text.find(" ", start) + 1
    end = min(max(start + LENGTH, last + LONGEST_WORD), len(text))
    if end < len(text):
        end = text.rfind(" ", last, end) if text.rfind(" ", last, end) > 0 else end
    return start, end
