"""The forms of the vocabulary's words: what a concept is called in one language, and how a list of them is narrowed."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agc.core.languages import direction
from agc.translation.models import LabelProposal
from agc.translation.wording import words_of
from agc.translation.wording.kinds import FIELDS
from agc.vocabulary.models import Scheme, unix_lines

# They turn around the text that follows them, also that of others on the page.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def composed(text):
    """Return a text in the form in which accented letters are one sign, with the line ends of the official lists.

    Raises:
        ValidationError: when it has characters that nobody can see and that do harm.
    """
    text = unicodedata.normalize("NFC", unix_lines(text))
    if any(sign in TURNING or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t") for sign in text):
        raise ValidationError(_("There are invisible control characters in this text: type it without them."))
    return text


def is_seen(text):
    """Return whether a text has a sign that can be seen."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


class WholeField(forms.CharField):
    """A text that the browser leaves whole: it would cut what is pasted without a word, and the server says it."""

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class LineField(WholeField):
    """One line: line breaks and repeated spaces are one space, other than those of French punctuation."""

    def to_python(self, value):
        text = composed(super().to_python(value))
        text = " ".join(part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part)
        return text if is_seen(text) else ""


class TextField(WholeField):
    """Some lines, counted in the characters that are kept."""

    def to_python(self, value):
        text = composed(super().to_python(value))
        return text if is_seen(text) else ""


class WordsField(TextField):
    """A word on each line: empty lines and repetitions are left out."""

    def to_python(self, value):
        lines = [line.strip() for line in super().to_python(value).splitlines()]
        return "\n".join(dict.fromkeys(filter(is_seen, lines)))


class WordsForm(forms.ModelForm):
    """What a concept or a list is called in one language.

    Args:
        kind: the Kind of what is named.
        language: the code of the language.
        words: what the form starts from.
        label: the label that readers have, or None. It has no limit on the other words for it, and whoever
            proposes another label need not give up any of them.
    """

    class Meta:
        model = LabelProposal
        fields = FIELDS
        field_classes = {"preferred": LineField, "alternatives": WordsField, "definition": TextField}
        help_texts = {"alternatives": gettext_lazy("One on each line; the search finds all of them.")}

    def __init__(self, kind, language, words, *args, label=None, **kwargs):
        super().__init__(*args, initial=words, **kwargs)
        for name in set(FIELDS).difference(kind.fields):
            del self.fields[name]
        for name, rows in (("alternatives", 6), ("definition", 4)):
            if name in self.fields:
                self.limit(self.fields[name], len(words_of(label)[name]))
                self.fields[name].widget.attrs["rows"] = rows
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language, "dir": direction(language)}

    def limit(self, field, length):
        """Let a text be as long as that which readers have, and say how long it may be."""
        said = _("At most %(number)s characters.")
        if length > field.max_length:
            field.max_length = length
            others = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]
            field.validators = [*others, MaxLengthValidator(length)]
            said = _("At most %(number)s characters, as many as readers have now.")
        field.help_text = f"{field.help_text} {said % {'number': number_format(field.max_length)}}".strip()

    @property
    def words(self):
        return {field: self.cleaned_data.get(field, "") for field in FIELDS}


class DecisionForm(forms.Form):
    """What a reviewer says of proposed words."""

    action = forms.ChoiceField(choices=[(action, action) for action in ("approve", "changes", "set_aside")])
    comment = TextField(
        label=gettext_lazy("Comment for whoever proposed the words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class FilterForm(forms.Form):
    """How the list of words is narrowed; what makes no sense is left out."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    scheme = forms.ChoiceField(label=gettext_lazy("List"), required=False)
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            ("", gettext_lazy("All concepts")),
            ("missing", gettext_lazy("Something is missing")),
            ("label", gettext_lazy("No label")),
            ("definition", gettext_lazy("No definition")),
            ("alternatives", gettext_lazy("No other words")),
            ("proposed", gettext_lazy("Words proposed")),
        ],
    )

    def __init__(self, data):
        super().__init__(data)
        self.schemes = {scheme.pk: scheme for scheme in Scheme.objects.all()}
        self.fields["scheme"].choices = [
            ("", pgettext_lazy("lists of concepts", "All lists")),
            *((scheme.code, str(scheme)) for scheme in self.schemes.values()),
        ]

    @property
    def chosen(self):
        """What was chosen, as far as it is among what is offered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
