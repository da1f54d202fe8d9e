"""Answers of OAI-PMH in XML."""

from contextlib import contextmanager
from io import BytesIO

from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from search.feeds import written
from search.oai.protocol import FORMAT, stamp

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = f"{OAI}oai_dc/"
OAI_DC_SCHEMA = f"{OAI}oai_dc.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ROOT = {"xmlns": OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"}
# Whoever cuts the description out of the answer has its namespaces with it.
DUBLIN_CORE = {
    "xmlns:oai_dc": OAI_DC,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xsi": XSI,
    "xsi:schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}",
}


class Answer:
    """An answer as it is being written; what XML cannot have is left out.

    Args:
        base_url: the address of the repository.
        said: the verb and the arguments, unless they were not as the protocol has them.
    """

    def __init__(self, base_url, said):
        self.bytes = BytesIO()
        self.xml = SimplerXMLGenerator(self.bytes, "utf-8")
        self.xml.startDocument()
        self.xml.startElement("OAI-PMH", ROOT)
        self.put("responseDate", stamp(timezone.now()))
        self.put("request", base_url, said)

    def finished(self):
        self.xml.endElement("OAI-PMH")
        self.xml.endDocument()
        return self.bytes.getvalue()

    @contextmanager
    def inside(self, name, attributes=None):
        self.xml.startElement(name, clean(attributes))
        yield
        self.xml.endElement(name)

    def put(self, name, text="", attributes=None):
        self.xml.addQuickElement(name, written(str(text)), clean(attributes))

    def header(self, item):
        with self.inside("header", {"status": "deleted"} if item.is_deleted else None):
            self.put("identifier", item.identifier)
            self.put("datestamp", stamp(item.record.datestamp))
            for spec in item.sets:
                self.put("setSpec", spec)

    def record(self, item, statements):
        with self.inside("record"):
            self.header(item)
            if item.is_deleted:
                return
            with self.inside("metadata"), self.inside("oai_dc:dc", DUBLIN_CORE):
                for statement in statements:
                    language = {"xml:lang": statement.language} if statement.language else None
                    self.put(f"dc:{statement.element}", statement.text, language)

    def format(self):
        with self.inside("metadataFormat"):
            self.put("metadataPrefix", FORMAT)
            self.put("schema", OAI_DC_SCHEMA)
            self.put("metadataNamespace", OAI_DC)


def clean(attributes):
    return {name: written(value) for name, value in (attributes or {}).items()}
