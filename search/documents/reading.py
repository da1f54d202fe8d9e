"""Read the texts of the documents that public pages offer into the index."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model

from agc.core.languages import content_languages
from search.analysis import fold, is_stop, tokens
from search.documents.extraction import MAX_SECONDS, READERS
from search.learning import Words
from search.models import SearchFile, SearchPassage, SearchState
from search.written import Written

logger = logging.getLogger(__name__)

Outcome = SearchFile.Outcome
# A process that sleeps uses no time of its own and has to be ended too.
PATIENCE = 2 * MAX_SECONDS
# The language of a document that speaks several.
SEVERAL = "mul"


def state_of(document):
    """Return what changes when a document has to be read again: its content, its name or its language."""
    return f"{document.get_file_hash()} {document.language} {document.file.name}"


def read_waiting(say=lambda text: None):
    """Read all documents that wait; return how many there were. Of one that fails the reason is kept.

    Args:
        say: a function that takes a line for each.
    """
    read, tried = 0, set()
    while waiting := list(
        SearchFile.objects.waiting().exclude(pk__in=tried).select_related("document").order_by("pk")[:20]
    ):
        for file in waiting:
            tried.add(file.pk)
            outcome = read_file(file)
            read += 1
            say(f"{file.document.filename}: {Outcome(outcome).label}")
    return read


def read_file(file):
    """Take the text out of a document and write its passages; return the outcome."""
    try:
        state = state_of(file.document)
        found, outcome = extract(file.document)
        return write_passages(file, found, state, outcome)
    except Exception:
        # Storages raise errors of their own, and a database may be busy. It goes on waiting, and the others are read.
        logger.exception("Document %s could not be read.", file.pk)
        return Outcome.WAITING


def extract(document):
    """Return the pieces of a document as (page, text), and the outcome.

    They are taken out by a process that is bound in time and memory.
    """
    suffix = Path(document.filename).suffix.lower()
    if suffix not in READERS:
        return [], Outcome.OTHER
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"document{suffix}"
        with document.file.storage.open(document.file.name) as source, path.open("wb") as copy:
            copyfileobj(source, copy)
        command = [sys.executable, "-m", "search.documents.extraction", str(path)]
        try:
            ended = subprocess.run(  # noqa: S603 - a command of our own
                command, cwd=settings.BASE_DIR, capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            logger.warning("Document %s took more than %s s to read.", document.pk, PATIENCE)
            return [], Outcome.BROKEN
    lines = ended.stdout.splitlines()
    if ended.returncode or not lines:
        logger.warning("Reading document %s ended with %s: %s", document.pk, ended.returncode, ended.stderr[-300:])
        return [], Outcome.BROKEN
    *found, outcome = map(json.loads, lines)
    return found, Outcome(outcome)


def write_passages(file, found, state, outcome):
    """Put the pieces of a document in place of those that the index has of it; return the outcome."""
    known, passages = {}, []
    for number, (page, lines) in enumerate(found):
        text = " ".join(lines.split())
        language = file.document.language
        if language == SEVERAL:
            language = likeliest_language(text)
        passage, words = passage_of(text, language)
        passages.append(SearchPassage(file=file, number=number, page=page, **passage))
        known |= words
    with transaction.atomic():
        # Who changes the document has written before this, or waits until it is done and sees what was read.
        document = get_document_model().objects.select_for_update().filter(pk=file.pk).first()
        if document is None or state_of(document) != state:
            return Outcome.WAITING
        change = SearchState.next_change()
        had = words_of(file)
        file.passages.all().delete()
        SearchPassage.objects.bulk_create(passages, batch_size=200)
        SearchFile.objects.filter(pk=file.pk).update(read_of=state, outcome=outcome, read_at=timezone.now())
        learn(change, known, had)
    return outcome


def passage_of(text, language):
    """Return the fields of a passage, and its words as `Written` knows them."""
    written = Written()
    written.take(text, tokens(text, language), language, written.texts)
    fields = {"stems": " ".join(written.texts), "words": " ".join(written.words)}
    return {"language": language, "text": text, **fields}, written.known


def words_of(file):
    """Return the words of all passages of a document, each as (language, word)."""
    rows = file.passages.values_list("language", "words")
    return {(language, word) for language, words in rows for word in words.split()}


def learn(change, known, had, words=None):
    """Let the vocabulary of the search know the words of a document, which counts as a record there."""
    written = Written(known=known, words=[word for _language, word in known])
    (words or Words()).learn(change, [(written, lambda: had)])


def forget_text(file):
    """Take the text of a document out of the index: what it was taken from has changed."""
    with transaction.atomic():
        change = SearchState.next_change()
        had = words_of(file)
        file.passages.all().delete()
        SearchFile.objects.filter(pk=file.pk).update(read_of="", outcome=Outcome.WAITING)
        learn(change, {}, had)


def analyse_again(words):
    """Bring the stems of all passages up to date, from the texts that were read: no file is opened.

    Args:
        words: the Words that learn.
    """
    for file in SearchFile.objects.exclude(read_of="").exclude(pk__in=SearchFile.objects.offered()):
        forget_text(file)
    for file in SearchFile.objects.exclude(read_of="").order_by("pk").iterator():
        known = {}
        with transaction.atomic():
            change = SearchState.next_change()
            passages = list(file.passages.all())
            for passage in passages:
                fields, its_words = passage_of(passage.text, passage.language)
                passage.stems, passage.words = fields["stems"], fields["words"]
                known |= its_words
            SearchPassage.objects.bulk_update(passages, ["stems", "words"], batch_size=100)
            learn(change, known, set(), words)


def likeliest_language(text):
    """Return the language of the site of which most of the little words stand in a text; the first where none does."""
    words = fold(text).split()
    codes = content_languages()
    return max(codes, key=lambda code: (sum(is_stop(word, code) for word in words), -codes.index(code)))
