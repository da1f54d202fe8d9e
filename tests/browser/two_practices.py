"""The practices of the translators' journey: one that readers have in three languages, one nobody has translated."""

TITLE = "Comedor de barrio para personas mayores"
CLAIM = "El comedor abre 5 días por semana y da 40 almuerzos."
SUMMARY = "Un comedor de barrio acompaña a las personas mayores."
LEAD = "Municipio de Rosario"
PROBLEM = "Muchas personas mayores comen a solas."
APPROACH = "Un grupo de vecinas cocina y reparte los almuerzos."
EXPLANATION = "Hace visible el cuidado."
INDICATOR = "Personas atendidas"
UNIT = "personas"
WORDS = {
    "en": {
        TITLE: "Neighbourhood dining room for older people",
        CLAIM: "The dining room opens 5 days a week and serves 40 lunches.",
        SUMMARY: "A neighbourhood dining room keeps older people company.",
        LEAD: "Municipality of Rosario",
        PROBLEM: "Many older people eat alone.",
        APPROACH: "A group of neighbours cooks and hands out the lunches.",
        EXPLANATION: "It makes care visible.",
        INDICATOR: "People served",
        UNIT: "people",
    },
    "fr": {
        TITLE: "Cantine de quartier pour personnes âgées",
        CLAIM: "La cantine ouvre 5 jours par semaine et sert 40 déjeuners.",
        SUMMARY: "Une cantine de quartier tient compagnie aux personnes âgées.",
        LEAD: "Municipalité de Rosario",
        PROBLEM: "Beaucoup de personnes âgées mangent seules.",
        APPROACH: "Un groupe de voisines cuisine et distribue les déjeuners.",
        EXPLANATION: "Le soin devient visible.",
        INDICATOR: "Personnes accueillies",
        UNIT: "personnes",
    },
}

# What the secretariat writes in place of it first, and how that is translated: in a slip, in a draft, in the end.
NEW_CLAIM = "El comedor abre 6 días por semana y da 60 almuerzos a quien vive sin compañía."
SLIP = "The dining room opens 6 days a week and serves 50 lunches to those who live alone."
DRAFT = "The dining room opens 6 days a week and serves 60 lunches to who lives without company."
CLAIMS = {
    "en": "The dining room opens 6 days a week and serves 60 lunches to those who live alone.",
    "fr": "La cantine ouvre 6 jours par semaine et sert 60 déjeuners à qui vit sans compagnie.",
}

# What changes while that is in review: more than half of the texts.
CHANGES = {
    "problem": "Muchas personas mayores comen a solas los domingos.",
    "effects-0-explanation": "Hace visible el cuidado que da un barrio.",
    "results-0-indicator": "Personas atendidas en el comedor",
    "results-0-unit": "personas del barrio",
    "lead_name": "Municipio de Rosario, Secretaría de Salud",
}
CHANGED_WORDS = {
    CHANGES["problem"]: "Many older people eat alone on Sundays.",
    CHANGES["effects-0-explanation"]: "It makes the care of a neighbourhood visible.",
    CHANGES["results-0-indicator"]: "People served at the dining room",
    CHANGES["results-0-unit"]: "people of the neighbourhood",
    CHANGES["lead_name"]: "Municipality of Rosario, Department of Health",
}
CORRECTED = "Muchas personas mayores comen solas los domingos."

OTHER = "Taller de respiro para quien cuida"
OTHER_CLAIM = "Una tarde libre cada semana para quien cuida en casa."
OTHER_SUMMARY = "Un taller reúne a quienes cuidan."
OTHER_PROBLEM = "Cuidar sin pausa enferma."
OTHER_APPROACH = "El centro de salud recibe a la persona cuidada esa tarde."
OTHER_WORDS = {
    OTHER: "Respite workshop for carers",
    OTHER_CLAIM: "A free afternoon every week for those who care at home.",
    OTHER_SUMMARY: "A workshop brings carers together.",
    OTHER_PROBLEM: "Caring without a break makes people ill.",
    OTHER_APPROACH: "The health centre receives the person cared for that afternoon.",
}

# Nothing is left of them but their numbers, which are never given twice.
REMOVE = f"""
from wagtail.models import Page
from agc.translation.models import MemoryUnit
titles = {[TITLE, OTHER, OTHER_WORDS[OTHER], *(words[TITLE] for words in WORDS.values())]!r}
for page in Page.objects.filter(title__in=titles).order_by("-pk"):
    page.specific.delete()
MemoryUnit.objects.filter(origin__in=titles).delete()
"""
MAKE = f"""
from agc.translation.authoring import texts_by_path
from tests.factories import practice, translate
shared = dict(country="ar", lead_name={LEAD!r})
page = practice(
    title={TITLE!r}, claim={CLAIM!r}, summary="<p>{SUMMARY}</p>", problem="<p>{PROBLEM}</p>",
    approach=[("paragraph", "<p>{APPROACH}</p>")], **shared,
)
for language, words in {WORDS!r}.items():
    translate(page, language, **{{path: words[text] for path, (text,) in texts_by_path(page).items()}})
practice(
    title={OTHER!r}, claim={OTHER_CLAIM!r}, summary="<p>{OTHER_SUMMARY}</p>", problem="<p>{OTHER_PROBLEM}</p>",
    approach=[("paragraph", "<p>{OTHER_APPROACH}</p>")], **shared,
)
"""
