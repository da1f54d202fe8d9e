"""The addresses below a list at which it can be taken away."""

from django.http import FileResponse, JsonResponse
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from practices.data_out import codebook, csv_file, json_file, references, xlsx_file
from practices.data_out.export import Export, as_file
from practices.pdf import files as pdf_files
from practices.record import record_of

TAKEN_AS = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "ris": "RIS",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
    "pdf": "PDF",
}


class DataOutMixin(RoutablePageMixin):
    """For a list of practices: it goes away as it is narrowed, in the language of its reader."""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.live:
            url, query = self.get_url(request), context["listing"].query
            context["taken_as"] = self.ways_to_take(url, query)
            context["codebook_url"] = f"{url}codebook/"
        return context

    @staticmethod
    def ways_to_take(url, query):
        """Return the name and the address of each kind of file."""
        return [(name, f"{url}{route}/{query}") for route, name in TAKEN_AS.items()]

    @path("csv/", name="csv")
    def csv(self, request):
        export = Export(self, request)
        return export.response(csv_file.lines(export), csv_file.CONTENT_TYPE, "csv")

    @path("xlsx/", name="xlsx")
    def xlsx(self, request):
        export = Export(self, request)
        response = FileResponse(xlsx_file.write(export))
        return as_file(response, xlsx_file.CONTENT_TYPE, export.file_name("xlsx"))

    @path("json/", name="json")
    def json(self, request):
        export = Export(self, request)
        return export.response(json_file.lines(export), json_file.CONTENT_TYPE, "json")

    @path("pdf/", name="pdf")
    def pdf(self, request):
        """Answer with a PDF; where the list is too long for one, say so, and how it can be made shorter."""
        export = Export(self, request)
        if len(export.keys) > pdf_files.MOST:
            return self.too_many(request, export)
        pages = export.loaded()
        filters = [(facet.label, labels.values()) for facet, labels in export.narrowing.known.items()]
        with translation.override(self.language):
            cover = pdf_files.cover_of(self.title, len(pages), export.address(), filters)
            name = export.file_name("pdf")
            return pdf_files.answer(lambda: pdf_files.selection(pages, request, cover, self.language), name)

    def too_many(self, request, export):
        url = self.get_url(request)
        ways = self.ways_to_take(url, export.narrowing.query)
        context = {"total": len(export.keys), "most": pdf_files.MOST, "list_url": url + export.narrowing.query}
        context["taken_as"] = [(name, address) for name, address in ways if name != "PDF"]
        return self.below(request, "pdf/", "practices/too_many.html", status=400, **context)

    @path("ris/", name="ris")
    def ris(self, request):
        return self.references(request, references.RIS)

    @path("bibtex/", name="bibtex")
    def bibtex(self, request):
        return self.references(request, references.BIBTEX)

    @path("csl/", name="csl")
    def csl(self, request):
        return self.references(request, references.CSL)

    def references(self, request, form):
        export = Export(self, request)
        return export.response(references.lines(export, form), form.content_type, form.ending)

    @path("codebook/", name="codebook")
    def codebook(self, request):
        """Show what each field is, for people."""
        record = record_of(self.record_model)
        address = "codebook/"
        return self.below(
            request,
            address,
            "practices/codebook.html",
            codebook=codebook.for_readers(record, self.language),
            codebook_json=f"{self.get_url(request)}{address}json/",
        )

    @path("codebook/json/", name="codebook_json")
    def codebook_json(self, request):
        """Say what each field is, for programs."""
        data = codebook.as_data(record_of(self.record_model))
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
        return as_file(response, "application/json", "codebook.json")
