"""What may be asked by OAI-PMH 2.0 and in which form; its errors, in English as all of the protocol; its tokens."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.core import signing

FORMAT = "oai_dc"
# How many records an answer has; the rest follows by its token.
PAGE_SIZE = 100
TOKENS_LAST = timedelta(days=1)
# A token of another form of the payload is none of ours.
SALT = "search.oai.1"
SHOWN = 60

NAME = r"[A-Za-z0-9\-_.!~*'()]+"
FORMS = {
    "metadataPrefix": re.compile(NAME),
    "set": re.compile(f"{NAME}(:{NAME})*"),
    "identifier": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"),
}
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?")


class Refused(Exception):
    """A request that is answered by an error of the protocol; `code` is its name for it."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Arguments:
    """What a verb takes; where `resumed`, a token in place of all else."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    resumed: bool = False


LIST = Arguments(("metadataPrefix",), ("from", "until", "set"), resumed=True)
VERBS = {
    "Identify": Arguments(),
    "ListMetadataFormats": Arguments(optional=("identifier",)),
    "ListSets": Arguments(resumed=True),
    "ListIdentifiers": LIST,
    "ListRecords": LIST,
    "GetRecord": Arguments(("identifier", "metadataPrefix")),
}


def asked(params):
    """Return the verb and the arguments of a request by their names.

    Raises:
        Refused: when they are not as the protocol has them.
    """
    verb = verb_of(params)
    return {"verb": verb} | arguments_of(params, verb)


def verb_of(params):
    verbs = params.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Refused("badVerb", f"One verb is needed, and once: {', '.join(VERBS)}.")
    return verbs[0]


def arguments_of(params, verb):
    takes = VERBS[verb]
    known = {*takes.required, *takes.optional, *(["resumptionToken"] if takes.resumed else [])}
    given = {name: values for name, values in params.lists() if name != "verb"}
    for name, values in given.items():
        if name not in known:
            raise bad_argument(f"{verb} has no argument “{name[:SHOWN]}”.")
        if len(values) > 1:
            raise bad_argument(f"The argument “{name}” is repeated.")
    arguments = {name: value for name, (value,) in given.items()}
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise bad_argument("Beside a resumptionToken no other argument is allowed.")
        return arguments
    for name in takes.required:
        if name not in arguments:
            raise bad_argument(f"The argument “{name}” is missing.")
    check_forms(arguments)
    return arguments


def check_forms(arguments):
    for name, form in FORMS.items():
        if name in arguments and not form.fullmatch(arguments[name]):
            raise bad_argument(f"“{arguments[name][:SHOWN]}” is not in the form of an argument “{name}”.")
    start, end = span_of(arguments)
    if start and end:
        if len(arguments["from"]) != len(arguments["until"]):
            raise bad_argument("“from” and “until” have different granularities.")
        if start > end:
            raise bad_argument("“from” is later than “until”.")


def bad_argument(message):
    return Refused("badArgument", message)


def span_of(arguments):
    """Return the first and the last moment that “from” and “until” leave, or None for each.

    Raises:
        Refused: when one is no day or no second of UTC.
    """
    start, end = (moment(name, arguments[name]) if name in arguments else None for name in ("from", "until"))
    if end:
        # All of the second, or of the day, belongs to it.
        end += (timedelta(seconds=1) if "T" in arguments["until"] else timedelta(days=1)) - timedelta(microseconds=1)
    return start, end


def moment(name, text):
    try:
        if MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        # Such as the 30th of February.
        pass
    raise bad_argument(f"“{name}” is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, and not “{text[:SHOWN]}”.")


def stamp(when):
    """Write a moment as the protocol does: seconds of UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Harvest:
    """A list that is being harvested, and how far.

    Attributes:
        arguments: what it was asked with at first.
        after: datestamp and key of the last record that was given.
        cursor: how many were given.
    """

    verb: str
    arguments: dict = field(default_factory=dict)
    after: tuple[datetime, int] | None = None
    cursor: int = 0

    @property
    def set(self):
        return self.arguments.get("set")

    @property
    def span(self):
        return span_of(self.arguments)

    def resumed_after(self, datestamp, key, given):
        return Harvest(self.verb, self.arguments, (datestamp, key), self.cursor + given)

    @property
    def token(self):
        datestamp, key = self.after
        return signing.dumps([self.verb, self.arguments, datestamp.isoformat(), key, self.cursor], salt=SALT)


def check_format(said):
    if said["metadataPrefix"] != FORMAT:
        raise Refused("cannotDisseminateFormat", f"Records are given as {FORMAT} alone.")


def harvest_of(said):
    """Return the Harvest that a request begins or goes on with.

    Args:
        said: the verb and the arguments.

    Raises:
        Refused: when its token is none that was given for this verb within a day, or its format is none of ours.
    """
    if "resumptionToken" not in said:
        check_format(said)
        return Harvest(said["verb"], {name: said[name] for name in ("from", "until", "set") if name in said})
    try:
        verb, first, datestamp, key, cursor = signing.loads(said["resumptionToken"], salt=SALT, max_age=TOKENS_LAST)
    except signing.BadSignature as error:
        raise bad_token() from error
    if verb != said["verb"]:
        raise bad_token()
    return Harvest(verb, first, (datetime.fromisoformat(datestamp), key), cursor)


def bad_token():
    return Refused("badResumptionToken", "The token was not given here for this verb, or is older than a day.")
