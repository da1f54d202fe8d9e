"""Finding records by words in any language of theirs."""

import re
from dataclasses import dataclass, field, replace

from django.utils.text import capfirst

from agc.core.languages import content_languages
from search.analysis import exact_words, parse
from search.engines import Ask, get_engine
from search.engines.terms import filed_mark, mark, term
from search.meaning import Meaning
from search.ordering import rows_of_few, titled_exactly
from search.ranking import reordered
from search.spelling import vocabulary
from search.synonyms import synonyms

# Where fewer records than these have all of a question one word of it may be a slip, and so many others are tried;
# those are offered that so many times more records have.
HARDLY_ANY, MOST_OFFERED, TIMES_MORE = 3, 3, 2


@dataclass
class Answer:
    """What a question found.

    Attributes:
        query: the question, as analysis.parse has read it.
        rows: the SearchRow of each record asked for, in the language that suits the reader best.
        total, facets: how many records there are, and how many have each value of the facets that were wanted.
        slips: what was looked for in place of words that no record has.
        countries: what a country is called, by the code that was typed for it.
        whole: how many of the records have all of the words, or other words for them; the rest have some of them.
        stems: those by which the words were looked for.
        names: the stems of other words for what was asked for.
        is_by_name: whether some have it by another name alone.
        passages: the key of the passage of a document, by the key of a record that was found by it alone.
        words: the Vocabulary by which the question was understood.
    """

    query: object
    rows: list = field(default_factory=list)
    total: int = 0
    facets: dict = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    whole: int = 0
    stems: frozenset = frozenset()
    names: frozenset = frozenset()
    is_by_name: bool = False
    passages: dict[int, int] = field(default_factory=dict)
    words: object = None

    @property
    def number(self):
        """How many words were asked for that say something."""
        return len(self.query.wanted) + sum(map(len, self.query.phrases))


def find(typed, language, chosen=None, start=0, stop=20, facets=None):
    """Return the Answer to what a reader typed.

    Every word has to stand in some language of a record, in some form of it, or another name for what it names; where
    few records have all of them, those that have most are found after them.

    Args:
        typed: words, phrases in quotes, words to leave out after a minus.
        language: the code of the reader's language.
        chosen: values asked for by facet.
        start, stop: which of the results.
        facets: those to be counted; all, if left out.
    """
    query = parse(typed)
    words = vocabulary()
    answer = Answer(query, words=words)
    ask = ready(query, language, answer, words)
    if typed.strip() and not (ask.wants or ask.left_out()):
        return answer
    exact = [asked.word for asked in query.wanted] + [word for phrase in query.phrases for word in phrase]
    meaning = Meaning(ask, with_phrases(ask, words), said_in(query), synonyms(words))
    ask = meaning.wanted(is_whole=not (ask.phrases or answer.slips))
    called = titled_exactly(query.typed)

    def better(head):
        # Who wants no result wants no order either.
        return reordered(head, meaning, language, exact, called) if stop else []

    found = get_engine().search(ask, chosen, start, stop, better, language, called, facets)
    answer.total, answer.whole, answer.facets = found.total, found.whole, found.facets
    answer.passages = found.passages
    answer.names, answer.is_by_name = meaning.other_words, found.by_name
    if not found.whole:
        # Nothing has the words that were meant either: they may be of what is not public any more.
        answer.slips = {}
    answer.rows = in_best_language(found.ids, language)
    return answer


def instead(answer, language, chosen=None):
    """Return what may have been meant where hardly any record has all: questions that more have, the likeliest first.

    One word alone may be a slip: one that is of another language, as "ombres" is of French for "hombres", or that no
    record has, as "leve" for "leave". Where there are more such words, another language was meant.

    Args:
        answer: the Answer; language, chosen: as for `find`.
    """
    words, query = answer.words, answer.query
    if answer.whole >= HARDLY_ANY or answer.slips:
        return []
    strange = [asked for asked in query.wanted if language not in words.languages_of(asked)]
    if len(strange) != 1 or strange[0].text.isupper() or query.phrases or query.excluded:
        return []
    (asked,), found = strange, {}
    for other in words.meant(asked.word, language, most=1)[:MOST_OFFERED]:
        written = spelt_like(asked.text, words.written(other, language))
        typed = re.sub(rf"(?<!\w){re.escape(asked.text)}(?!\w)", written, query.typed)
        found[typed] = find(typed, language, chosen, 0, 0, facets=()).whole
    better = [typed for typed, number in found.items() if number > answer.whole * TIMES_MORE]
    if len(better) < 2:
        return better
    # What is said comes before what merely stands in the same records: "parental leave" before "parental live".
    said = {typed: find(f'"{typed}"', language, chosen, 0, 0, facets=()).whole for typed in better}
    return sorted(better, key=lambda typed: (said[typed], found[typed]), reverse=True)


def spelt_like(typed, word):
    """Return a word with a capital, where what was typed has one."""
    return capfirst(word) if typed[:1].isupper() else word


def ready(query, language, answer, words):
    """Return the Ask of a question: each word as the stems that it has in the languages that it may be of."""
    groups, coded, side_by_side = [], {}, [tuple(phrase) for phrase in query.phrases]
    if query.is_stop_only:
        # What says little has no stem in the index.
        side_by_side += [exact_words([asked.unit]) for asked in query.words]
    else:
        known = synonyms(words)
        literally = [literal_stems(asked) for asked in query.wanted]
        named = known.parts(tuple(map(ready_stems, literally)), said_in(query))
        # No record may have such a word, and the vocabulary has.
        within = {place for start, end, _concepts in named for place in range(start, end)}
        for place, asked in enumerate(query.wanted):
            own = literally[place] if place in within else None
            if not own and (country := country_of(asked, words, known)):
                coded[place] = country
                answer.countries[asked.text] = country.labels.get(language) or next(iter(country.labels.values()))
                groups.append(of_country(country))
            else:
                groups.append(stems_of(asked, language, words, answer, own))
    in_words = (stem for place, group in enumerate(groups) for stems in group if place not in coded for stem in stems)
    in_phrases = (stem for phrase in query.phrases for word in phrase for stem in words.stems_of(word))
    of_countries = (stem for country in coded.values() for stem in country.stems)
    answer.stems = frozenset([*in_words, *in_phrases, *of_countries])
    excluded = [term(it) for phrase in query.excluded if len(phrase) == 1 for it in words.stems_of(phrase[0])]
    return Ask(
        tuple(group if place in coded else ready_stems(group) for place, group in enumerate(groups)),
        tuple(side_by_side),
        tuple(dict.fromkeys(excluded)),
        tuple(tuple(phrase) for phrase in query.excluded if len(phrase) > 1),
        tuple(map(words.telling, groups)),
    )


def with_phrases(ask, words):
    """Return an Ask for what to look at in what was found: the words of phrases are words too."""
    groups = [unique([stem] for stem in words.stems_of(word)) for phrase in ask.phrases for word in phrase]
    weights = ask.weights or map(words.telling, ask.groups)
    return replace(
        ask, groups=(*ask.groups, *map(ready_stems, groups)), weights=(*weights, *map(words.telling, groups))
    )


def ready_stems(group):
    """Return alternatives of stems as an engine takes them."""
    return tuple(tuple(map(term, stems)) for stems in group)


def said_in(query):
    """Return all words of a question as they were typed, those that say little too."""
    return frozenset(part.word for asked in query.words for part in (asked.unit, *asked.unit.parts))


def literal_stems(asked):
    """Return the ways to look for a word in any language, whether or not a record has it."""
    return unique(stems for code in content_languages() for stems in asked.stems(code))


def country_of(asked, words, known):
    """Return the Country whose code a word is, where it is written as one and no record has it as a word."""
    return None if asked.is_loud or words.languages_of(asked) else known.countries.get(asked.text)


def of_country(country):
    """Return what stands in the index for who names a country or is filed under it, as alternatives."""
    return ((mark(country.concept),), (filed_mark(country.concept),))


def stems_of(asked, language, words, answer, named):
    """Return the ways to look for a word: lists of stems, each to be found whole.

    Args:
        named: those for a word that belongs to a name of a concept; None for others.
    """
    languages = words.languages_of(asked)
    if languages:
        first = [language] if language in languages else []
        return unique(stems for code in [*first, *languages] for stems in asked.stems(code))
    if named:
        return named
    meant = words.beginning(asked.word) or words.meant(asked.word) or words.related(asked.word)
    if not meant:
        return literal_stems(asked)
    likely = words.written(meant[0], language)
    answer.slips[asked.text] = spelt_like(asked.text, likely)
    return unique([words.stems[code][other]] for other in meant for code in words.languages(other))


def unique(lists):
    return list(dict.fromkeys(map(tuple, lists)))


def in_best_language(keys, language):
    """Return the row of each record in the reader's language, else in that of its source, else in any."""
    own_last = sorted(rows_of_few(keys, language), key=lambda row: row.language == language)
    rows = {row.record_id: row for row in own_last}
    return [rows[key] for key in keys if key in rows]
