"""What is taken away of a list: which records, in which languages, under which name."""

from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from practices.data_out.loading import batches, load
from practices.record import record_of
from search.facets import Narrowing
from search.listing import Records, chosen_of


class Export:
    """The records of a list, narrowed as its address says, in the order of the list.

    Args:
        index: the page of the list.
        request: the request; `languages=all` asks for each record in all languages in which it is public.
    """

    def __init__(self, index, request):
        self.index, self.request = index, request
        self.narrowing = Narrowing(index.facets, request.GET)
        self.every_language = request.GET.get("languages") == "all"
        self.record = record_of(index.record_model)
        self.language = index.language

    @cached_property
    def keys(self):
        """The keys of the page of each record that suits the reader."""
        records = Records(self.index.record_model, self.language, self.narrowing.chosen)
        order = chosen_of(self.index.orders, self.request.GET.get("sort"))
        return order.pages(records.found, self.language)

    def pages(self):
        """Yield the pages in lists of a few, each with all that a file says of them."""
        for keys in batches(self.keys):
            yield load(self.index.record_model, keys, self.index.locale, self.every_language)

    def loaded(self):
        """Return all the pages at once, in the reader's language: for files that are no file before they are whole."""
        return load(self.index.record_model, self.keys, self.index.locale)

    @property
    def filters(self):
        """What the list is narrowed by: codes and labels by the name of the parameter."""
        return {
            facet.name: [{"code": value, "label": str(label)} for value, label in labels.items()]
            for facet, labels in self.narrowing.known.items()
        }

    def address(self, route=""):
        """Return the full address of the list, or of what stands below it, narrowed as this is."""
        return f"{self.index.get_full_url(self.request)}{route}{self.narrowing.query}"

    def stream(self, text):
        """Yield a text in UTF-8 as it comes; each part is made in the language of the list.

        What is sent is made after the request is over, when another language may be active.
        """
        while True:
            with translation.override(self.language):
                part = next(text, None)
            if part is None:
                return
            yield part.encode()

    def response(self, text, content_type, ending):
        """Return the answer that sends a text as a file while it is made."""
        return as_file(StreamingHttpResponse(self.stream(text)), content_type, self.file_name(ending))

    def file_name(self, ending):
        """Return how the file is called: list, language and day."""
        language = "all" if self.every_language else self.language
        return f"{self.index.slug}-{language}-{timezone.localdate():%Y-%m-%d}.{ending}"


def as_file(response, content_type, name):
    """Have a response saved as a file, and found by nobody but who follows the link."""
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Robots-Tag"] = "noindex"
    return response
