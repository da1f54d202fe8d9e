"""Practices made up one by one, each from its number and its seed alone."""

from agc.demo.generating import facts
from agc.demo.generating.chance import Chance
from agc.demo.generating.phrases import phrases
from agc.demo.generating.places import place_of
from agc.demo.generating.records import Record, key_of_record
from agc.demo.generating.stories import Teller, choose_story
from agc.demo.generating.subjects import choose_subject


def records(number, seed, first=0):
    """Yield made-up practices: the same ones for the same seed, whatever their `number` and wherever they begin.

    Args:
        number: how many practices the seed is to have.
        seed: a whole number from 0 on.
        first: how many to leave out at the beginning.
    """
    for current in range(first, number):
        yield make_record(current, seed)


def make_record(number, seed):
    """Return the practice of a seed with this number."""
    chance = Chance(seed, "practice", number)
    town, turn = place_of(number, seed)
    subject = choose_subject(chance, turn)
    stage = chance.common(facts.STAGES)
    times = facts.choose_times(chance, stage)
    languages = facts.choose_languages(chance, town)
    story = choose_story(chance, times)
    return Record(
        number=number,
        key=key_of_record(seed, number),
        languages=languages,
        versions={language: Teller(language, subject, story, town, times).tell() for language in languages},
        town=town,
        concepts=facts.choose_concepts(chance, subject),
        kind=subject.form.facts["kind"],
        stage=stage,
        lead_actor=story.lead.phrase.facts["actor"],
        evidence=chance.common(facts.EVIDENCE) if story.figures else "",
        paid=chance.common(facts.PAID),
        direct=chance.common(facts.DIRECT),
        start_year=times.start_year,
        end_year=times.end_year,
        facts_as_of=times.facts_as_of,
        effects=tuple(story.outcomes),
        key_dates=story.years,
        results=story.figures,
        partners=tuple((said.phrase.facts["actor"], said.phrase.facts["role"]) for said in story.partners),
        source=phrases().texts["source"][languages[0]],
    )
