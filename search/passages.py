"""Why a record was found: the passage that matched, with its words marked, or what else of the record did."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from agc.vocabulary.models import Concept
from search.analysis import is_stop, tokens
from search.analysis.acronyms import is_word_too
from search.analysis.languages import base_of
from search.models import SearchPassage, SearchRow
from search.spelling import vocabulary
from search.synonyms import synonyms

LENGTH = 220
# Where the words stand is looked at so often.
MOST_PLACES = 200
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
    """

    summary: str = ""
    passage: str = ""
    language: str = ""
    concepts: tuple = ()
    document: object = None
    page: int | None = None

    @property
    def document_url(self):
        """Where the file opens, at the page if it is a PDF, whose readers know this way."""
        return f"{self.document.url}#page={self.page}" if self.page else self.document.url


def reasons(rows, stems, passages, names=frozenset()):
    """Return the Reason of each row, by the key of its record.

    Args:
        rows: what is shown of the records.
        stems: those by which they were found.
        passages: the key of the passage of a document, by the key of a record that was found by it alone.
        names: the stems of other words for what was asked for.
    """
    words = vocabulary()
    finders = [Finder(asked, words) for asked in (stems, names) if asked]
    found, open_rows = in_documents(passages, finders[0]), []
    for row in rows:
        if row.record_id in found:
            found[row.record_id].summary = finders[0].summary(row)
            continue
        reason = next(filter(None, (finder.reason(row) for finder in finders)), None)
        if reason:
            found[row.record_id] = reason
        else:
            open_rows.append(row)
    return found | elsewhere(open_rows, finders[0]) if open_rows else found


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
    """Return the reasons of records whose shown row has none of the words: a concept, or a text in another language."""
    keys = [row.record_id for row in rows]
    shown = {row.pk for row in rows}
    found = {}
    for key, concepts in concepts_found(keys, finder).items():
        found[key] = Reason(concepts=tuple(concepts))
    for row in SearchRow.objects.filter(record__in=keys).exclude(pk__in=shown).order_by("pk"):
        if row.record_id in found:
            continue
        if passage := finder.passage(row.summary, row.language) or finder.passage(row.text, row.language):
            found[row.record_id] = Reason(passage=passage, language=row.language)
    return found


def concepts_found(keys, finder):
    """Return the concepts of records of whose words, in any language, some was asked for; a whole name, if any was."""
    rows = SearchRow.concepts.through.objects.filter(searchrow__record__in=keys)
    # Of so few records all are read: what has a concept may be half of everything.
    hits = synonyms(finder.words).with_any(finder.stems)
    pairs = {pair for pair in rows.values_list("searchrow__record", "concept") if pair[1] in hits}
    concepts = Concept.objects.in_bulk({concept for _key, concept in pairs})
    found = defaultdict(list)
    for key, concept in sorted(pairs):
        # It may just have been deleted.
        if concept in concepts:
            found[key].append(concepts[concept])
    return {key: [it for it in named if hits[it.pk]] or named for key, named in found.items()}


class Finder:
    """Finds the words that have some stem, in texts of any length, without analysing all of them."""

    def __init__(self, stems, words):
        self.stems, self.words = stems, words
        self.patterns, self.doubtful = {}, {}

    def pattern(self, language):
        """Return what finds the words of a language that have one of the stems, in small letters."""
        if language not in self.patterns:
            found = self.words.forms(language, self.stems)
            # Not everybody writes accents.
            forms = {*found, *(self.words.shown[word] for word in found)}
            self.doubtful[language] = {word for word in found if is_doubtful(word, language)}
            words = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
            # Where a word begins is told afterwards: a pattern that begins with that, or knows no capitals, is tried
            # at each letter of a text, and takes three times as long.
            self.patterns[language] = re.compile(rf"(?:{words})\b") if words else None
        return self.patterns[language]

    def reason(self, row):
        """Return the Reason that stands in what is shown of a record, or in the rest of its texts; None without."""
        if summary := self.summary(row):
            return Reason(summary=summary, language=row.language)
        passage = self.passage(row.text, row.language)
        return Reason(passage=passage, language=row.language) if passage else None

    def summary(self, row):
        """Return the summary that is shown of a record, its words marked; empty where it has none of them."""
        if not self.places(row.summary, row.language):
            return ""
        return if_marked(self.marked(row.summary, 0, len(row.summary), row.language))

    def places(self, text, language):
        """Return where words of a text may be that have one of the stems."""
        pattern = self.pattern(language)
        if pattern is None:
            return []
        doubtful = self.doubtful[language]
        places = (
            match.start()
            for match in pattern.finditer(small(text))
            if not text[match.start() - 1 : match.start()].isalnum()
            and (match[0] not in doubtful or text[match.start() : match.end()].isupper())
        )
        return list(islice(places, MOST_PLACES))

    def passage(self, text, language):
        """Return the passage of a text that has most of the words, marked; empty where it has none."""
        places = self.places(text, language)
        if not places:
            return ""
        return if_marked(self.marked(text, *window(text, best_place(text, places)), language))

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


def is_doubtful(word, language):
    """Whether a word in capitals is another than in small letters: "UN" is no article."""
    return is_stop(word, language) or is_word_too(word, base_of(language))


def if_marked(passage):
    """Return a passage that has a word marked; empty in place of one that has none."""
    return passage if "<mark>" in passage else ""


def small(text):
    """Return a text in small letters, each where it stood: a dotted capital i becomes two in small letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(it.lower() if len(it.lower()) == 1 else it for it in text)


def best_place(text, places):
    """Return the place around which most of the others stand."""
    near = {place: sum(0 <= other - place < LENGTH for other in places) for place in places}
    return max(places, key=lambda place: (near[place], -place))


def window(text, place):
    """Return where a passage around a place begins and ends, at the ends of words, or of a sentence that is near."""
    start = max(place - LENGTH // 4, 0)
    ends = [match.end() for match in END.finditer(text, max(place - LENGTH // 2, 0), place)]
    if ends:
        start = ends[-1]
    elif start:
        start = text.find(" ", start) + 1
    end = min(start + LENGTH, len(text))
    if end < len(text):
        end = text.rfind(" ", place, end) if text.rfind(" ", place, end) > 0 else end
    return start, end
