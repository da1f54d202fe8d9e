"""Times of day: 15:30, 15 h 30, 3.30 p. m., 3:30 pm and "las 3 de la tarde" are one and the same."""

import re

HALF = r"[ap]\.?\s?m\b\.?"
MORNING = r"de la mañana|de la madrugada|du matin|in the morning"
EVENING = r"de la tarde|de la noche|de l[’']après-midi|du soir|in the afternoon|in the evening|at night"
TIME = re.compile(
    rf"(?<![\d.,:/])(?P<hour>\d{{1,2}})(?!\d)(?:\s?(?:h|:|\.(?=\d\d\s?(?:h\b|{HALF})))\s?(?P<minute>[0-5]\d)(?!\d))?"
    rf"(?P<mark>\s?(?:hrs?|hours?|horas?|heures?|h|o[’']clock)\b\.?)?(?:\s(?:(?P<am>{MORNING})|(?P<pm>{EVENING}))|\s?(?P<half>{HALF}))?",
    re.IGNORECASE,
)
# "5 to 7 pm": the first of the two is in the afternoon too.
SHARED_HALF = re.compile(
    rf"(?<![\d.,:/])(\d{{1,2}})((?:[:.]\d\d)?)(?=(\s?(?:-|–|to|and|a|y|à|et)\s?)(\d{{1,2}})(?:[:.]\d\d)?\s?({HALF}))",
    re.IGNORECASE,
)
AFTERNOON = 12


def with_halves(text):
    """Return `text` with "am" or "pm" written at both ends of a range."""
    return SHARED_HALF.sub(with_half, text)


def with_half(match):
    first, minutes, _between, last, half = match.groups()
    crosses_noon = int(first) % 12 > int(last) % 12 and half[0].lower() == "p"
    return f"{first}{minutes} {'am' if crosses_noon else half}"


def moment(match):
    """Return what a match of TIME may mean: "t930" for half past three in the afternoon, "15" for a number.

    Returns:
        The set of meanings, and whether it can be nothing but a time; None where it is no time.
    """
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "")[:1].lower() or ("a" if match["am"] else "p" if match["pm"] else "")
    if hour > 24 or not (match["minute"] or match["mark"] or half):
        return None
    if half and hour <= AFTERNOON:
        hour = hour % AFTERNOON + (AFTERNOON if half == "p" else 0)
    meanings = {f"t{hour * 60 + minute}"}
    if not match["minute"]:
        meanings.add(str(hour))
    return frozenset(meanings), bool(match["minute"] or half)
