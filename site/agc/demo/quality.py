"""How good the search is: what it finds for judged queries, against what a person judged that it should find."""

from dataclasses import dataclass
from math import log2

import yaml

from agc.demo.content_files import CONTENT, read_all

# How far a reader looks down the results, and how far the search is asked.
FIRST, ALL = 10, 50
GRADES = {1, 2, 3}
PARTS = {"query", "reader", "kind", "grades", "why"}


@dataclass(frozen=True)
class Judgement:
    """A query with the records that answer it.

    Attributes:
        query: what is typed.
        reader: the code of the language in which the site is read.
        kind: what makes the query hard.
        grades: how well each record answers, by its name: 3 what is wanted, 2 good, 1 touches it. Others do not.
        why: the reason for the judgement, where it is not obvious.
    """

    query: str
    reader: str
    kind: str
    grades: dict[str, int]
    why: str = ""


@dataclass(frozen=True)
class Measured:
    """What the search found for a judgement: the names of the records, the best first."""

    judgement: Judgement
    found: list[str]

    @property
    def ndcg(self):
        return ndcg(self.found, self.judgement.grades)

    @property
    def recall(self):
        return recall(self.found, self.judgement.grades)


def record_names():
    """Return the names of the records of the demo, by translation key: their content files without the suffix."""
    return {file.translation_key: file.path.relative_to(CONTENT).with_suffix("").as_posix() for file in read_all()}


def read_judgements(path):
    """Return the judgements of a file.

    Raises:
        ValueError: when it is no list of judgements, or one is not complete or does not grade each record once.
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: {error}") from error
    if not isinstance(rows, list):
        raise ValueError(f"{path.name}: no list of judgements")
    return [judgement(row) for row in rows]


def judgement(row):
    """Return the Judgement that a row of a file describes.

    Raises:
        ValueError: as read_judgements does.
    """
    if not isinstance(row, dict) or not PARTS - {"why"} <= row.keys() <= PARTS or not is_graded(row["grades"]):
        raise ValueError(f"no judgement with query, reader, kind, and lists of records by grade: {row}")
    graded = [(name, grade) for grade, names in row["grades"].items() for name in names]
    grades = dict(graded)
    if len(grades) < len(graded):
        raise ValueError(f"{row['query']}: a record has two grades")
    return Judgement(**row | {"query": str(row["query"]), "grades": grades})


def is_graded(grades):
    """Whether a value of a file is records by grade, at least one."""
    return (
        isinstance(grades, dict)
        and any(grades.values())
        and grades.keys() <= GRADES
        and all(isinstance(names, list) for names in grades.values())
    )


def ndcg(found, grades, depth=FIRST):
    """Return the gain of the first results, each discounted by its place, as a share of the best possible order."""
    best = sorted(grades.values(), reverse=True)
    return gain([grades.get(name, 0) for name in found], depth) / gain(best, depth)


def gain(graded, depth):
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(graded[:depth]))


def recall(found, grades, depth=ALL):
    """Return the share of the graded records that are among the first results."""
    return len(grades.keys() & set(found[:depth])) / len(grades)


def measure(judgements, search):
    """Return what each judgement got.

    Args:
        judgements: what is asked.
        search: a function of a query and a reader's language that returns names of records, the best first.
    """
    return [Measured(each, search(each.query, each.reader)) for each in judgements]


def groups_of(measured):
    """Return all queries, those of each kind and those of each reader's language, by name."""
    groups = {"all": measured}
    for part in ("kind", "reader"):
        for value in dict.fromkeys(getattr(each.judgement, part) for each in measured):
            groups[f"{part} {value}"] = [each for each in measured if getattr(each.judgement, part) == value]
    return groups


def below(measured, overall, each):
    """Return the names of the groups whose mean nDCG is too low.

    Args:
        overall: the least for all queries; each: for those of one kind.
    """
    least = {name: each if name.startswith("kind") else 0 for name in groups_of(measured)} | {"all": overall}
    return [name for name, group in groups_of(measured).items() if mean(group, "ndcg") < least[name]]


def table(measured):
    """Return a table with the means of all queries, of each kind and of each reader's language."""
    groups = groups_of(measured)
    lines = [f"{'':20}{'queries':>8}{f'nDCG@{FIRST}':>9}{f'recall@{ALL}':>11}"]
    for name, group in groups.items():
        lines.append(f"{name:20}{len(group):8}{mean(group, 'ndcg'):9.3f}{mean(group, 'recall'):11.3f}")
    return "\n".join(lines)


def mean(measured, figure):
    return sum(getattr(each, figure) for each in measured) / len(measured)


def worst(measured, count):
    """Return the queries with the lowest nDCG, each with what was expected of it and what was found."""
    last = sorted(measured, key=lambda each: (each.ndcg, each.recall))[:count]
    return "\n\n".join(described(each) for each in last)


def described(one):
    """Return a text on what one query got; a star stands before what is expected and was not found."""
    asked, found = one.judgement, one.found[:FIRST]
    head = f"{one.ndcg:.3f}  {asked.query}  ({asked.reader}, {asked.kind}; recall {one.recall:.2f})"
    expected = sorted(asked.grades.items(), key=lambda item: -item[1])
    missing = asked.grades.keys() - set(one.found[:ALL])
    lines = [f"  expected  {grade} {'*' if name in missing else ' '}{name}" for name, grade in expected]
    lines += [f"  found {place:3} {asked.grades.get(name, '-')}  {name}" for place, name in enumerate(found, 1)]
    return "\n".join([head, *lines])
