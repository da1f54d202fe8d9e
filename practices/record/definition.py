"""The definition of a record, read off the models: their fields, forms, limits and lists of concepts.

A field that is added to a model is in every file from then on. What is nobody's business outside is left out: what
Wagtail keeps for itself, what each language has of its own, mail addresses, accounts, and what a model names in
`private_fields`.
"""

from dataclasses import replace
from functools import cache

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import validators
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from agc.core.fields import OwnField
from agc.core.validators import MaxWordsValidator, validate_language_code, validate_language_codes
from agc.vocabulary.models import Concept, Scheme
from practices.forms import TITLE_LENGTH
from practices.record import values
from practices.record.fields import Child, Field, Kind, Record

LANGUAGE_VALIDATORS = (validate_language_code, validate_language_codes)
# From the most particular class of field to the most general.
KINDS = (
    (RichTextField, Kind.RICH_TEXT),
    (StreamField, Kind.RICH_TEXT),
    (models.BooleanField, Kind.YES_NO),
    (models.DateTimeField, Kind.MOMENT),
    (models.DateField, Kind.DATE),
    (models.EmailField, None),
    (models.URLField, Kind.ADDRESS),
    (models.CharField, Kind.TEXT),
    (models.TextField, Kind.TEXT),
    (models.IntegerField, Kind.NUMBER),
    (models.DecimalField, Kind.NUMBER),
    (models.FloatField, Kind.NUMBER),
)


@cache
def record_of(model):
    """Return the definition of the records of a page type, made once."""
    order, own = panels_of(model.content_panels), own_fields(model)
    fields = [each for source in in_order(own, order) for each in fields_from(model, source, order)]
    relations = [relation for relation in get_all_child_relations(model) if relation.name != COMMENTS_RELATION_NAME]
    children = [child_from(model, relation, order) for relation in in_order(relations, order)]
    return Record(model, (*given_fields(model), *fields, *derived_fields(relations)), tuple(children))


def given_fields(model):
    """Return the fields that the site writes, by which a record is told from others."""

    def given(name, label, kind, read, relations=()):
        return Field(name, label, kind, read, is_given=True, is_shared=name == "code", relations=relations)

    code = [given("code", _("code"), Kind.TEXT, lambda page: page.code)] if hasattr(model, "code") else []
    return (
        *code,
        given("page_language", _("language of the text"), Kind.LANGUAGE, lambda page: page.language, ("locale",)),
        given(
            "source_language",
            _("first written in"),
            Kind.LANGUAGE,
            lambda page: page.source_locale.language_code if page.source_locale else page.language,
            ("source_locale",),
        ),
        given("page_address", _("address of the page"), Kind.ADDRESS, lambda page: page.full_url or ""),
        given("published", _("published last"), Kind.MOMENT, values.moment("last_published_at")),
    )


def derived_fields(relations):
    """Return what follows from the rows of a record and nobody writes: the income groups of the countries of places."""
    if "places" not in {relation.name for relation in relations}:
        return ()
    scheme = "income-group"
    reader = values.groups_of_countries("places", scheme)
    label = _("income group of the country")
    return (Field("income_groups", label, Kind.CONCEPTS, schemes=(scheme,), is_given=True, **reader),)


def own_fields(model):
    """Return the fields of a model that are somebody's words or facts about a record, the title first."""
    private = {*getattr(model, "private_fields", ())}
    private |= {each.field_name for each in getattr(model, "override_translatable_fields", ()) if is_own(each)}
    kept_by_wagtail = {field.name for field in Page._meta.get_fields()} - {"title"} if issubclass(model, Page) else ()
    return [
        field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and field.name not in private and field.name not in kept_by_wagtail and not is_inner(field)
    ]


def is_own(translatable):
    return isinstance(translatable, OwnField)


def is_inner(field):
    """Return whether a field only ties tables together, or says who somebody is."""
    if field.primary_key or isinstance(field, ParentalKey):
        return True
    inner = (Locale, get_user_model())
    return field.is_relation and (not isinstance(field.related_model, type) or issubclass(field.related_model, inner))


def panels_of(panels, heading=""):
    """Return what the editor's form has, in its order: for each name its panel and the heading above it."""
    found = {}
    for panel in panels:
        name = panel if isinstance(panel, str) else name_of(panel)
        if name:
            found[name] = (panel, heading)
        else:
            found |= panels_of(getattr(panel, "children", ()), getattr(panel, "heading", "") or heading)
    return found


def name_of(panel):
    name = getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
    if name is None and getattr(panel, "args", None):
        # Wagtail's own panels stand for themselves until they are bound.
        name = panel.args[0]
    return name


def in_order(named, order):
    """Return fields or relations as the form has them; what it has elsewhere comes last, and the title first."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(named, key=lambda each: -1 if each.name == "title" else places.get(each.name, len(places)))


def fields_from(model, source, order):
    """Yield the fields of a definition that a field of a model makes: none, one, or one for each list of concepts."""
    reader = values.reader_of(source, kind_of(source))
    if reader is None:
        return
    panel, heading = order.get(source.name, (None, ""))
    common = {
        "section": heading,
        "help": getattr(panel, "help_text", "") or source.help_text,
        "attribute": source.name,
        "is_shared": is_shared(model, source),
        "is_required": not source.blank and not isinstance(source, models.BooleanField),
        "limits": limits_of(model, source),
    }
    if source.many_to_many:
        yield from (concepts_of(model, source, scheme, common) for scheme in schemes_of(model, source))
    else:
        yield Field(
            source.name,
            source.verbose_name,
            kind_of(source),
            choices=tuple(choice for choice in source.flatchoices if choice[0] is not None),
            schemes=tuple(schemes_of(model, source)),
            **common | reader,
        )


def concepts_of(model, source, scheme, common):
    """Return the field for the concepts of one list among those that a record is filed under."""
    required = getattr(model.base_form_class, "required_schemes", ()) if hasattr(model, "base_form_class") else ()
    return Field(
        f"{source.name}_{scheme.replace('-', '_').replace('.', '_')}",
        scheme_name(scheme),
        Kind.CONCEPTS,
        schemes=(scheme,),
        **common | values.concepts(source, scheme) | {"is_required": scheme in required},
    )


def kind_of(source):
    """Return the kind of a field of a model; None where it is left out."""
    if source.is_relation:
        return kind_of_relation(source)
    if source.flatchoices:
        return Kind.CHOICE
    if any(validator in LANGUAGE_VALIDATORS for validator in source.validators):
        return Kind.LANGUAGE
    kind = next((kind for cls, kind in KINDS if isinstance(source, cls)), None)
    return Kind.YEAR if kind == Kind.NUMBER and source.name.split("_")[-1] == "year" else kind


def kind_of_relation(source):
    if source.related_model is Concept:
        return Kind.CONCEPTS if source.many_to_many else Kind.CONCEPT
    if source.many_to_many:
        return None
    if issubclass(source.related_model, Page):
        return Kind.RECORD
    files = (settings.WAGTAILIMAGES_IMAGE_MODEL, settings.WAGTAILDOCS_DOCUMENT_MODEL)
    return Kind.ADDRESS if source.related_model._meta.label in files else None


def schemes_of(model, source):
    """Return the codes of the lists whose concepts a field takes: those of its own, or of the form of its page."""
    if not source.is_relation or source.related_model is not Concept:
        return ()
    limited = dict(getattr(source.get_limit_choices_to(), "children", ())).get("scheme__code__in", ())
    return limited or getattr(getattr(model, "base_form_class", None), "concept_schemes", ())


def limits_of(model, source):
    """Return the limits of what may be written into a field."""
    limits = {}
    if isinstance(source, models.CharField | models.TextField) and source.max_length and not source.flatchoices:
        limits["max_length"] = source.max_length
    if source.name == "title" and issubclass(model, Page):
        limits["max_length"] = TITLE_LENGTH
    if isinstance(source, models.DecimalField):
        limits["decimals"] = source.decimal_places
    # Not those that stand for what a column of the database can hold.
    for validator in getattr(source, "_validators", ()):
        if isinstance(validator, MaxWordsValidator):
            limits["max_words"] = validator.limit
        elif isinstance(validator, validators.MinValueValidator):
            limits["minimum"] = validator.limit_value
        elif isinstance(validator, validators.MaxValueValidator):
            limits["maximum"] = validator.limit_value
    return limits


def is_shared(model, source):
    """Return whether a field has one value for all languages."""
    if not issubclass(model, TranslatableMixin):
        return True
    found = next((each for each in get_translatable_fields(model) if each.field_name == source.name), None)
    return isinstance(found, SynchronizedField) and not (found.overridable and is_text(source))


def is_text(source):
    """Return whether a language may have a text of its own in place of that of the source."""
    return isinstance(source, models.CharField | models.TextField) and not source.flatchoices


def child_from(model, relation, order):
    """Return the definition of the rows of a relation."""
    rows = relation.related_model
    panel, _heading = order.get(relation.name, (None, ""))
    within = panels_of(rows.panels) if hasattr(rows, "panels") else {}
    fields = [each for source in in_order(own_fields(rows), within) for each in fields_from(rows, source, within)]
    shared = not issubclass(rows, TranslatableMixin)
    limits = {"min_rows": getattr(panel, "min_num", None), "max_rows": getattr(panel, "max_num", None)}
    return Child(
        relation.name,
        getattr(panel, "heading", "") or rows._meta.verbose_name_plural,
        tuple(replace(each, section="") for each in fields),
        {name: limit for name, limit in limits.items() if limit},
        is_shared=shared,
    )


def name_of_scheme(code):
    return str(Scheme.objects.filter(code=code).first() or code)


# The name of a list of concepts in the active language.
scheme_name = lazy(name_of_scheme, str)
