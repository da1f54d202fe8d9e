"""Practices made up one by one, each from its number and its seed alone."""

from agc.demo.generating import facts
from agc.demo.generating.chance import Chance
from agc.demo.generating.depth import choose_depth, deepen
from agc.demo.generating.outlines import outline
from agc.demo.generating.phrases import phrases
from agc.demo.generating.records import Record, key_of_record
from agc.demo.generating.stories import Teller, choose_story


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
    what, chance = outline(number, seed)
    town, subject, times = what.town, what.subject, what.times
    languages = facts.choose_languages(chance, town)
    # Choices of its own: whatever is said in depth, the rest stays the same.
    deeper = Chance(seed, "depth", number)
    depth = choose_depth(deeper, number, seed, what)
    story = deepen(deeper, depth, choose_story(chance, times))
    concepts = facts.choose_concepts(chance, subject) | depth.concepts
    return Record(
        number=number,
        key=key_of_record(seed, number),
        languages=languages,
        versions={language: Teller(language, what, story, depth).tell() for language in languages},
        town=town,
        concepts=concepts,
        kind=subject.form.facts["kind"],
        stage=what.stage,
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
        multi_country=subject.level.facts["level"] in facts.LEVELS_OF_COUNTRIES,
        with_coordinates="coordinates" in depth.parts,
        place_size=facts.choose_size(town, concepts) if "place_size" in depth.parts else "",
        extent=depth.extent,
        fields=depth.facts,
        rows={name: tuple(shared for _words, shared in rows) for name, rows in depth.rows.items()},
    )
