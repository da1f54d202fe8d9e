"""The sources of the memory as they are compared, held by each process and kept up to date."""

import threading
from dataclasses import dataclass, field
from datetime import datetime

from agc.translation.memory.likeness import Shelf, compared
from agc.translation.models import MemoryUnit


@dataclass(frozen=True)
class State:
    """By what a Corpus is known to be up to date, as a unit never changes its texts.

    Attributes:
        count: how many units there are.
        last: the key of the newest; 0 where there is none.
        made: when that was made: a key that was given back may be given again.
    """

    count: int = 0
    last: int = 0
    made: datetime | None = None


@dataclass(frozen=True)
class Corpus:
    """The sources of the memory in one pair of languages; at 20,000 texts it takes some 10 MB."""

    state: State = State()
    shelf: Shelf = field(default_factory=lambda: Shelf({}), repr=False)


corpora = {}
reading = threading.Lock()


def corpus_of(source_locale, target_locale):
    """Return the Corpus of two languages as the database has it now: two queries, and what is new is read."""
    key = source_locale.pk, target_locale.pk
    units = MemoryUnit.objects.filter(source_locale_id=key[0], target_locale_id=key[1])
    state = state_of(units)
    known = corpora.get(key)
    if known is None or known.state != state:
        with reading:
            known = corpora[key] = brought_up_to_date(corpora.get(key, Corpus()), units, state)
    return known


def state_of(units):
    last, made = units.order_by("-pk").values_list("pk", "created_at").first() or (0, None)
    return State(units.count(), last, made)


def brought_up_to_date(known, units, state):
    """Return the Corpus of a state; only the new units are read where the known ones are still there."""
    if known.state == state:
        return known
    there = units.filter(pk__lte=state.last)
    texts = {}
    if known.state.made and there.filter(pk=known.state.last, created_at=known.state.made).exists():
        texts = known.shelf.texts | read(there.filter(pk__gt=known.state.last))
    if len(texts) != state.count:
        # Some were deleted, or came in out of turn.
        texts = read(there)
    return Corpus(state, Shelf(texts))


def read(units):
    return {pk: compared(text).casefold() for pk, text in units.values_list("pk", "source_text").iterator()}
