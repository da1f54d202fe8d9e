"""Small words by which Spanish, English and French are told apart: each stands in one of the three only."""

import re

from agc.translation.checks.wordlists import listed

WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = {
    "es": frozenset(
        listed(
            "el los las del y con para por una unos unas que como más pero su sus este esta estos estas ese esa",
            "eso es está están fue fueron ser ha han hay sin desde hasta cuando cuándo donde dónde quien quienes",
            "quién también muy ya lo cada según otro otra otros otras todo toda todos todas cuya cuyo porque",
            "aunque mientras ni esto era eran tiene tienen puede pueden hace hacen nuestra nuestro tu ante cual",
            "cuál cuáles al sino",
        )
    ),
    "en": frozenset(
        listed(
            "the of and to is are was were with for that this these those from by which their its his her it they",
            "he she have has had not be been at who whom whose what when where will would can could should more",
            "than into about each other others also an any all our your my them there then we you in if so such",
            "because through between before while do does did how why both some only out up over",
        )
    ),
    "fr": frozenset(
        listed(
            "des du au aux et une est sont dans avec pour qui ce cette ces cet leur leurs il elle ils elles nous",
            "vous pas ne où mais ont été être comme plus chaque selon depuis sans sous chez afin lors ainsi aussi",
            "dont donc très tout toute tous toutes votre vos notre fait faire peut peuvent était l d qu n c j ni",
            "car quand quelle quel quels celles ceux celui celle le les",
        )
    ),
}
# In two of the three: they prove nothing.
SHARED = frozenset(listed("le les ni tu y plus comme sous la de en un se me te on a son par sur entre no non pour"))
TELLING = {
    language: frozenset(
        word
        for word in words - {"ni", "tu"}
        if not any(word in others for name, others in SMALL_WORDS.items() if name != language)
    )
    for language, words in SMALL_WORDS.items()
}
EVERY_SMALL_WORD = frozenset().union(*SMALL_WORDS.values(), SHARED)


def words_of(text):
    return WORD.findall(text)


def telling(words, language):
    """Return how many of the words stand in texts of a language and not in the two others."""
    return sum(word.lower() in TELLING[language] for word in words)


def lower_case_content(words):
    """Return the words that are neither small nor capitalised: what a name has none or few of."""
    return [word for word in words if word[0].islower() and len(word) > 2 and word not in EVERY_SMALL_WORD]
