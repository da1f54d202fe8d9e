"""What the pages of the vocabulary's words share: one language each, and who comes there."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agc.core.languages import autonym, content_languages
from agc.translation import rights, wording

PAGE_SIZE = 50


def address(name, *args):
    return reverse(f"translation_words:{name}", args=args)


class WordingView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the desk for one language; who neither translates nor reviews it finds nothing at its address."""

    header_icon = "tag"

    def dispatch(self, request, *args, language, **kwargs):
        self.translated, self.reviewed = rights.translates(request.user), rights.reviews(request.user)
        reached = {locale.language_code: locale for locale in (*self.translated, *self.reviewed)}
        if language not in reached or language not in content_languages():
            raise Http404
        self.language, self.locale = language, reached[language]
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_reviewer(self):
        return wording.has(self.reviewed, self.language)

    def get_breadcrumbs_items(self):
        here = {"url": address("list", self.language), "label": self.words_title}
        return [*super().get_breadcrumbs_items(), here]

    @property
    def words_title(self):
        return _("Words of the vocabulary: %(language)s") % {"language": self.locale.get_display_name()}

    def get_context_data(self, **kwargs):
        languages = {locale.language_code for locale in (*self.translated, *self.reviewed)}
        return super().get_context_data(
            language=self.language,
            language_name=self.locale.get_display_name(),
            is_reviewer=self.is_reviewer,
            others=[(code, autonym(code)) for code in content_languages() if code in languages],
            **kwargs,
        )

    def pages_of(self, rows):
        """Return what shows one page of some rows; a page that there is not is the nearest one."""
        paginator = WagtailPaginator(rows, PAGE_SIZE)
        page = paginator.get_page(self.request.GET.get("p"))
        return {"page_obj": page, "elided_page_range": paginator.get_elided_page_range(page.number)}
