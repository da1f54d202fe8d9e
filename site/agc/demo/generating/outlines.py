"""What a made-up practice is, before anything is said of it: its place, its subject, its stage and its times."""

from dataclasses import dataclass

from agc.demo.generating import facts
from agc.demo.generating.chance import Chance
from agc.demo.generating.places import Town, place_of
from agc.demo.generating.subjects import Subject, choose_subject


@dataclass(frozen=True)
class Outline:
    town: Town
    subject: Subject
    stage: str
    times: facts.Times


def outline(number, seed):
    """Return the outline of a practice, and the choices that are left for the rest of it."""
    chance = Chance(seed, "practice", number)
    town, turn = place_of(number, seed)
    subject = choose_subject(chance, turn)
    stage = chance.common(facts.STAGES)
    return Outline(town, subject, stage, facts.choose_times(chance, stage)), chance
