"""What the search costs on the database of the site: questions, suggestions, and writing a record."""

import random
import statistics
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from agc.demo.quality import read_judgements
from search import cards, counting, facets, postings, spelling, suggesting, synonyms, thesaurus
from search.engines import get_engine
from search.finding import Answer, find, ready
from search.indexing import index_records
from search.models import SearchRecord, SearchRow, SearchWord
from search.spelling import vocabulary
from search.warming import warm_up

JUDGEMENTS = Path(settings.BASE_DIR) / "tests" / "search" / "judgements.yaml"
SEED = 1
FACETS = ("r:reduce", "care-type:early-childhood", "region:019", "language:es")


class Command(BaseCommand):
    help = (
        "Measure the search on this database: the median and the 99th percentile of judged questions with the counts "
        "of the facets beside them, of whole pages of results, of suggestions, and of writing one record; first with "
        "nothing in memory. It changes nothing. make_practices makes up as many records as are wanted."
    )

    def add_arguments(self, parser):
        parser.add_argument("--runs", type=int, default=200, help="how many of each are measured; 200 if left out")

    def handle(self, *, runs, **options):
        if not SearchRecord.objects.filter(is_public=True).exists():
            raise CommandError("The index is empty: run rebuild_search first.")
        self.dice = random.Random(SEED)  # noqa: S311 - chance that is the same each time, and guards nothing
        questions = [(each.query, each.reader) for each in read_judgements(JUDGEMENTS)]
        self.dice.shuffle(questions)
        self.questions = [questions[number % len(questions)] for number in range(runs)]
        self.stdout.write(
            f"{connection.vendor}: {SearchRecord.objects.filter(is_public=True).count():,} records, "
            f"{SearchRow.objects.count():,} pages, {SearchWord.objects.count():,} words"
        )
        self.stdout.write(f"{'milliseconds':40}{'first':>9}{'p50':>9}{'p99':>9}{'worst':>9}")
        forget()
        self.measure("question, counts of all its facets", self.questions, ask)
        forget()
        self.measure("what a server reads when it starts", [None], lambda _it: warm_up())
        self.measure("question, new to such a server", self.questions, ask)
        self.measure("the same, asked before", self.questions, ask)
        self.measure("the same, narrowed by two facets", self.questions, self.narrowed)
        self.measure("  reading it, and the words meant", self.questions, self.read)
        self.measure("  what the engine finds, uncounted", self.questions, self.matched)
        client = Client(headers={"host": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"})
        cards.forget()
        self.measure("page of results", self.questions, lambda it: self.page(client, *it))
        self.measure("the same page, once more", self.questions, lambda it: self.page(client, *it))
        self.measure(
            "suggestions", [self.beginning(*it) for it in self.questions], lambda it: self.suggest(client, *it)
        )
        keys = SearchRecord.objects.filter(is_public=True).values_list("translation_key", flat=True)
        chosen = self.dice.sample(list(keys[:2000]), min(len(keys[:2000]), max(1, runs // 10)))
        self.measure("writing one record", chosen, self.write)

    def measure(self, name, cases, action):
        """Print how long an action takes: the first time, at the median, and among the slowest."""
        times = []
        for case in cases:
            begun = time.perf_counter()
            action(case)
            times.append((time.perf_counter() - begun) * 1000)
        ordered = sorted(times)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        figures = (times[0], statistics.median(times), p99, ordered[-1])
        self.stdout.write(f"{name:40}" + "".join(f"{figure:9.1f}" for figure in figures))

    def narrowed(self, question):
        chosen = {}
        for value in self.dice.sample(FACETS, 2):
            facet, _colon, code = value.partition(":")
            chosen[facet] = [code]
        ask(question, chosen)

    @staticmethod
    def read(question):
        from search.analysis import parse

        query = parse(question[0])
        return ready(query, question[1], Answer(query), vocabulary())

    def matched(self, question):
        ask = self.read(question)
        if ask.wants:
            get_engine().matching(ask)

    @staticmethod
    def page(client, typed, language):
        """Ask for a page of results; what was not found is not noted."""
        with translation.override(language), transaction.atomic():
            response = client.get(reverse("search"), {"q": typed})
            transaction.set_rollback(True)
        if response.status_code != 200:
            raise CommandError(f"The page for {typed!r} answered {response.status_code}.")

    def beginning(self, typed, language):
        """Return the first letters of a question, as somebody types them."""
        return typed[: self.dice.randint(3, 12)], language

    @staticmethod
    def suggest(client, typed, language):
        with translation.override(language):
            client.get(reverse("search_suggestions"), {"q": typed})

    @staticmethod
    def write(key):
        """Write a record as it is, and take it back."""
        with transaction.atomic():
            index_records([key])
            transaction.set_rollback(True)


def ask(question, chosen=None):
    """Ask as the page does: the first results, and the counts of the facets that it narrows by."""
    find(*question, chosen, facets=[facet.key for facet in facets.FACETS])


def forget():
    for kept in (cards, counting, facets.kept, postings, spelling, suggesting, synonyms.kept, thesaurus.kept):
        kept.forget()
