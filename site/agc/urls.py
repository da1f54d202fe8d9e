"""Every address of the site: the language comes first in the public ones."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from agc.core.views import favicon, robots
from agc.translation.asking import ask_for_translation
from agc.translation.desk.coverage_view import CoverageView
from home.api import api_router
from practices.views import practice_by_code, practice_file
from search import sitemaps
from search.oai.views import oai
from search.views import SearchView, SuggestionsView

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("oai", oai, name="oai"),
    path("api/v2/", api_router.urls),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon),
    re_path(r"^(?P<code>AGC-[0-9]{4,8})/?$", practice_by_code, name="practice_by_code"),
    re_path(r"^(?P<code>AGC-[0-9]{4,8})\.(?P<ending>ris|bib|csl\.json|json|pdf)$", practice_file, name="practice_file"),
    # Pictures only: documents have a view of their own, which asks for their permission.
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

if settings.DEBUG:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()

urlpatterns += i18n_patterns(
    # Translators: part of an address, lower case, no accents, hyphens between words.
    path(_("search/"), SearchView.as_view(), name="search"),
    path(_("search/suggestions/"), SuggestionsView.as_view(), name="search_suggestions"),
    path(
        _("ask-for-a-language/"),
        include([path("<int:page_id>/<slug:language>/", ask_for_translation, name="ask_for_translation")]),
    ),
    path(_("translations/"), CoverageView.as_view(), name="translation_coverage"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler400 = "agc.core.views.bad_request"
handler403 = "agc.core.views.permission_denied"
handler404 = "agc.core.views.page_not_found"
handler500 = "agc.core.views.server_error"
