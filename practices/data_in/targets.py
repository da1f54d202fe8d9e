"""Which pages a file speaks of: by the codes of practices, the keys of new ones, the names of members."""

import re
import uuid

from django.db.models import F
from django.utils.translation import gettext as _

from agc.core.records import key_of
from practices.data_in.values import Fault, shortened
from practices.models import PracticeCode, PracticePage
from practices.record import Kind

CODE = re.compile(r"AGC-([0-9]+)", re.IGNORECASE)
# A key of a template, or a number that an organisation gives: long enough to be nobody else's by chance.
NEW = re.compile(r"(?=.*[a-zA-Z])(?=.*\d)[\w.:/-]{6,80}")


def translation_key_of(code):
    """Return the key of the practice that a code of a file stands for.

    Raises:
        Fault: when it is the code of no practice, and no key that a new one can have.
    """
    found = CODE.fullmatch(code)
    if found:
        known = PracticeCode.objects.filter(pk=int(found[1][:9])) if len(found[1]) < 10 else PracticeCode.objects.none()
        key = known.values_list("translation_key", flat=True).first()
        if key is None:
            raise Fault(_("There is no practice with the code %(code)s.") % {"code": shortened(code)})
        return key
    if not code:
        raise Fault(_("Give the code of the practice; for a new one a key of your own, such as “new-7f3k2c-1”."))
    if not NEW.fullmatch(code):
        raise Fault(
            _("“%(code)s” is neither the code of a practice nor a key for a new one: six signs, a digit among them.")
            % {"code": shortened(code)}
        )
    return key_of("practice-from-file", code.casefold())


class Targets:
    """Finds the pages that values name.

    Args:
        user: whoever sends the file: they can name what is public, and what they may edit.
        new: the pages that the file itself makes, by their translation key.
    """

    def __init__(self, user, new):
        self.user, self.new = user, new
        self.known = {}

    def page(self, field, row, value):
        """Return the page that a value names for a field of a row: the one in the language it was first written in.

        Raises:
            Fault: when there is none that the user can name.
        """
        model = row._meta.get_field(field.attribute).related_model
        if (model, value) not in self.known:
            self.known[model, value] = self.find(model, value)
        return self.known[model, value]

    def find(self, model, value):
        key = self.key(model, value)
        if model is PracticePage and key in self.new:
            return self.new[key]
        page = model.objects.filter(translation_key=key, locale=F("source_locale")).first() if key else None
        if page is None or not (self.is_public(page) or page.permissions_for_user(self.user).can_edit()):
            raise Fault(_("“%(name)s” is not known here.") % {"name": shortened(value)})
        return page

    def key(self, model, value):
        """Return the translation key that a value stands for; None where it stands for nothing."""
        if model is PracticePage:
            try:
                return translation_key_of(value)
            except Fault:
                return self.key_of_title(model, value)
        try:
            return uuid.UUID(value)
        except ValueError:
            return self.key_of_title(model, value)

    def key_of_title(self, model, title):
        keys = set(model.objects.published().filter(title__iexact=title).values_list("translation_key", flat=True))
        return keys.pop() if len(keys) == 1 else None

    def is_named(self, row, field, value):
        """Return whether a field of a row names the page that a value stands for."""
        page = getattr(row, field.attribute)
        return page is not None and page.translation_key == self.key(type(page), value)

    def is_public(self, page):
        return type(page).objects.published().filter(translation_key=page.translation_key).exists()

    def is_hidden(self, row, field, value):
        """Return whether a value is blank because files do not tell of a page that is not public."""
        if field.kind != Kind.RECORD or value:
            return False
        page = getattr(row, field.attribute)
        return page is not None and not self.is_public(page)

    def is_hidden_row(self, child, row):
        """Return whether files leave a row out because it tells of a page that is not public."""
        return any(self.is_hidden(row, field, "") for field in child.fields if field.kind == Kind.RECORD)
