"""No picture is shown whose people have not agreed to it, or that some readers would miss."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model

CONSENT_MISSING = _("The consent of the people in this picture is not on file.")
WORDS_MISSING = _("Say what the picture shows, for readers who cannot see it.")


def fields_without_consent(model, values):
    """Return the names of the fields that show a picture for which consent is missing.

    Args:
        model: the page type.
        values: what its fields hold, by name; a field that is not there shows nothing.
    """
    image_model = get_image_model()
    shown = {}
    for field in model._meta.get_fields():
        value = values.get(field.name)
        if not value:
            continue
        if isinstance(field, StreamField):
            found = field.stream_block.extract_references(value)
            shown[field.name] = {int(pk) for related, pk, *_path in found if related is image_model}
        elif field.related_model is image_model:
            shown[field.name] = {value.pk}
    missing = image_model.objects.filter(pk__in=set().union(*shown.values()), consent=image_model.Consent.MISSING)
    refused = set(missing.values_list("pk", flat=True))
    return [name for name, pictures in shown.items() if pictures & refused]
