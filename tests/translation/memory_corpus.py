"""Plausible pairs of texts for a memory of any size, the same ones for the same seed."""

import random

from agc.core.languages import locales
from agc.translation.memory import hash_of
from agc.translation.memory.likeness import compared
from agc.translation.models import MemoryUnit

WHO = [
    ("El ministerio", "The ministry"),
    ("La intendencia", "The local government"),
    ("Una cooperativa de mujeres", "A women’s cooperative"),
    ("La red de personas cuidadoras", "The network of carers"),
    ("El sindicato de trabajadoras del hogar", "The domestic workers’ union"),
    ("La universidad pública", "The public university"),
    ("Un grupo de madres comunitarias", "A group of community mothers"),
    ("El municipio", "The municipality"),
    ("La agencia de cooperación", "The development agency"),
    ("Una empresa de servicios", "A service company"),
]
DID = [
    ("abrió", "opened"),
    ("financia desde hace años", "has funded for years"),
    ("evaluó con apoyo externo", "evaluated, with outside support,"),
    ("amplió por ley", "extended by law"),
    ("dejó de pagar", "stopped paying for"),
    ("coordina con las familias", "coordinates with families"),
    ("negoció en tres rondas", "negotiated in three rounds"),
    ("publicó los datos de", "published the data of"),
]
WHAT = [
    ("un centro de cuidado infantil", "a childcare centre"),
    ("las licencias de paternidad", "paternity leave"),
    ("un registro de personas cuidadoras", "a registry of carers"),
    ("la encuesta de uso del tiempo", "the time-use survey"),
    ("un servicio de relevo en el hogar", "a respite service at home"),
    ("las lavanderías públicas", "the public laundries"),
    ("una asignación para quienes cuidan", "an allowance for those who care"),
    ("el comedor escolar", "the school canteen"),
    ("la formación de asistentes personales", "the training of personal assistants"),
]
WHERE = [
    ("en la capital", "in the capital"),
    ("en la zona rural", "in the countryside"),
    ("en los barrios del sur", "in the southern districts"),
    ("en las escuelas", "in schools"),
    ("en todo el país", "throughout the country"),
    ("en la frontera", "at the border"),
]
THEN = [
    ("El servicio es gratuito y abre por la tarde.", "The service is free and opens in the afternoon."),
    ("Nadie ha medido todavía el efecto en los ingresos.", "Nobody has yet measured the effect on incomes."),
    ("Las familias pagan según lo que ganan.", "Families pay according to what they earn."),
    ("La ley fija la calidad y quién la controla.", "The law sets the quality and who checks it."),
    ("El presupuesto se renueva cada año.", "The budget is renewed every year."),
    ("", ""),
    ("", ""),
]


def pairs(number, seed=1):
    """Yield `number` different pairs of a Spanish and an English text, of one or more sentences."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret depends on it
    given = set()
    while len(given) < number:
        sentences = [sentence(chance) for _turn in range(chance.choice([1, 1, 1, 2, 3]))]
        pair = tuple(" ".join(texts) for texts in zip(*sentences, strict=True))
        if pair not in given:
            given.add(pair)
            yield pair


def sentence(chance):
    who, did, what, where, then = (chance.choice(choices) for choices in (WHO, DID, WHAT, WHERE, THEN))
    year, people = chance.randint(1995, 2026), chance.randint(12, 990)
    spanish = f"{who[0]} {did[0]} {what[0]} {where[0]} en {year} para {people} personas. {then[0]}"
    english = f"{who[1]} {did[1]} {what[1]} {where[1]} in {year} for {people} people. {then[1]}"
    return spanish.strip(), english.strip()


def units(number, seed=1, source="es", target="en"):
    """Yield MemoryUnits, not saved."""
    found = locales()
    for count, (spanish, english) in enumerate(pairs(number, seed)):
        yield MemoryUnit(
            source_locale=found[source],
            target_locale=found[target],
            source_text=spanish,
            source_hash=hash_of(spanish),
            target_text=english,
            target_hash=hash_of(english),
            length=len(compared(spanish)),
            origin=f"Práctica {count % 300}",
        )


def fill(number, seed=1, source="es", target="en"):
    """Save a memory of `number` pairs."""
    MemoryUnit.objects.bulk_create(units(number, seed, source, target), batch_size=1000)
