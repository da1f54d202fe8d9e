"""What a full record says beyond a snapshot, chosen once for all the languages of a made-up practice."""

from dataclasses import dataclass, field, replace

from agc.demo.generating.costs import choose_cost
from agc.demo.generating.links import choose_links
from agc.demo.generating.phrases import phrases
from agc.demo.generating.places import choose_local_name
from agc.demo.generating.stories import Said

# How many practices say all that a full record says, how many a part of it, and how many nothing beyond a snapshot.
EXTENTS = {"full": 0.6, "between": 0.22, "snapshot": 0.18}
# What no full record is without, and what else it may say with the share of those that do.
REQUIRED = (
    *("objectives", "gender_note", "sustainability", "replication", "cost", "partners"),
    *("building_blocks", "participation", "conditions", "lessons", "exchange-offer"),
)
OPTIONAL = {
    **{"legal_basis": 0.85, "governance": 0.85, "staffing": 0.7, "easy_read": 0.5, "voices": 0.65, "links": 0.75},
    **{"success-factor": 0.9, "local_name": 0.3, "coordinates": 0.6, "sexes": 0.85, "place_size": 0.8},
}
PART_OF_BETWEEN = 0.45

# Rich texts, with how many sentences each may have at most.
PROSE = {"objectives": 3, "legal_basis": 3, "governance": 3, "gender_note": 2, "sustainability": 3, "replication": 3}
# The first of a list is the commonest, but less so than the first word of a text.
POWER = 0.5

WHO = ("carers", "cared-for")
PHASES = ("design", "running", "evaluation")
DEGREES = ("consulted", "together", "informed", "decide", "none")
FACTORS = (
    *("carers-organised", "alliances", "nearness", "political-will", "local-fit", "stable-funding"),
    *("evidence-used", "legal-mandate"),
)
OFFERS = ("answers", "visits", "training")


@dataclass
class Depth:
    """What a practice says beyond a snapshot.

    Attributes:
        extent: one of EXTENTS.
        parts: what it says something of: of REQUIRED and OPTIONAL.
        texts: for each field of its page with words, the phrases.
        facts: the fields of its page that are the same in every language.
        rows: for each of its relations and each row, the phrases of its fields, and what is the same in every language.
        concepts: codes by the code of their scheme.
    """

    extent: str
    parts: frozenset
    texts: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    concepts: dict = field(default_factory=dict)

    def said(self):
        """Yield all its phrases."""
        for said in self.texts.values():
            yield from said
        for rows in self.rows.values():
            for words, _facts in rows:
                for said in words.values():
                    yield from said


def choose_depth(chance, number, seed, outline):
    """Choose what a practice says beyond a snapshot.

    Args:
        chance: choices for nothing else, so that all that a snapshot says stays as it is.
        number, seed: those of the practice.
        outline: what it is.
    """
    extent = chance.by_share(EXTENTS)
    depth = Depth(extent, frozenset(choose_parts(chance, extent)))
    depth.texts |= choose_prose(chance, depth.parts, outline.times)
    if "cost" in depth.parts:
        add_cost(chance, depth, outline)
    if "local_name" in depth.parts:
        depth.facts |= choose_local_name(chance, outline.town)
    for name, choose in ROWS.items():
        if name in depth.parts:
            depth.rows[name] = choose(chance)
    if "links" in depth.parts:
        depth.rows["links"] = choose_links(chance, number, seed, outline)
    depth.concepts = choose_filing(chance, depth.parts)
    return depth


def choose_parts(chance, extent):
    """Return of what a practice says something; one that lies between lacks a part that a full one has."""
    if extent == "snapshot":
        return ()
    if extent == "full":
        return [*REQUIRED, *(name for name, share in OPTIONAL.items() if chance.happens(share))]
    missing, sure = chance.several([name for name in REQUIRED if name != "partners"], 2, power=0)
    others = [name for name in (*REQUIRED, *OPTIONAL) if chance.happens(PART_OF_BETWEEN)]
    return {sure, *others} - {missing}


def choose_prose(chance, parts, times):
    """Choose the sentences of the texts that have several."""
    texts = phrases().depth
    found = {
        name: some(chance, times.fitting(texts[name]), chance.number(2, most))
        for name, most in PROSE.items()
        if name in parts
    }
    if "easy_read" in parts:
        easy = some(chance, times.fitting(texts["easy_read"]), chance.number(3, 5))
        found["easy_read"] = [Said(texts["easy_example"]), *easy]
    return found


def some(chance, choices, number):
    return [say(chance, phrase) for phrase in chance.several(choices, number, POWER)]


def say(chance, phrase):
    return Said(phrase, chance.number(3, 12))


def add_cost(chance, depth, outline):
    texts = phrases().depth
    unit = chance.common(texts["units"], POWER)
    depth.facts |= choose_cost(chance, outline, unit)
    if "unit_cost" in depth.facts:
        depth.texts["unit_cost_of"] = [Said(unit)]
    if depth.facts["cost_status"] == "disclosed":
        depth.texts["cost_payer"] = some(chance, texts["payers"], 1)
    if "staffing" in depth.parts:
        depth.texts["staffing"] = some(chance, texts["staffing"], 1)


def choose_blocks(chance):
    return [
        (
            {
                name: [say(chance, phrase) for phrase in (said if isinstance(said, list) else [said])]
                for name, said in block.items()
                if name != "reusable"
            },
            {"reusable": block.get("reusable", True)},
        )
        for block in chance.several(phrases().blocks, chance.number(2, 3), POWER)
    ]


def choose_participation(chance):
    """Choose who had how much to say in each phase; some tell of one side only."""
    sides = WHO if chance.happens(0.8) else WHO[:1]
    return [({}, {"who": who, "phase": phase, "degree": chance.common(DEGREES)}) for who in sides for phase in PHASES]


def choose_conditions(chance):
    """Choose what helped, what stood in the way and, for most, what did not work: each of another kind."""
    roles = ["enabling"] * chance.number(1, 2) + ["obstacle"] * chance.number(1, 2)
    roles += ["failure"] if chance.happens(0.65) else []
    kinds = chance.several(list(phrases().conditions), len(roles), POWER)
    return [choose_condition(chance, role, kind) for role, kind in zip(roles, kinds, strict=True)]


def choose_condition(chance, role, kind):
    found = chance.common(phrases().conditions[kind][role], POWER)
    answered = "answer" in found and chance.happens(0.9)
    words = {name: [say(chance, phrase)] for name, phrase in found.items() if name == "text" or answered}
    return words, {"role": role, "kind": kind}


def choose_lessons(chance):
    return [({"text": [said]}, {}) for said in some(chance, phrases().depth["lessons"], chance.number(2, 4))]


def choose_voices(chance):
    return [
        ({name: [say(chance, voice[name])] for name in ("quote", "role")}, {"side": voice["side"], "consent": True})
        for voice in chance.several(phrases().depth["voices"], chance.number(1, 3), POWER)
    ]


# What each relation has, links aside: they need to know of other practices.
ROWS = {
    "building_blocks": choose_blocks,
    "participation": choose_participation,
    "conditions": choose_conditions,
    "lessons": choose_lessons,
    "voices": choose_voices,
}


def choose_filing(chance, parts):
    """Choose what made it a success, and what it offers to others: some offer nothing for now, and say so."""
    found = {}
    if "success-factor" in parts:
        found["success-factor"] = tuple(chance.several(FACTORS, chance.number(1, 3), POWER))
    if "exchange-offer" in parts:
        offers = tuple(chance.several(OFFERS, chance.number(1, 2), POWER))
        found["exchange-offer"] = ("no-offer",) if chance.happens(0.2) else offers
    return found


def deepen(chance, depth, story):
    """Return a story with what a full record tells of its figures, and with a partner where it has to have one."""
    if "partners" in depth.parts and not story.partners:
        others = [phrase for phrase in phrases().texts["organisations"] if phrase is not story.lead.phrase]
        story = replace(story, partners=[say(chance, chance.common(others))])
    if "sexes" in depth.parts:
        pairs = zip(story.indicators, story.figures, strict=True)
        story = replace(story, figures=tuple(by_sex(chance, said.phrase, figure) for said, figure in pairs))
    return story


def by_sex(chance, indicator, figure):
    """Return a figure with its women and men, where it counts people, and with how exact it is."""
    exactness = chance.by_share({"": 0.7, "about": 0.15, "more": 0.15})
    if not indicator.facts.get("people"):
        return replace(figure, qualifier=exactness)
    women = figure.after * chance.number(45, 85) // 100
    # Of some it is not known.
    men = figure.after - women - (chance.number(0, figure.after - women) // 10)
    return replace(figure, qualifier=exactness, women=women, men=men)
