"""Names of months and days of the week, in lower case."""

from agc.translation.checks.wordlists import listed

MONTHS = {
    "es": listed("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "en": listed("january february march april may june july august september october november december"),
    "fr": listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
}
SHORT_MONTHS = {
    "es": {"setiembre": 9, "ene": 1, "feb": 2, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "sept": 9, "oct": 10}
    | {"nov": 11, "dic": 12},
    "en": {"jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11}
    | {"dec": 12},
    "fr": {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12}
    | {"fevrier": 2, "aout": 8, "decembre": 12},
}
WEEKDAYS = {
    "es": listed("lunes martes miercoles jueves viernes sabado domingo"),
    "en": listed("monday tuesday wednesday thursday friday saturday sunday"),
    "fr": listed("lundi mardi mercredi jeudi vendredi samedi dimanche"),
}
NUMBER_OF = {
    language: {name: number for number, name in enumerate(names, 1)} | SHORT_MONTHS[language]
    for language, names in MONTHS.items()
}
