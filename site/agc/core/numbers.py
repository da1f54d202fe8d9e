"""Numbers as each language writes them."""

from django.utils.formats import number_format
from django.utils.translation import get_language


def localise(value):
    """Return a number in the active language: 842,278 in English, 842 278 in French and Spanish.

    Spanish leaves numbers of four digits together (Ortografía de la lengua española, 2010).

    Args:
        value: a Decimal; zeros after its last decimal are dropped.
    """
    lean = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    grouped = abs(value) >= 10_000 or get_language() != "es"
    return number_format(lean, use_l10n=True, force_grouping=grouped)
