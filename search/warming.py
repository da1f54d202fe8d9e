"""What a server reads before it is asked: the first questions would wait, the longer, the more records there are."""

import logging
from heapq import nlargest
from itertools import chain
from threading import Thread

from django.db import DatabaseError, InterfaceError, connection

from agc.core.languages import content_languages
from agc.vocabulary.models import GROUPINGS
from search import facets, postings, suggesting
from search.counting import bitmaps
from search.engines import Ask, get_engine
from search.engines.base import ANYWHERE
from search.engines.terms import mark, term
from search.spelling import vocabulary
from search.synonyms import synonyms
from search.thesaurus import TERMS

logger = logging.getLogger(__name__)

# A stem that fewer records have is found soon enough when somebody asks for it.
COMMON = 2_000
# What questions will ask for has as much room as what is read beforehand.
ROOM = postings.MOST_BYTES // 2


def start():
    """Warm up in a thread of its own: the site serves meanwhile, and each question reads what it still misses."""

    def run():
        try:
            warm_up()
        finally:
            connection.close()

    Thread(target=run, name="warm-up", daemon=True).start()


def warm_up():
    """Read what all questions need, and where the commonest stems stand."""
    try:
        words = vocabulary()
        synonyms(words)
        for language in content_languages():
            facets.kept.get(language, newest=words.change)
            suggesting.names(language)
        read_common_stems(words, bitmaps())
    except (DatabaseError, InterfaceError):
        logger.warning("What questions need could not be read beforehand.", exc_info=True)


def read_common_stems(words, maps, common=COMMON, room=ROOM):
    """Look for what stands for general terms, and for the stems that many records have, wherever it matters.

    Args:
        common: how many records make a stem worth it; the commonest come first.
        room: so many bytes may be kept.
    """
    engine, known, names = get_engine(), postings.postings(maps.change), synonyms(words)
    often = {term(stem): records for stem, records in list(words.spread.items()) if records >= common}
    for stem, concepts in names.having.items():
        # What stands in labels alone the vocabulary counts when all is written anew, and not before. A group lends a
        # record no words.
        filed = [names.places[it] for it in concepts if it in names.places]
        records = max((maps.having(*place).bit_count() for place in filed if place[0] not in GROUPINGS), default=0)
        if records >= max(common, often.get(stem, 0)):
            often[stem] = records
    stems = nlargest(len(often), often, key=often.get)
    for stem in chain(map(mark, names.among(names.places, TERMS)), stems):
        for within in dict.fromkeys((ANYWHERE, *engine.levels)):
            if known.bytes >= room:
                return
            engine.having(Ask(groups=(((stem,),),)), maps, within)
