"""Words that mean a number, in Spanish, English and French, as they stand without accents and in lower case."""

from agc.translation.checks.wordlists import listed

EN_UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen",
)
EN_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
ES_UNITS = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete",
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete",
    "veintiocho veintinueve",
)
ES_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
ES_HUNDREDS = listed("doscient trescient cuatrocient quinient seiscient setecient ochocient novecient")
FR_UNITS = listed(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit",
    "dix-neuf",
)
FR_TENS = listed("vingt trente quarante cinquante soixante")


def english():
    """Return the numbers from 0 to 99 by their English words."""
    words = {(word,): number for number, word in enumerate(EN_UNITS)}
    for tens, word in enumerate(EN_TENS, 2):
        words[word,] = tens * 10
        words |= {(word, unit): tens * 10 + number for number, unit in enumerate(EN_UNITS[1:10], 1)}
    return words | english_ordinals() | {("a",): 1, ("an",): 1}


def english_ordinals():
    """Return the ordinals from 13th on, which name centuries: "the twenty-first century"."""
    teens = {(word.removesuffix("t") + "th",): number for number, word in enumerate(EN_UNITS) if number > 12}
    tens = {(word[:-1] + "ieth",): tens * 10 for tens, word in enumerate(EN_TENS, 2)}
    units = enumerate(listed("first second third fourth fifth sixth seventh eighth ninth"), 1)
    return teens | tens | {("twenty", unit): 20 + number for number, unit in units}


def spanish():
    """Return the numbers from 0 to 99, and the hundreds, by their Spanish words."""
    words = {(word,): number for number, word in enumerate(ES_UNITS)}
    for tens, word in enumerate(ES_TENS, 3):
        words[word,] = tens * 10
        words |= {(word, "y", unit): tens * 10 + number for number, unit in enumerate(ES_UNITS[1:10], 1)}
    one = {
        (*phrase[:-1], phrase[-1][:-3] + ending): number
        for phrase, number in words.items()
        if phrase[-1].endswith("uno")
        for ending in ("un", "una")
    }
    hundreds = {(stem + ending,): number * 100 for number, stem in enumerate(ES_HUNDREDS, 2) for ending in ("os", "as")}
    return words | one | hundreds | {("cien",): 100, ("ciento",): 100}


def french():
    """Return the numbers from 0 to 99 by their French words."""
    words = {tuple(word.split("-")): number for number, word in enumerate(FR_UNITS)}
    units = dict(words)
    for tens, word in enumerate(FR_TENS, 2):
        words[word,] = tens * 10
        for phrase, number in units.items():
            if 0 < number < 10 or (word == "soixante" and number > 0):
                words[(word, *phrase)] = tens * 10 + number
                words[(word, "et", *phrase)] = tens * 10 + number
    eighty = {("quatre", "vingt", *phrase): 80 + number for phrase, number in units.items() if number}
    ordinals = {("vingtieme",): 20, ("vingt", "et", "unieme"): 21, ("dix", "neuvieme"): 19, ("dix", "huitieme"): 18}
    belgian = {("septante",): 70, ("huitante",): 80, ("nonante",): 90}
    return words | eighty | ordinals | belgian | {("quatre", "vingts"): 80, ("quatre", "vingt"): 80, ("une",): 1}


WORDS = {"es": spanish(), "en": english(), "fr": french()}
LONGEST_PHRASE = max(len(phrase) for words in WORDS.values() for phrase in words)
# The words that mean one are articles too, and mean a number only before another: "un millón".
ONE = 1
# Words that follow a number and multiply it by this power of ten.
POWERS = {
    "es": {"mil": 3, "millon": 6, "millones": 6, "millardo": 9, "millardos": 9, "billon": 12, "billones": 12},
    "en": {
        "hundred": 2,
        "thousand": 3,
        "million": 6,
        "millions": 6,
        "billion": 9,
        "billions": 9,
        "trillion": 12,
        "trillions": 12,
    },
    "fr": {
        "cent": 2,
        "cents": 2,
        "mille": 3,
        "million": 6,
        "millions": 6,
        "milliard": 9,
        "milliards": 9,
        "billion": 12,
        "billions": 12,
    },
}
# Short forms after a number in digits; "M" and "k" mean the same in all three.
SHORT_POWERS = {"k": 3, "K": 3, "M": 6, "m": 6, "mn": 6, "MM": 6, "mdd": 6, "Md": 9, "bn": 9, "B": 9}
AND = {"es": "y", "en": "and", "fr": "et"}

# Words that another language may write as one of these numbers.
HINTS = {
    "es": {
        "primer primero primera primeros primeras": "1",
        "segundo segunda segundos segundas ambos ambas doble par": "2",
        "pareja duplicar duplica duplico bienal bianual": "2",
        "tercer tercero tercera terceros terceras triple": "3",
        "trimestre trimestral trienal": "3",
        "cuarto cuarta cuartos cuartas": "4 25 0.25",
        "cuatrienio cuatrimestre": "4",
        "quinto quinta quinquenio quinquenal": "5",
        "sexto sexta semestre semestral": "6",
        "septimo septima semana": "7",
        "octavo octava": "8",
        "noveno novena": "9",
        "decimo decima decada decenio decena decenas": "10",
        "undecimo undecima": "11",
        "duodecimo duodecima docena docenas anual": "12",
        "quincena quincenal": "15 14",
        "veintena": "20",
        "treintena": "30",
        "cuarentena": "40",
        "mitad medio media": "0.5 50 2 1",
        "tercio tercios": "3 33 0.33",
        "siglo centenar centenario cien ciento": "100",
        "mil miles milenio millar": "1000",
        "un uno una unico unica solo sola": "1",
        "cero ningun ninguno ninguna": "0",
        "mediodia": "12 t720",
        "medianoche": "0 t0",
        "millon millones": "1000000",
    },
    "en": {
        "first firstly once one a an single": "1",
        "second secondly both twice double doubled pair couple": "2",
        "biennial": "2",
        "third thirdly thirds triple tripled quarterly": "3 33 0.33",
        "fourth": "4",
        "quarter quarters": "4 3 25 0.25",
        "fifth five": "5",
        "sixth six semester": "6",
        "seventh week weekly": "7",
        "eighth": "8",
        "ninth": "9",
        "tenth decade decades": "10",
        "eleventh": "11",
        "twelfth dozen dozens yearly": "12",
        "fortnight fortnightly": "14 15",
        "half halved": "0.5 50 2 1",
        "century centuries hundred hundreds centenary": "100",
        "thousand thousands millennium": "1000",
        "no none nil zero": "0",
        "noon midday": "12 t720",
        "midnight": "0 t0",
        "million millions": "1000000",
    },
    "fr": {
        "premier premiere premiers premieres un une seul seule": "1",
        "second seconde secondes deuxieme deuxiemes": "2",
        "double doubler doublement paire couple biennal": "2",
        "troisieme troisiemes triple trimestre": "3",
        "trimestriel trimestrielle triennal tiers": "3 33 0.33",
        "quatrieme": "4",
        "quart quarts": "4 25 0.25",
        "cinquieme quinquennal quinquennat": "5",
        "sixieme semestre semestriel": "6",
        "septieme semaine": "7",
        "huitieme": "8",
        "neuvieme": "9",
        "dixieme decennie dizaine dizaines decennal": "10",
        "onzieme": "11",
        "douzieme douzaine douzaines annuel": "12",
        "quinzaine": "15 14",
        "vingtaine": "20",
        "trentaine": "30",
        "quarantaine": "40",
        "cinquantaine": "50",
        "soixantaine": "60",
        "moitie demi demie": "0.5 50 2 1",
        "siecle cent centaine centaines centenaire": "100",
        "mille millier milliers millenaire": "1000",
        "zero aucun aucune": "0",
        "midi": "12 t720",
        "minuit": "0 t0",
        "million millions": "1000000",
    },
}
HINTED = {
    language: {word: frozenset(numbers.split()) for words, numbers in hints.items() for word in words.split()}
    for language, hints in HINTS.items()
}
