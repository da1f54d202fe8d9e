"""Made-up practices in the tree of pages: written by the batch, and taken away again."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from agc.core.languages import locales
from agc.core.records import key_of
from agc.core.texts import address_of
from agc.demo.generating.phrases import LANGUAGES
from agc.demo.generating.records import keys_of, seed_and_number
from agc.demo.generating.rows import Rows, delete_rows, insert_rows
from agc.translation import status
from agc.vocabulary.models import Concept
from practices.models import PracticeCode, PracticeIndexPage, PracticePage


def made_codes():
    """Return the codes of all made-up practices, the last made first."""
    return PracticeCode.objects.filter(translation_key__range=keys_of()).order_by("-translation_key")


def made():
    """Return the seed of the made-up practices that there are and how many were made; None and 0 if there are none."""
    code = made_codes().first()
    if code is None:
        return None, 0
    seed, number = seed_and_number(code.translation_key)
    return seed, number + 1


def delete(number=100):
    """Take away the last of the made-up practices, with their codes and all that hangs on their pages.

    Args:
        number: how many practices at most.

    Returns:
        How many practices were taken away; 0 when none is left.
    """
    keys = list(made_codes().values_list("translation_key", flat=True)[:number])
    pages = Page.objects.filter(translation_key__in=keys)
    with transaction.atomic(), status.batch(), disable_reference_index_auto_update():
        deleted = list(pages.values_list("pk", flat=True))
        delete_rows(deleted)
        delete_references(deleted)
        # What is live is unpublished one by one before it is deleted.
        pages.update(live=False)
        pages.delete()
        PracticeCode.objects.filter(translation_key__in=keys).delete()
    return len(keys)


def delete_references(pages):
    """Delete what Wagtail's index of references has of pages whose keys are given, from them and to them."""
    of_pages, keys = ContentType.objects.get_for_model(Page), [str(page) for page in pages]
    ReferenceIndex.objects.filter(base_content_type=of_pages, object_id__in=keys).delete()
    ReferenceIndex.objects.filter(to_content_type=of_pages, to_object_id__in=keys).delete()


class Branch:
    """The list of practices of one language, and where in the tree its next page comes."""

    def __init__(self, index):
        self.index = index
        last = index.get_last_child()
        self.steps = Page._str2int(last.path[-Page.steplen :]) if last else 0
        self.added = 0

    def place(self, slug):
        """Return the fields that put one more page at the end of the list."""
        self.added += 1
        depth = self.index.depth + 1
        path = Page._get_path(self.index.path, depth, self.steps + self.added)
        return {"path": path, "depth": depth, "slug": slug, "url_path": f"{self.index.url_path}{slug}/"}

    def close(self):
        """Tell the list how many pages it has got."""
        Page.objects.filter(pk=self.index.pk).update(numchild=F("numchild") + self.added)


class Writer:
    """Writes made-up practices below the lists of practices, all live and as if each had been published by hand.

    No signal is sent: the index of the public search, and those of Wagtail, know nothing of them yet. No revision is
    made, and no tie of wagtail-localize between the languages.

    Raises:
        LookupError: when the site has no list of practices in some language.
    """

    def __init__(self):
        self.locales = locales()
        self.lists = {page.locale.language_code: page.pk for page in PracticeIndexPage.objects.select_related("locale")}
        missing = set(LANGUAGES) - set(self.lists)
        if missing:
            raise LookupError(f"There is no list of practices in: {', '.join(sorted(missing))}.")
        self.content_type = ContentType.objects.get_for_model(PracticePage)
        concepts = Concept.objects.values_list("scheme__code", "code", "pk")
        self.concepts = {(scheme, code): pk for scheme, code, pk in concepts}

    @transaction.atomic
    def write(self, records):
        """Write some records with all their versions; return how many pages that makes."""
        lists = PracticeIndexPage.objects.in_bulk(self.lists.values())
        branches = {language: Branch(lists[pk]) for language, pk in self.lists.items()}
        written = [
            (
                record,
                {language: self.page(record, language, str(code), branches[language]) for language in record.languages},
            )
            for record, code in zip(records, self.give_codes(records), strict=True)
        ]
        pages = [page for _record, versions in written for page in versions.values()]
        insert(pages)
        insert_rows(written, Rows(self.locales, self.concepts, self.linked(records)))
        for branch in branches.values():
            branch.close()
        return len(pages)

    def give_codes(self, records):
        return PracticeCode.objects.bulk_create(
            PracticeCode(translation_key=record.key, published=True, given_at=record.published_at(record.languages[0]))
            for record in records
        )

    def linked(self, records):
        """Return the pages that some records link to, by their translation key and the language of who links.

        It is the page in this language, as an editor would choose it, else that in which it was written first.
        """
        keys = {shared["other"] for record in records for shared in record.rows.get("links", ())}
        pages = PracticePage.objects.filter(translation_key__in=keys)
        versions, first = {}, {}
        for pk, key, locale, source in pages.values_list("pk", "translation_key", "locale", "source_locale"):
            versions[key, locale] = pk
            if locale == source:
                first[key] = pk
        return {
            (key, language): versions.get((key, locale.pk), first.get(key))
            for key in keys
            for language, locale in self.locales.items()
        }

    def page(self, record, language, code, branch):
        """Return the page of a record in one language, unsaved and without its rows."""
        version = record.versions[language]
        shared = dict(record.fields)
        band = shared.pop("cost_band", None)
        published_at = record.published_at(language)
        return PracticePage(
            **branch.place(address_of(version.title)),
            content_type=self.content_type,
            translation_key=record.key,
            locale=self.locales[language],
            source_locale=self.locales[record.languages[0]],
            first_published_at=published_at,
            last_published_at=published_at,
            latest_revision_created_at=published_at,
            illustrative=True,
            code=code,
            title=version.title,
            draft_title=version.title,
            short_title=version.short_title,
            claim=version.claim,
            summary=version.summary,
            kind_id=self.concepts["kind", record.kind],
            stage_id=self.concepts["stage", record.stage],
            start_year=record.start_year,
            end_year=record.end_year,
            ongoing=record.end_year is None,
            paid=record.paid,
            direct=record.direct,
            lead_name=version.lead,
            lead_actor_type_id=self.concepts["actor-type", record.lead_actor],
            problem=version.problem,
            approach=stream(record, version),
            results_status="measured" if record.results else "not-measured",
            evidence_id=self.concepts["evidence", record.evidence] if record.evidence else None,
            facts_as_of=record.facts_as_of,
            review_by=record.review_by,
            owner_consent=True,
            multi_country=record.multi_country,
            cost_band_id=band and self.concepts["cost-band", band],
            **shared,
            **version.fields,
        )


def stream(record, version):
    """Return the body as its field keeps it; its blocks have the same identity in every language."""
    blocks = []
    for number, (kind, value) in enumerate(version.approach):
        key = key_of(record.key, "approach", number)
        if kind == "checklist":
            items = [
                {"type": "item", "value": item, "id": str(key_of(key, place))}
                for place, item in enumerate(value["items"])
            ]
            value = value | {"items": items}  # noqa: PLW2901 - the same value as a list block keeps it
        blocks.append({"type": kind, "value": value, "id": str(key)})
    return blocks


def insert(pages):
    """Insert practices, and give them their primary keys."""
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in fields}) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.pk = row.pk
    # Django's bulk_create refuses models with a table of their own beside that of a parent; this is what it calls.
    PracticePage._base_manager.all()._batched_insert(pages, PracticePage._meta.local_concrete_fields, batch_size=None)
