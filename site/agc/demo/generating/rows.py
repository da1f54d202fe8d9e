"""The rows that belong to made-up practices: places, effects, dates, results, partners, sources, concepts, and more."""

from functools import lru_cache

from agc.core.records import key_of
from agc.translation.models import Status, TranslationRecord
from practices.models import (
    BuildingBlock,
    Condition,
    Effect,
    KeyDate,
    Lesson,
    Participation,
    Partner,
    Place,
    PracticeLink,
    PracticePage,
    PracticeSource,
    Result,
    Voice,
)

Filed = PracticePage.concepts.through
# What only a full record has, by the name of its relation.
DEEPER = {
    "building_blocks": BuildingBlock,
    "participation": Participation,
    "conditions": Condition,
    "lessons": Lesson,
    "voices": Voice,
    "links": PracticeLink,
}
ALL = (Place, PracticeSource, Effect, KeyDate, Result, Partner, *DEEPER.values())


@lru_cache(maxsize=1024)
def row_key(record, name, number):
    """Return the translation key of a row: the same in every language, whose pages come one after the other."""
    return key_of(record, name, number)


def insert_rows(written, rows):
    """Insert the rows of pages that are saved, each kind in as few statements as the database allows.

    Args:
        written: pairs of a record and its pages by language.
        rows: the Rows that know what belongs to them.
    """
    made = {}
    for record, versions in written:
        for row in rows.of_record(record, versions):
            made.setdefault(type(row), []).append(row)
    for model, instances in made.items():
        model.objects.bulk_create(instances)


def delete_rows(pages):
    """Delete the rows of practices, whose keys are given, without a signal for each of them."""
    for model in ALL:
        rows = model.objects.filter(practice__in=pages)
        rows._raw_delete(rows.db)
    filed = Filed.objects.filter(practicepage__in=pages)
    filed._raw_delete(filed.db)


class Rows:
    """What belongs to made-up practices beside their pages.

    Args:
        locales: the locales by language code.
        concepts: the keys of all concepts, by the codes of their scheme and their own.
        others: the keys of the pages that are linked to, by their translation key and the locale.
    """

    def __init__(self, locales, concepts, others):
        self.locales = locales
        self.concepts = concepts
        self.others = others

    def of_record(self, record, versions):
        """Yield the rows of a record and of its pages, which are given by language."""
        for language, page in versions.items():
            yield from self.of_page(page.pk, record, language)
        yield from self.translation_records(record, versions)

    def translation_records(self, record, versions):
        """Yield how the record stands in each other language, as agc.translation would find out one by one.

        It would the next time that it is set up, which takes an hour for a hundred thousand pages.
        """
        source, *_others = record.languages
        for language, locale in self.locales.items():
            if language != source:
                target = versions.get(language)
                yield TranslationRecord(
                    source_id=versions[source].pk,
                    locale=locale,
                    target_id=target and target.pk,
                    status=Status.INDEPENDENT if target else Status.MISSING,
                    live=bool(target),
                )

    def of_page(self, page, record, language):
        """Yield the rows of one page."""
        yield Place(
            practice_id=page,
            sort_order=0,
            country_id=self.concepts["country", record.town.country],
            subdivision=record.town.region,
            place=record.town.name,
            size_id=self.concepts["place-size", record.place_size] if record.place_size else None,
            latitude=record.town.latitude if record.with_coordinates else None,
            longitude=record.town.longitude if record.with_coordinates else None,
        )
        yield PracticeSource(
            practice_id=page,
            sort_order=0,
            title=record.source,
            year=record.facts_as_of.year,
            language=record.languages[0],
        )
        for scheme, codes in record.concepts.items():
            for code in codes:
                yield Filed(practicepage_id=page, concept_id=self.concepts[scheme, code])
        for model, name, values in self.translated_rows(record, record.versions[language]):
            for number, fields in enumerate(values):
                yield model(
                    practice_id=page,
                    locale=self.locales[language],
                    translation_key=row_key(record.key, name, number),
                    sort_order=number,
                    **fields,
                )
        yield from self.deeper_rows(page, record, language)

    def deeper_rows(self, page, record, language):
        """Yield the rows of one page that only a full record has."""
        for name, rows in record.rows.items():
            model = DEEPER[name]
            for number, (words, shared) in enumerate(zip(record.versions[language].rows[name], rows, strict=True)):
                fields = self.shared_fields(record, name, shared)
                if fields is None:
                    continue
                if model is not Participation:
                    fields |= {
                        "locale": self.locales[language],
                        "translation_key": row_key(record.key, name, number),
                    }
                yield model(practice_id=page, sort_order=number, **words, **fields)

    def shared_fields(self, record, name, shared):
        """Return the fields of a row that every language has alike; None where what it leads to is not there."""
        if name == "conditions":
            return {"role": shared["role"], "kind_id": self.concepts["condition", shared["kind"]]}
        if name == "voices":
            return shared | {"source": record.source}
        if name == "links":
            other = self.others.get((shared["other"], record.languages[0]))
            return other and {"relation": shared["relation"], "other_id": other}
        return dict(shared)

    def translated_rows(self, record, version):
        """Yield the type, the name and the fields of the rows that have words: the same ones in every language."""
        yield (
            Effect,
            "effects",
            [
                {"r_id": self.concepts["r", r], "explanation": text}
                for r, text in zip(record.effects, version.effects, strict=True)
            ],
        )
        yield (
            KeyDate,
            "key_dates",
            [{"year": year, "text": text} for year, text in zip(record.key_dates, version.key_dates, strict=True)],
        )
        yield (
            Result,
            "results",
            [
                {
                    "indicator": indicator,
                    "unit": unit,
                    "before_value": figure.before,
                    "after_value": figure.after,
                    "qualifier": figure.qualifier,
                    "women_value": figure.women,
                    "men_value": figure.men,
                    "year": figure.year,
                    "source": record.source,
                }
                for figure, (indicator, unit) in zip(record.results, version.results, strict=True)
            ],
        )
        yield (
            Partner,
            "partners",
            [
                {"name": name, "actor_type_id": self.concepts["actor-type", actor], "role": role}
                for (actor, role), name in zip(record.partners, version.partners, strict=True)
            ],
        )
