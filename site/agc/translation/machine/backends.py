"""Services of machine translation: DeepL with the glossary of the site, and what went wrong with any, in words."""

import hashlib
import json
import logging
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import deepl
from wagtail_localize.machine_translators.deepl import language_code
from wagtail_localize.strings import StringValue

from agc.translation.glossary import NAMES, TERMS
from agc.vocabulary.models import ConceptLabel

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
# DeepL's own limit, in bytes: https://developers.deepl.com/api-reference/multilingual-glossaries
MAX_TERM_BYTES = 1024


class MachineTranslationFailed(Exception):
    """A service did not translate; the message says why, for a person.

    Attributes:
        status: of its answer, as HTTP numbers them; None where there was no answer that could be read.
    """

    def __init__(self, message, status=None):
        super().__init__(message)
        self.status = status


def glossary_entries(source_language, target_language):
    """Return what the names and terms of the vocabulary are called in another language.

    Every word for a concept leads to its preferred label. A preferred label goes before another word that is the same;
    a word that means two things alike is left out, as a wrong term is worse than none. So are the lists whose labels
    are headings: their other words are there for the search, and a service would put the heading in the place of each.

    Args:
        source_language, target_language: language codes as in the settings.

    Returns:
        A dict from words of the source language to labels of the target language.
    """
    labels = ConceptLabel.objects.filter(concept__retired=False, concept__scheme__code__in=NAMES | TERMS)
    labels = labels.exclude(preferred="").order_by("concept_id")
    targets = dict(labels.filter(language=target_language).values_list("concept_id", "preferred"))
    preferred, others = {}, {}
    for label in labels.filter(language=source_language, concept_id__in=targets):
        target = one_line(targets[label.concept_id])
        for found, words in ((preferred, label.words[:1]), (others, label.words[1:])):
            for word in map(one_line, words):
                if sendable(word) and sendable(target):
                    found.setdefault(word, set()).add(target)
    meanings = others | preferred
    return {word: next(iter(meaning)) for word, meaning in sorted(meanings.items()) if len(meaning) == 1}


def one_line(text):
    """Return a text without tabs and line breaks, which would make it two columns or rows of a table."""
    return " ".join(text.split())


def sendable(term):
    return bool(term) and term.isprintable() and len(term.encode()) <= MAX_TERM_BYTES


class DeepLTranslator(deepl.DeepLTranslator):
    """wagtail-localize's DeepL, which says what went wrong and sends the vocabulary along as a glossary.

    The glossary is made at the service when the vocabulary has changed since, and used again while it has not. Where
    it cannot be made, texts are translated without it, and `notes` says so.

    Options besides wagtail-localize's AUTH_KEY, FORMALITY and TIMEOUT (in seconds):
        API_URL: the address of the service without its path; by default that of the kind of key.
        GLOSSARY: false to send none.
        GLOSSARY_IDS: glossaries made at the service by hand, by pair of languages: {"ES-EN": "…"}.
    """

    def __init__(self, options):
        given = options.get("GLOSSARY_IDS") or {}
        # wagtail-localize would have pairs as keys, which JSON cannot; and it warns of each pair without a glossary.
        super().__init__({name: value for name, value in options.items() if name != "GLOSSARY_IDS"})
        self.given = {pair.upper(): glossary for pair, glossary in given.items()}
        self.glossaries = {}
        self.notes = []

    def address(self, path):
        default = super().get_api_endpoint().removesuffix("/v2/translate")
        return f"{self.options.get('API_URL', default).rstrip('/')}{path}"

    def get_api_endpoint(self):
        return self.address("/v2/translate")

    def translate(self, source_locale, target_locale, strings):
        """Return the translations of some texts.

        Raises:
            MachineTranslationFailed: when there are none, or not one for each text.

        Returns:
            A dict from StringValue to StringValue.
        """
        strings = list(strings)
        pair = self.pair(source_locale, target_locale)
        parameters = self.get_parameters(source_locale, target_locale, strings)
        if self.glossary(pair):
            parameters["glossary_id"] = self.glossary(pair)
        try:
            answer = self.ask("POST", "/v2/translate", parameters)
        except MachineTranslationFailed as error:
            if error.status not in (400, 404) or not self.forget(pair):
                raise
            # The glossary may have been deleted at the service since.
            parameters.pop("glossary_id")
            if self.glossary(pair):
                parameters["glossary_id"] = self.glossary(pair)
            answer = self.ask("POST", "/v2/translate", parameters)
        return dict(zip(strings, texts_of(answer, len(strings)), strict=True))

    def pair(self, source_locale, target_locale):
        """Return the codes of two languages as glossaries have them, without regions."""
        return tuple(language_code(locale.language_code).lower() for locale in (source_locale, target_locale))

    def ask(self, method, path, body=None):
        """Ask the service and return its answer, parsed; None where it has no content.

        Raises:
            MachineTranslationFailed: with the reason in words.
        """
        try:
            response = requests.request(
                method,
                self.address(path),
                data=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
                headers=self.get_headers() | {"Content-Type": "application/json"},
                timeout=float(self.options.get("TIMEOUT", 30)),
            )
            response.raise_for_status()
            return response.json() if response.content else None
        except (requests.RequestException, ValueError) as error:
            raise MachineTranslationFailed(words_for(error), status_in(error)) from error

    def glossary(self, pair):
        """Return the identifier of the glossary of a pair of languages; None where there is none."""
        if pair not in self.glossaries:
            self.glossaries[pair] = self.given.get("-".join(pair).upper()) or self.own_glossary(pair)
        return self.glossaries[pair]

    def own_glossary(self, pair):
        """Return the glossary made of the vocabulary as it is now, found or made at the service."""
        entries = glossary_entries(*pair) if self.options.get("GLOSSARY", True) else {}
        if not entries:
            return None
        table = "\n".join(f"{word}\t{meaning}" for word, meaning in entries.items())
        name = self.family(pair) + hashlib.sha256(table.encode()).hexdigest()[:16]
        known = cache.get(self.cache_key(pair))
        if known and known[0] == name:
            return known[1]
        try:
            found = self.found_or_made(pair, name, table)
        except MachineTranslationFailed as error:
            if error.status in (None, 401, 403):
                raise
            logger.warning("The glossary %s could not be sent: %s", name, error)
            self.notes.append(_("The glossary could not be sent along: %(reason)s") % {"reason": error})
            return None
        cache.set(self.cache_key(pair), (name, found), DAY)
        return found

    def family(self, pair):
        """Return how the names of this site's glossaries of a pair begin: several sites may share one key."""
        host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
        return f"{host} {'-'.join(pair)} "

    def cache_key(self, pair):
        return f"machine-glossary-{'-'.join(pair)}"

    def found_or_made(self, pair, name, table):
        """Return the identifier of the glossary of a name, made if it is not there; earlier ones are deleted."""
        existing = glossaries_in(self.ask("GET", "/v2/glossaries"))
        ours = {key: value for key, value in existing.items() if key.startswith(self.family(pair))}
        if name not in ours:
            made = self.ask(
                "POST",
                "/v2/glossaries",
                {
                    "name": name,
                    "source_lang": pair[0],
                    "target_lang": pair[1],
                    "entries": table,
                    "entries_format": "tsv",
                },
            )
            ours[name] = glossary_id_in(made)
        for earlier, identifier in ours.items():
            if earlier != name:
                self.delete(identifier)
        return ours[name]

    def delete(self, identifier):
        try:
            self.ask("DELETE", f"/v2/glossaries/{identifier}")
        except MachineTranslationFailed as error:
            logger.warning("The glossary %s could not be deleted: %s", identifier, error)

    def forget(self, pair):
        """Forget the glossary of a pair, unless it was given; return whether there was one."""
        if "-".join(pair).upper() in self.given or not self.glossaries.pop(pair, None):
            return False
        cache.delete(self.cache_key(pair))
        return True


def texts_of(answer, number):
    """Return the texts of an answer of DeepL.

    Raises:
        MachineTranslationFailed: when it has not the shape or the number that was asked for.
    """
    try:
        texts = [item["text"] for item in answer["translations"]]
    except (TypeError, KeyError) as error:
        raise MachineTranslationFailed(words_for(error)) from error
    if len(texts) != number or not all(isinstance(text, str) for text in texts):
        raise MachineTranslationFailed(_("The service sent another number of texts than it was asked for."))
    return [StringValue(text) for text in texts]


def glossaries_in(answer):
    """Return the identifiers of glossaries by name, as DeepL lists them."""
    try:
        return {item["name"]: item["glossary_id"] for item in answer["glossaries"]}
    except (TypeError, KeyError) as error:
        raise MachineTranslationFailed(words_for(error), 500) from error


def glossary_id_in(answer):
    try:
        return answer["glossary_id"]
    except (TypeError, KeyError) as error:
        raise MachineTranslationFailed(words_for(error), 500) from error


def status_in(error):
    """Return the HTTP status of the answer that an exception is about, whatever library raised it; None without one."""
    status = getattr(getattr(error, "response", None), "status_code", None) or getattr(error, "code", None)
    return status if isinstance(status, int) else None


def words_for(error):
    """Say in the words of a translator what an exception of a service means."""
    status = status_in(error)
    reasons = {
        400: _("The service does not accept the request."),
        401: _("The service refuses the key of this site: the operator has to look at it."),
        403: _("The service refuses the key of this site: the operator has to look at it."),
        413: _("A text is too long for the service."),
        429: _("The service is asked too much at the moment: try again in some minutes."),
        456: _("What may be translated with the key of this site is used up."),
    }
    if status in reasons:
        return reasons[status]
    if status:
        return _("The service does not work at the moment: it answered with error %(number)d.") % {"number": status}
    if isinstance(error, requests.Timeout):
        return _("The service did not answer in time.")
    if isinstance(error, requests.ConnectionError):
        return _("The service cannot be reached.")
    return _("The answer of the service could not be read.")
