"""A practice that comes in by a file, and what becomes of it."""

import io
import json

from practices.models import PracticePage

COMPLETE = {
    "code": "new-7f3k2c-1",
    "page_language": "es",
    "title": "Casa de cuidado nocturno",
    "claim": "Quien trabaja de noche deja a sus hijas e hijos en buenas manos.",
    "summary": "Una casa abierta **de noche**.\n\nCuida a niñas y niños.",
    "kind": "programme",
    "stage": "promising",
    "start_year": 2021,
    "ongoing": True,
    "concepts_level": ["municipal"],
    "concepts_care_type": ["early-childhood"],
    "concepts_component": ["services"],
    "lead_name": "Intendencia",
    "lead_actor_type": "subnational-government",
    "problem": "Las guarderías cierran a las cinco.",
    "approach": "## Cómo funciona\n\nTres personas reciben a los grupos.\n\n* de noche\n* de día",
    "owner_consent": True,
    "places": [{"country": "uy", "place": "Montevideo"}],
    "effects": [{"r": "redistribute", "explanation": "La noche deja de ser asunto de una sola persona."}],
    "sources": [{"title": "Registro municipal", "year": 2025}],
}


def file_with(*records):
    return io.BytesIO(json.dumps({"records": records}).encode())


def draft_of(code):
    return PracticePage.objects.get(code=code, locale__language_code="es").get_latest_revision_as_object()
