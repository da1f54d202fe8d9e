"""The index of the public search: what finds a record, and what a list shows of it in each language."""

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from agc.vocabulary.models import Concept


class SearchState(models.Model):
    """The number of the last change of the index; a single row.

    Who writes holds on to it until the end of the transaction: numbers become visible in their order.

    Attributes:
        naming: the number of the change after which all concepts were called as they are now.
        recipe: the code by which all of the index was written, as search.recipe names it; blank where it was several.
    """

    change = models.PositiveBigIntegerField(default=0)
    naming = models.PositiveBigIntegerField(default=0)
    recipe = models.CharField(max_length=80, default="")

    def __str__(self):
        return str(self.change)

    @classmethod
    def next_change(cls):
        """Return the number of a change that is about to be written."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(change=models.F("change") + 1)
        return cls.objects.values_list("change", flat=True).get(pk=1)

    @classmethod
    def next_naming(cls):
        """Return the number of a change that is about to be written, after which concepts are called otherwise."""
        with transaction.atomic():
            change = cls.next_change()
            cls.objects.filter(pk=1).update(naming=change)
        return change

    @classmethod
    def newest_change(cls):
        """Return the number of the last change."""
        return cls.newest("change")

    @classmethod
    def newest_naming(cls):
        """Return the number of the last change after which concepts were called otherwise."""
        return cls.newest("naming")

    @staticmethod
    def newest(name):
        """Return a number; every question asks for it, and building a query would take longest."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {name} FROM search_searchstate WHERE id = 1")  # noqa: S608 - a name of this class
            row = cursor.fetchone()
        return row[0] if row else 0


class SearchRecordManager(models.Manager):
    def counted(self, since=-1):
        """Return what is counted of the records written after a change: key, change, facets, whether public."""
        rows = self.filter(change__gt=since).values_list("pk", "change", "facets", "is_public")
        return rows.iterator(chunk_size=5000)

    def due(self):
        """Return the records that are to be written again, in the order of their keys."""
        return self.filter(due__isnull=False).order_by("pk")


class SearchRecord(models.Model):
    """One record with all its languages: the stems by which it is found, and the facets by which it is counted.

    It stays when nothing of it is public any more, so that its key, the place of its bit, is never given to another.

    Attributes:
        titles, labels, summaries, texts: stems of every language, a blank between two; among the labels a mark for each
            time that a concept is named in the others.
        words: all words as they are, for what was asked between quotes.
        facets: values as "facet:value".
        day: when it was published last.
        files: those that its public pages offer.
        datestamp: when what is public of it changed last, for those who harvest it.
    """

    translation_key = models.UUIDField(unique=True)
    titles = models.TextField(default="")
    labels = models.TextField(default="")
    summaries = models.TextField(default="")
    texts = models.TextField(default="")
    words = models.TextField(default="")
    facets = models.JSONField(default=list)
    is_public = models.BooleanField(default=False)
    day = models.CharField(max_length=10, default="")
    files = models.ManyToManyField("search.SearchFile", related_name="records")
    change = models.PositiveBigIntegerField(db_index=True)
    # Never null once written: a column that may not be null would have SQLite make the table anew, without triggers.
    datestamp = models.DateTimeField(null=True)

    objects = SearchRecordManager()

    class Meta:
        indexes = [
            models.Index(fields=["-day", "-id"], name="records_by_day"),
            models.Index(fields=["datestamp", "id"], name="records_by_datestamp"),
        ]

    def __str__(self):
        return str(self.translation_key)


class SearchDue(models.Model):
    """A record to be written again: a concept or a page that it names is called otherwise than when it was written.

    It is no column of the record, whose long texts and whose words would be written with it.
    """

    record = models.OneToOneField(SearchRecord, on_delete=models.CASCADE, primary_key=True, related_name="due")

    # As of SearchRow.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return str(self.record)


class SearchRow(models.Model):
    """One public page: what a list shows of a record in one language.

    Attributes:
        is_fallback: whether readers get it in whose language the record is not.
        sort_title: its title as lists put it in order.
        listed_by, began, over_at: as of a SearchDocument.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+")
    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="rows")
    language = models.CharField(max_length=10)
    is_fallback = models.BooleanField()
    title = models.TextField()
    summary = models.TextField()
    text = models.TextField()
    concepts = models.ManyToManyField(Concept, related_name="+")
    sort_title = models.CharField(max_length=100, default="")
    listed_by = models.CharField(max_length=25, default="")
    began = models.CharField(max_length=5, default="")
    over_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    # Nobody asks where a page is used by its own index.
    wagtail_reference_index_ignore = True

    class Meta:
        # The first of a list are found along these, however many there are.
        indexes = [
            models.Index(fields=["sort_title", "page"], name="rows_by_title"),
            models.Index(fields=["-listed_by", "-published_at", "-page"], name="rows_by_their_day"),
            models.Index(fields=["-published_at", "-page"], name="rows_by_publication"),
            models.Index(fields=["-began", "-page"], name="rows_by_beginning"),
            models.Index(fields=["over_at"], name="rows_by_end"),
        ]

    def __str__(self):
        return self.title


def closed_collections():
    """Return the keys of the collections whose documents are not for everybody: those restricted, and all in them."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSED)
        return [key for (key,) in cursor.fetchall()]


# Each question asks for it, and building the query would take longer than all the rest of it.
CLOSED = """
    SELECT DISTINCT below.id
    FROM wagtailcore_collectionviewrestriction AS restriction
    JOIN wagtailcore_collection AS closed ON closed.id = restriction.collection_id
    JOIN wagtailcore_collection AS below ON substr(below.path, 1, length(closed.path)) = closed.path"""


class SearchFileQuerySet(models.QuerySet):
    def offered(self):
        """Return the files that some public page offers."""
        return self.filter(models.Exists(SearchRecord.files.through.objects.filter(searchfile=models.OuterRef("pk"))))

    def waiting(self):
        """Return those of them that everybody may open and that were not read as they are now."""
        return self.offered().filter(read_of="").exclude(document__collection__in=closed_collections())


class SearchFile(models.Model):
    """A document that public pages offer, and how far its text is known.

    Attributes:
        read_of: what its text was taken from, as `state_of` in documents.reading names it; blank while it waits.
        read_at: when that was tried last.
    """

    class Outcome(models.TextChoices):
        WAITING = "", _("waits to be read")
        READ = "read", _("read")
        CUT = "cut", _("read in part: it is very long")
        EMPTY = "empty", _("has no text: pictures of pages?")
        LOCKED = "locked", _("opens with a password only")
        BROKEN = "broken", _("cannot be opened")
        OTHER = "other", _("a kind of file that is not read")

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name=_("document"),
    )
    read_of = models.CharField(max_length=160, blank=True, default="")
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True
    )
    read_at = models.DateTimeField(_("read on"), null=True)

    # As of SearchRow.
    wagtail_reference_index_ignore = True

    objects = SearchFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self):
        return str(self.document)


class SearchPassage(models.Model):
    """About a page of a document, by whose words its records are found.

    Attributes:
        page: the number of the page where the file has pages; number: its place among the passages.
        stems, words: as of a SearchRecord.
    """

    file = models.ForeignKey(SearchFile, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    language = models.CharField(max_length=10)
    text = models.TextField()
    stems = models.TextField()
    words = models.TextField()

    # As of SearchRow: a book would be deleted passage by passage.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="a_passage_once_per_place")]

    def __str__(self):
        return self.text[:80]


class SearchWord(models.Model):
    """A word of some public record, as written and as found: it tells languages apart, and what a slip stands for.

    Attributes:
        shown: the word as it was first met, or first met with accents.
        records: in how many records it stands; told anew by a rebuild.
    """

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)
    shown = models.CharField(max_length=60)
    records = models.PositiveIntegerField(default=1)
    change = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="a_word_once_per_language")]

    def __str__(self):
        return self.shown


class SearchMiss(models.Model):
    """A question that found nothing with all of its words: no person, and no more than the day.

    Attributes:
        words: folded, so that it is counted once however it is written.
    """

    language = models.CharField(_("Language of the page"), max_length=10)
    words = models.CharField(_("What was asked"), max_length=60)
    times = models.PositiveIntegerField(_("How often"), default=1)
    first_asked = models.DateField(_("First asked"))
    last_asked = models.DateField(_("Last asked"))

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-times", "-last_asked", "words"]
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="a_question_once_per_language")]

    def __str__(self):
        return self.words
