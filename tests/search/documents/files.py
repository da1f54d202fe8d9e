"""What the tests of documents do over and over: make one, and read what a question finds."""

from django.core.files.base import ContentFile

from agc.core.models import AllianceDocument


def document(content, name="guia.pdf", language="es", **fields):
    file = ContentFile(content, name=name)
    return AllianceDocument.objects.create(title=f"Archivo {name}", file=file, language=language, **fields)


def hits(page):
    return [link["href"] for link in page.select(".results .card__title a")]


def why(page):
    return " ".join(page.select_one(".result__why").text.split())
