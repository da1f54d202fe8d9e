"""Values of the source for which a language may have its own: what each may be, and whether it is that."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import policy_registry

from agc.translation.editor.places import definition
from agc.translation.editor.saving import as_key
from agc.translation.texts import check_characters

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_ADDRESS = 2000
BLANKS = re.compile(r"[\x00-\x20\x7f]")


class Kind:
    """A text of any sort, as the source has one."""

    name = "text"
    input_type = "text"
    widget = None
    model = None

    def __init__(self, limit=None):
        self.limit = limit

    def clean(self, raw, user, current):
        """Return what was chosen as wagtail-localize keeps it.

        Args:
            raw: as it came from a form, not empty.
            user: whoever chose it.
            current: what is chosen already, which may stay.

        Raises:
            ValidationError: when it cannot stand there.
        """
        check_characters(raw)
        if self.limit and len(raw) > self.limit:
            raise ValidationError(_("The text is too long: %(number)d characters at most.") % {"number": self.limit})
        return raw


class Address(Kind):
    """The address of a page on the web."""

    name = "url"
    input_type = "url"

    def clean(self, raw, user, current):
        URLValidator(schemes=["http", "https"], message=_("This is no address of a page on the web."))(raw)
        return super().clean(raw, user, current)


class Link(Kind):
    """Where a link in a rich text leads: also a place on this site, an e-mail or a telephone."""

    name = "url"

    def clean(self, raw, user, current):
        wrong = ValidationError(_("A link leads to an address with https://, mailto: or tel:, or to a path with /."))
        if BLANKS.search(raw) or "\\" in raw or raw.startswith("//"):
            raise wrong
        try:
            parts = urlsplit(raw)
        except ValueError as error:
            raise wrong from error
        if parts.scheme in {"http", "https"}:
            URLValidator(schemes=["http", "https"], message=wrong.message)(raw)
        elif parts.scheme not in LINK_SCHEMES and not (not parts.scheme and raw[0] in "/#"):
            raise wrong
        return super().clean(raw, user, current)


class Email(Kind):
    name = "email"
    input_type = "email"

    def clean(self, raw, user, current):
        EmailValidator(message=_("This is no e-mail address."))(raw)
        return super().clean(raw, user, current)


class Related(Kind):
    """Something that is chosen: a picture, a document, a page.

    Args:
        model: of what is chosen.
        widget: Wagtail's chooser of it.
    """

    name = "chooser"

    def __init__(self, model, widget):
        super().__init__()
        self.model, self.widget = model, widget

    def clean(self, raw, user, current):
        found = self.model._default_manager.filter(pk=as_key(raw)).first()
        if found is None:
            raise ValidationError(_("What was chosen does not exist any more."))
        if found.pk != current:
            self.refuse(found, user)
        return found.pk

    def refuse(self, found, user):
        """Raise ValidationError where `user` may not choose this."""
        if isinstance(found, Page):
            if not Page.objects.live().public().filter(pk=found.pk).exists():
                raise ValidationError(_("This page is not public: readers could not open it."))
            return
        policy = policy_registry.get_by_type(self.model)
        in_collection = isinstance(policy, CollectionPermissionPolicy)
        if in_collection and not policy.user_has_permission_for_instance(user, "choose", found):
            raise ValidationError(_("You may not choose this one."))


def kind_of(model, path, field_path):
    """Return what may be chosen at a place of a page.

    Args:
        model: the type of the page.
        path, field_path: as wagtail-localize keeps them; that of a link in a rich text ends with its address in quotes.
    """
    if path.endswith("'"):
        return Link(LONGEST_ADDRESS)
    found = definition(model, field_path)
    if isinstance(found, models.ForeignKey):
        widget = registry.foreign_key_lookup(found)["widget"]
        return Related(found.related_model, widget() if isinstance(widget, type) else widget)
    if isinstance(found, blocks.ChooserBlock):
        return Related(found.target_model, found.widget)
    limit = getattr(found, "max_length", None) or getattr(getattr(found, "field", None), "max_length", None)
    if isinstance(found, models.URLField | blocks.URLBlock) or type(found).__name__ == "EmbedBlock":
        return Address(limit or LONGEST_ADDRESS)
    if isinstance(found, models.EmailField | blocks.EmailBlock):
        return Email(limit)
    return Kind(limit)
