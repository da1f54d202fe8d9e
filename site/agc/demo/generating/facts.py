"""What is decided of a made-up practice beside its words: its languages, its concepts, its times."""

import datetime
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from agc.demo.generating.phrases import LANGUAGES

# How many are written first in the language of their town, and in how many languages they exist.
WRITTEN_IN_LANGUAGE_OF_TOWN = 0.95
NUMBERS_OF_LANGUAGES = {3: 0.6, 2: 0.25, 1: 0.15}

# The day on which everything was last heard of: today must not change what is made.
NEWEST = datetime.date(2026, 6, 30)
YEARS = range(2000, NEWEST.year)
# From year to year more of them begin.
WEIGHTS_OF_YEARS = list(accumulate((year - YEARS[0] + 1) ** 2 for year in YEARS))

# The first of each list is the commonest.
RS = ("reduce", "redistribute", "recognise", "reward", "represent")
STAGES = ("promising", "pilot", "institutionalised", "good", "in-development", "discontinued")
EVIDENCE = ("self-reported", "monitoring", "evaluation", "peer-reviewed")
COMPONENTS = (
    *("services", "training", "information", "governance", "culture-change", "money"),
    *("participation", "infrastructure", "regulation", "time", "financing"),
)
LEVELS_OF_COUNTRIES = ("regional", "global")
SETTINGS = ("urban", "rural", "island")
# A practice in the country around a large town does not say how large this is.
SIZES_OF_SETTING = {"urban": ("metropolis", "large-city", "medium-city", "town"), "rural": ("town", "village")}
SETTING_OF_AUDIENCE = {"displaced": "crisis", "rural": "rural", "indigenous": "rural"}
PAID = ("unpaid", "both", "paid")
DIRECT = ("both", "direct", "indirect")


def choose_languages(chance, town):
    """Choose in which languages a practice exists; that in which it was written comes before the others."""
    others = [language for language in LANGUAGES if language != town.language]
    source = town.language if chance.happens(WRITTEN_IN_LANGUAGE_OF_TOWN) else chance.common(others)
    others = [language for language in LANGUAGES if language != source]
    return source, *chance.several(others, chance.by_share(NUMBERS_OF_LANGUAGES) - 1)


def choose_concepts(chance, subject):
    """Choose the codes of the concepts that a practice is filed under, by the code of their scheme."""
    theme = subject.theme.facts
    setting = SETTING_OF_AUDIENCE.get(subject.audience_name) or chance.common(SETTINGS)
    components = (theme["component"], chance.common(COMPONENTS) if chance.happens(0.6) else theme["component"])
    return {
        "level": (subject.level.facts["level"],),
        "setting": (setting,),
        "care-type": (theme["care"],),
        "component": tuple(dict.fromkeys(components)),
        "population": (subject.audience.facts["population"],),
        "sdg": tuple(dict.fromkeys((theme["sdg"], "5.4"))),
        "norm": (theme["norm"],) if chance.happens(0.4) else (),
    }


def choose_size(town, concepts):
    """Return the size of the town of a practice, where it agrees with the setting that this is filed under."""
    (setting,) = concepts["setting"]
    return town.size if town.size in SIZES_OF_SETTING.get(setting, ()) else ""


@dataclass(frozen=True)
class Times:
    """When a practice began, ended, and was last heard of."""

    start_year: int
    end_year: int | None
    facts_as_of: datetime.date

    def fitting(self, choices):
        """Return those of some phrases that can be said: of what has ended not that it goes on, nor the other way."""
        wrong = "ended" if self.end_year is None else "goes_on"
        return [phrase for phrase in choices if not phrase.facts.get(wrong)]

    def some_year(self, chance):
        """Return a year in which it went on, as far as is known."""
        return chance.number(self.start_year, self.end_year or self.facts_as_of.year)


def choose_times(chance, stage):
    """Choose the times of a practice; there is more recent news than old."""
    start_year = YEARS[bisect(WEIGHTS_OF_YEARS, chance.random() * WEIGHTS_OF_YEARS[-1])]
    days = (NEWEST - datetime.date(start_year, 12, 31)).days
    facts_as_of = NEWEST - datetime.timedelta(days=min(chance.number(0, days), chance.number(0, days)))
    goes_on = Times(start_year, None, facts_as_of)
    if stage == "in-development" or (stage != "discontinued" and not chance.happens(0.08)):
        return goes_on
    return Times(start_year, goes_on.some_year(chance), facts_as_of)
