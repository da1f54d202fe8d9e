"""The glossary in a translation: its words are found in any form and order, and missed where they are missing."""

import pytest

from agc.translation.checks import Text, check

pytestmark = pytest.mark.one_database

TERMS = [
    ("es-en", "El trabajo de cuidados", "Care work", ("trabajo de cuidados", ("care work",)), True),
    ("es-en", "El trabajo de cuidados", "The work of caring", ("trabajo de cuidados", ("care work",)), True),
    ("es-en", "El trabajo de cuidados", "Household labour", ("trabajo de cuidados", ("care work",)), False),
    ("es-fr", "Los derechos", "Le droit", ("derechos", ("droits",)), True),
    ("es-fr", "El trabajo", "Les travaux", ("trabajo", ("travail",)), True),
    ("en-es", "Carers", "Las personas cuidadoras", ("carers", ("persona cuidadora",)), True),
    ("en-es", "Carers", "Las niñeras", ("carers", ("persona cuidadora",)), False),
    ("en-es", "Co-responsibility", "La CORRESPONSABILIDAD", ("co-responsibility", ("corresponsabilidad",)), True),
    ("es-en", "La mujer", "Women", ("mujer", ("woman",)), True),
    ("es-en", "El cuidado", "Support", ("cuidado", ("care", "support")), True),
    ("es-en", "El cuidado", "Cities", ("cuidado", ("care",)), False),
    ("es-fr", "La economía del cuidado", "L’économie du soin", ("economía del cuidado", ("économie du soin",)), True),
    ("es-fr", "La economía del cuidado", "L’economie domestique", ("economía", ("économie du soin",)), False),
    ("es-ar", "El cuidado", "حق الرعاية", ("cuidado", ("رعاية",)), True),
    ("es-ar", "El cuidado", "حق التعليم", ("cuidado", ("رعاية",)), False),
    ("es-en", "El cuidado", "Cities", ("cuidado", ()), True),
]


@pytest.mark.parametrize(("languages", "source", "target", "term", "kept"), TERMS)
def test_the_glossary_is_kept_in_any_form_of_its_words(languages, source, target, term, kept):
    of_source, of_target = languages.split("-")
    found = check(Text(source, target, of_source, of_target, terms=(term,)))
    assert ("glossary" not in [issue.code for issue in found]) is kept
