"""What the vocabulary of the search learns from what is written: new words, and in how many records each stands."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from search.analysis import fold, is_stop
from search.models import SearchState, SearchWord

LONGEST_WORD = 60


class Words:
    """The words of the database, brought up to date with each record.

    Attributes:
        counts_all: whether it learns from all records, and not only from those that are another than before.
    """

    counts_all = False

    def learn(self, change, records):
        """Learn from records that are being written.

        Args:
            change: the number of the change.
            records: pairs of what is Written and a function that returns the words that the record had before, as
                (language, word): who counts all has no need of them.
        """
        known = {}
        for record, _known_before in records:
            known |= record.known
        add(change, known, spellings(SearchWord.objects.filter(word__in={word for _language, word in known})))
        self.count(records)

    def count(self, records):
        """Bring up to date in how many records words stand."""
        changes = Counter()
        for record, known_before in records:
            had = known_before()
            has = set(record.words)
            languages = {row.language for row in record.rows}
            # What is in its labels alone is counted by a rebuild: nothing tells whether it was in them before.
            # A document has no rows.
            changes.update(
                (language, word)
                for language, word in record.known.keys() - had
                if word in has and (language in languages or not languages)
            )
            changes.subtract(
                (language, word) for language, word in had if word not in has and is_kept(word, is_stop(word, language))
            )
        words = defaultdict(list)
        for (language, word), change in changes.items():
            if change:
                words[language, change].append(word)
        for (language, change), changed in words.items():
            rows = SearchWord.objects.filter(language=language, word__in=changed)
            rows.update(records=Greatest(F("records") + change, 0))


def is_kept(word, says_little):
    """Whether the vocabulary knows a word of a text."""
    return not says_little and 1 < len(word) <= LONGEST_WORD and not word.isdigit()


class RebuiltWords(Words):
    """The words while the whole index is made anew: held in memory, and counted at the end."""

    counts_all = True

    def __init__(self):
        self.kept = spellings(SearchWord.objects.all())
        self.records = Counter()

    def learn(self, change, records):
        known = {}
        for record, _known_before in records:
            known |= record.known
            self.records.update(record.known.keys())
        self.kept |= add(change, known, self.kept)

    def finish(self):
        """Write in how many records each word stands, and forget those that stand in none any more."""
        with transaction.atomic():
            change = SearchState.next_change()
            # What others have learned meanwhile is theirs.
            words = [word for word in SearchWord.objects.iterator() if (word.language, word.word) in self.kept]
            gone = [word.pk for word in words if not self.records[word.language, word.word]]
            wrong = [word for word in words if word.records != self.records[word.language, word.word]]
            # A word that is new to nobody tells the servers to read all of them again.
            wrong += [word for word in words if self.records[word.language, word.word]][: bool(gone)]
            for word in wrong:
                word.change, word.records = change, self.records[word.language, word.word]
            wrong = list({word.pk: word for word in wrong}.values())
            fields = ["records", "change"]
            SearchWord.objects.bulk_create(wrong, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
            SearchWord.objects.filter(pk__in=gone).delete()


def spellings(words):
    """Return how each SearchWord is shown, by language and word."""
    return {(language, word): shown for language, word, shown in words.values_list("language", "word", "shown")}


def add(change, known, kept):
    """Add words that are not kept yet, and the accents of those that were first met without; return their spellings.

    Args:
        change: the number of the change.
        known: the stem and the spelling of each word, by language and word.
        kept: the spelling of those that the database has.
    """
    new = {key: shown[:LONGEST_WORD] for key, (_stem, shown) in known.items() if key not in kept}
    SearchWord.objects.bulk_create(
        (
            SearchWord(
                language=language,
                word=word,
                stem=known[language, word][0][:LONGEST_WORD],
                shown=shown,
                records=0,
                change=change,
            )
            for (language, word), shown in new.items()
        ),
        ignore_conflicts=True,
    )
    accented = {
        key: shown
        for key, (_stem, shown) in known.items()
        if kept.get(key) == key[1] != shown and fold(shown) == key[1]
    }
    for (language, word), shown in accented.items():
        SearchWord.objects.filter(language=language, word=word).update(shown=shown, change=change)
    return new | accented
