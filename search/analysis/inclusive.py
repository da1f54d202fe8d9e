"""Forms that name women and men, or everybody, in one word: "cuidadores/as", "niñ@s", "aidant·e·s", "agent(e)s".

Each is read as the plain form that it begins with, whose stem the other forms share.
"""

import re

from search.analysis.folding import LETTER, fold

MIDDLE_DOTS = "·•‧∙⋅・․ꞏ"
BASE = rf"({LETTER}{{2,40}}+)"
# One sign for any vowel: "niñ@s", "tod*s"; "niñ*" alone asks for beginnings.
ONE_SIGN = re.compile(rf"({LETTER}{{1,40}}+)(?:@(s?)|\*(s))(?![\w@*]|\.\w)")
BRACKETS = re.compile(rf"{BASE}(\()-?({LETTER}{{1,6}}+)\)(\(?e?s\)?)?(?!\w)")
# "cuidadores/as", "niños/as/es", "aidant·e·s", "aidant.e.s", "aidant-e-s", "aidant·es".
ENDINGS = re.compile(
    rf"{BASE}([{MIDDLE_DOTS}./*:‐‑-])-?({LETTER}{{1,7}}+)(?:(?:\2|[{MIDDLE_DOTS}])-?(e?s|[aeo]))?(?!\w|\2\w|@)"
)

# Which ending goes with which end, of a plain form without its plural s, or "porte-clés", "example.es" and "y/o" would
# be read so too. One vowel for another, or one more behind the last consonant, which may be written again.
SPANISH = re.compile(r"(?:a-[oe]|o-[ae]|e-[ao]|[rnlsz]-[aoex]|([rnlsz])-\1[aoe]|([rnlszd])[aoe]-\2[aoe])$")
FRENCH = re.compile(
    r"(?:[dtnlrsiuzcé]-e|n-ne|l-le|t-te|s-se|[es]-sse|f-fe|f-i?ve|c-che|[cg]-q?ue|x-[sc]e|r-se|eu[rx]-euse"
    r"|eur-[tr]?(?:rice|ice)|eur-e(?:ure|resse)|er-i?ere|en-i?enne|on-onne|el-elle|eau-elle|al-ale|aux-ale"
    r"|et-et?te|in-ine)$"
)
PLURAL = re.compile(r"(?:[a-z]-s|[u]-x|[rnldszjyt]-es|child-ren|[a-z]{2}-in(?:nen)?)$")
# The middle dot serves nothing else.
ANY_FRENCH = re.compile(r"(?:[a-z]{0,4}e|[tr]?rice|ice|x)s?$|s$")


def read_inclusive(text, start):
    """Return the end and the plain form of the inclusive form that begins at `start`; None where none does.

    Args:
        text: a run without spaces.
        start: the place of the first letter of a word.
    """
    if start and text[start - 1] in "@._\\":
        return None
    if match := ONE_SIGN.match(text, start):
        return match.end(), f"{fold(match[1])}a{match[2] or match[3] or ''}"
    if match := BRACKETS.match(text, start) or ENDINGS.match(text, start):
        base, sign, ending, more = match.groups()
        if go_together(base, sign, ending):
            return match.end(), number_of(fold(base), fold(ending), (more or "").strip("()"))
    return None


def go_together(base, sign, ending):
    """Whether `ending` is the ending of another gender, or of the plural, of the word `base`."""
    if sign in MIDDLE_DOTS:
        return bool(ANY_FRENCH.match(fold(ending))) or fits(SPANISH, base, ending) or fits(PLURAL, base, ending)
    if sign == ".":
        return len(base) > 2 and ending.islower() and fits(FRENCH, base, ending)
    if sign in "(/*":
        return any(fits(pairs, base, ending) for pairs in (SPANISH, FRENCH, PLURAL))
    if sign == ":":
        return ending in ("in", "innen")
    return len(base) > 2 and (fits(FRENCH, base, ending) or fits(SPANISH, base, ending))


def fits(pairs, base, ending):
    # The accent tells "employé-e" from "groupe-e".
    folded = fold(base[:-1]) + ("é" if base[-1] in "éÉ\u0301" else fold(base[-1]))
    if pairs is not PLURAL and len(ending) > 1 and ending.endswith("s"):
        folded, ending = folded.removesuffix("s"), ending[:-1]
    return bool(pairs.search(f"{folded}-{fold(ending)}"))


def number_of(base, ending, more):
    """Return the plain form in the number that its endings tell: "agent(e)s" is "agents", "trabajador(a)" is itself."""
    if base[-1] in "sxz":
        return base
    if ending in ("a", "o") and more in ("s", "es"):
        return base + ("s" if base[-1] in "aeiou" else "es")
    is_plural = more == "s" or (len(ending) > 2 and ending.endswith("s"))
    return f"{base}s" if is_plural else base
