"""What a made-up practice says, chosen once for all its languages, and then said in each."""

from dataclasses import dataclass

from agc.demo.generating.facts import RS
from agc.demo.generating.phrases import Phrase, phrases
from agc.demo.generating.records import Figure, Version
from agc.demo.generating.subjects import SHORT_LENGTH, capital

# Fields of a full record that are no rich text though they have several sentences, and those that follow a number.
PLAIN = ("easy_read",)
AFTER_A_NUMBER = ("unit_cost_of",)


@dataclass(frozen=True)
class Said:
    """A phrase as one practice says it: with the same number, and the same phrase within it, in every language."""

    phrase: Phrase
    number: int = 0
    inner: Phrase | None = None

    @property
    def parts(self):
        """The phrases in it, the unit of an indicator among them."""
        unit = self.phrase.facts.get("unit")
        return [phrase for phrase in (self.phrase, self.inner, unit) if phrase is not None]


@dataclass(frozen=True)
class Story:
    """All that a practice says.

    Attributes:
        outcomes: what changed, by R.
        additions: sentences with words that not every practice uses.
        years: those of the key dates.
        figures: those of the indicators.
    """

    opening: Said
    outcomes: dict
    problems: list
    processes: list
    additions: list
    steps: list
    warnings: list
    key_dates: list
    years: tuple
    indicators: list
    figures: tuple
    lead: Said
    partners: list

    def families(self, language, deeper=()):
        """Return the codes of the families of words in it, and in what is said `deeper`, in one language."""
        said = [
            *deeper,
            self.opening,
            *self.outcomes.values(),
            *self.problems,
            *self.processes,
            *self.additions,
            *self.steps,
        ]
        said += [*self.warnings, *self.key_dates, *self.indicators, self.lead, *self.partners]
        used = [phrase for item in said for phrase in item.parts]
        used += [phrases().texts["notice"], *self.headings().values()]
        return frozenset().union(*(phrase.families[language] for phrase in used))

    def headings(self):
        """Return the headings of its body."""
        headings = phrases().texts["headings"]
        return headings if self.warnings else {name: text for name, text in headings.items() if name != "warning"}


def choose_story(chance, times):
    """Choose what a practice says."""
    texts = phrases().texts

    def some(name, number):
        return [Said(phrase, chance.number(3, 12)) for phrase in chance.several(texts[name], number)]

    years = sorted({times.some_year(chance) for _date in range(chance.number(0, 3))})
    indicators = some("indicators", chance.number(0, 2))
    lead, *partners = some("organisations", chance.number(1, 3))
    return Story(
        opening=Said(chance.common(times.fitting(texts["openings"]))),
        outcomes={r: Said(chance.common(texts["outcomes"][r])) for r in chance.several(RS, chance.number(1, 3))},
        problems=some("problems", 2),
        processes=some("processes", chance.number(2, 3)),
        additions=choose_additions(chance),
        steps=some("steps", 3),
        warnings=some("warnings", chance.number(0, 1)),
        key_dates=some("key_dates", len(years)),
        years=tuple(years),
        indicators=indicators,
        figures=tuple(choose_figure(chance, said.phrase, times) for said in indicators),
        lead=lead,
        partners=partners,
    )


def choose_additions(chance):
    """Choose sentences of some families of words, and on a thing that few have."""
    texts, sentences = phrases().texts, phrases().sentences
    said = [
        Said(sentences[family][chance.number(0, len(sentences[family]) - 1)], chance.number(3, 12))
        for family in chance.several(list(sentences), chance.number(1, 3))
    ]
    if chance.happens(0.6):
        said.append(Said(chance.common(texts["besides"]), inner=chance.common(texts["details"], power=2)))
    return said


def choose_figure(chance, indicator, times):
    """Choose a figure before and after; of some indicators less is better, and some are never large."""
    low, high = indicator.facts.get("least", 5), indicator.facts.get("most", 1300)
    before = chance.number(low, low + (high - low) // 3)
    after = before + chance.number(low, high - before)
    if indicator.facts.get("falls"):
        before, after = after, before
    return Figure(before, after, times.some_year(chance))


class Teller:
    """Says in one language what was chosen.

    Args:
        language: the language.
        outline: what the practice is.
        story: what there is to say of it.
        depth: what a full record says beyond.
    """

    def __init__(self, language, outline, story, depth):
        self.language = language
        self.subject = subject = outline.subject
        self.story = story
        self.depth = depth
        self.names = {
            "town": outline.town.name,
            "region": outline.town.region,
            "year": outline.times.start_year,
            "name": subject.name(language, article=True),
            "form": subject.with_article(language),
            "in_place": subject.place(language, outline.town.name),
        }

    def tell(self):
        """Return what the practice says in this language."""
        story, subject, language = self.story, self.subject, self.language
        title = subject.title(language, self.names["town"])
        outcomes = [self.say(said) for said in story.outcomes.values()]
        changes = tuple(capital(f"{outcome}.") for outcome in outcomes)
        return Version(
            title=title,
            short_title=subject.short_title(language, self.names["town"]) if len(title) > SHORT_LENGTH else "",
            claim=capital(f"{self.names['in_place']}, {outcomes[0]}."),
            summary=paragraphs(" ".join([self.sentences([story.opening]), *changes]), self.text("notice")),
            problem=paragraphs(self.sentences(story.problems)),
            approach=tuple(self.approach()),
            lead=self.say(story.lead),
            effects=changes,
            key_dates=tuple(self.say(said) for said in story.key_dates),
            results=tuple((self.say(said), said.phrase.facts["unit"][language]) for said in story.indicators),
            partners=tuple(self.say(said) for said in story.partners),
            fields={name: self.field(name, said) for name, said in self.depth.texts.items()},
            rows={name: tuple(self.row(words) for words, _facts in rows) for name, rows in self.depth.rows.items()},
            families=story.families(language, self.depth.said()) | subject.families(language),
        )

    def field(self, name, said):
        """Return a field of a full record; those of several sentences are rich text but for that in easy words."""
        if len(said) == 1:
            text = self.say(said[0])
            return text if name in AFTER_A_NUMBER else capital(text)
        return self.sentences(said) if name in PLAIN else paragraphs(self.sentences(said))

    def row(self, words):
        """Return the words of a row; of several phrases each has its line."""
        return {name: "\n".join(capital(self.say(item)) for item in said) for name, said in words.items()}

    def approach(self):
        """Yield the blocks of the body."""
        story = self.story
        headings = {name: phrase[self.language] for name, phrase in story.headings().items()}
        yield "heading", headings["how"]
        yield "paragraph", paragraphs(self.sentences(story.processes))
        yield "heading", headings["more"]
        yield "paragraph", paragraphs(self.sentences(story.additions))
        yield "checklist", {"title": headings["steps"], "items": [self.say(said) for said in story.steps]}
        for said in story.warnings:
            yield "callout", {"title": headings["warning"], "text": paragraphs(self.say(said))}

    def text(self, name):
        return phrases().texts[name][self.language]

    def say(self, said):
        """Return a phrase with what is put into it."""
        detail = said.inner[self.language] if said.inner else ""
        return said.phrase[self.language].format(**self.names, number=said.number, detail=detail)

    def sentences(self, said):
        return " ".join(capital(self.say(item)) for item in said)


def paragraphs(*texts):
    """Return texts as paragraphs of rich text; none of the phrases has a sign that HTML reads as its own."""
    return "".join(f"<p>{text}</p>" for text in texts)
