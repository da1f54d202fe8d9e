"""What the tests of the vocabulary's words do over and over: propose and decide as somebody, read what is shown."""

from bs4 import BeautifulSoup
from django.urls import reverse

from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.vocabulary.models import ConceptLabel

State = LabelProposal.State


def url(name, language="en", *args):
    return reverse(f"translation_words:{name}", args=[language, *args])


def page_of(client, row, language="en"):
    return soup(client.get(url("concept", language, row.pk)))


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def seen_by(client, row, language="en"):
    found = page_of(client, row, language).select_one("input[name=seen]")
    return found["value"] if found else "none"


def send(client, row, action, language="en", seen=None, **data):
    seen = seen or seen_by(client, row, language)
    return client.post(url("concept", language, row.pk), {"action": action, "seen": seen} | data)


def propose(client, row, preferred="Remunerate", language="en", **data):
    words = wording.words_of(wording.label_of(row, language)) | {"preferred": preferred} | data
    response = send(client, row, "propose", language, **words)
    assert response.status_code == 302
    return LabelProposal.objects.get(concept=row, language=language, state=State.SUBMITTED)


def label(row, language="en"):
    return ConceptLabel.objects.get(concept=row, language=language)


def text(response):
    return soup(response).get_text(" ", strip=True)
