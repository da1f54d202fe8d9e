"""Wagtail's API, version 2, for what everybody may see: pages, and of practices the whole record.

It asks nobody who they are, changes nothing and says the same to all. Pictures and files have no addresses of their own
here: which of them public pages show is known by the pages alone, and those name them.
"""

import re
from urllib.parse import urlsplit

from django.http import Http404
from django.utils import translation
from django.utils.cache import patch_vary_headers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response
from wagtail.api.v2.filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    OrderingFilter,
    TranslationOfFilter,
)
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from agc.core.languages import active_locale, locales
from home.api_filters import CodeFilter, ConceptFilter, LanguageFilter, NameFilter
from practices.api import record_fields, with_records
from practices.models import PracticePage

# Beyond what any database counts.
FURTHEST = 10_000_000
# All fields by their names are fewer.
LONGEST_FIELDS = 4_000


class AlwaysJSON(BaseContentNegotiation):
    """Whatever is asked for, the answer is JSON."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Ordering(OrderingFilter):
    def filter_queryset(self, request, queryset, view):
        if "random" in request.GET.get("order", ""):
            raise BadRequestError("cannot order by 'random'")
        return super().filter_queryset(request, queryset, view)


class Pagination(WagtailPagination):
    def paginate_queryset(self, queryset, request, view=None):
        offset = request.GET.get("offset", "0")
        if offset.isdecimal() and (len(offset) > 9 or int(offset) > FURTHEST):
            raise BadRequestError(f"offset cannot be higher than {FURTHEST}")
        return super().paginate_queryset(queryset, request, view)


class PublicPages(PagesAPIViewSet):
    """The public pages of all languages, each by itself."""

    authentication_classes = ()
    permission_classes = ()
    http_method_names = ("get", "head")
    content_negotiation_class = AlwaysJSON
    pagination_class = Pagination
    filter_backends = [
        *(NameFilter, CodeFilter, ConceptFilter, LanguageFilter),
        *(ChildOfFilter, AncestorOfFilter, DescendantOfFilter, TranslationOfFilter, Ordering),
    ]
    known_query_parameters = frozenset(
        [
            *("type", "locale", "language", "code", "concept", "title", "slug", "fields", "limit", "offset", "order"),
            *("child_of", "ancestor_of", "descendant_of", "translation_of"),
        ]
    )
    body_fields = ["id", "title"]
    meta_fields = ["type", "detail_url", "html_url", "slug", "first_published_at", "parent", "locale"]

    @classmethod
    def get_body_fields(cls, model):
        of_practices = record_fields() if issubclass(model, PracticePage) else []
        return super().get_body_fields(model) + of_practices

    @classmethod
    def get_listing_default_fields(cls, model):
        return super().get_listing_default_fields(model) + (["code"] if issubclass(model, PracticePage) else [])

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        """Return the names of all fields; with `db_fields_only`, of those that pages can be ordered by."""
        if not db_fields_only:
            return super().get_available_fields(model)
        by_facts = ["code", "facts_as_of", "start_year"] if issubclass(model, PracticePage) else []
        return ["id", "title", "slug", "first_published_at", *by_facts]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            raise BadRequestError("null characters are not allowed")
        if len(request.GET.get("fields", "")) > LONGEST_FIELDS:
            raise BadRequestError(f"fields cannot be longer than {LONGEST_FIELDS} characters")

    def check_query_parameters(self, queryset):
        unknown = sorted(set(self.request.GET) - self.known_query_parameters)
        if unknown:
            known = ", ".join(sorted(self.known_query_parameters))
            raise BadRequestError(f"unknown query parameter: {', '.join(unknown)}; there are {known}")

    def get_base_queryset(self):
        """Return the pages that everybody may see, whoever asks."""
        return Page.objects.live().public().filter(depth__gt=1).select_related("locale")

    def find_object(self, queryset, request):
        """Return the page with an `id`, or at the address `html_path`, which begins with its language."""
        if "html_path" in request.GET:
            page = page_at(request, request.GET["html_path"])
            return queryset.filter(pk=page.pk).first() if page else None
        if not re.fullmatch("[0-9]{1,18}", request.GET.get("id", "0")):
            raise BadRequestError("id must be a positive integer")
        return super().find_object(queryset, request)

    @property
    def asked_locale(self):
        """The locale of the pages that were asked for; None where it was not said."""
        return locales().get(self.request.GET.get("locale") or self.request.GET.get("language"))

    def listing_view(self, request):
        self.locale = self.asked_locale or active_locale()
        with translation.override(self.locale.language_code):
            return super().listing_view(request)

    def detail_view(self, request, pk):
        self.locale = self.asked_locale or super().get_object().locale
        with translation.override(self.locale.language_code):
            return super().detail_view(request, pk)

    def paginate_queryset(self, queryset):
        found = list(super().paginate_queryset(queryset.select_related("locale")))
        is_whole = "fields" in self.request.GET and issubclass(queryset.model, PracticePage)
        return with_records(found, self.locale) if is_whole else found

    def get_object(self):
        if not hasattr(self, "page"):
            self.page = super().get_object()
            if isinstance(self.page, PracticePage):
                self.page = next(iter(with_records([self.page], self.locale)), None)
        if self.page is None:
            raise Http404
        return self.page

    def handle_exception(self, exc):
        """Answer an error as the others: with a message."""
        response = super().handle_exception(exc)
        if isinstance(response.data, dict) and "detail" in response.data:
            response = Response({"message": str(response.data["detail"])}, response.status_code)
        return response

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if not (self.asked_locale or kwargs.get("pk")):
            patch_vary_headers(response, ["Accept-Language"])
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response


def page_at(request, address):
    """Return the page at an address of the site, whoever may see it; None where there is none."""
    language, _slash, rest = urlsplit(address).path.strip("/").partition("/")
    locale, site = locales().get(language), Site.find_for_request(request)
    home = site.root_page.get_translation_or_none(locale) if locale and site else None
    try:
        return home and home.specific.route(request, [part for part in rest.split("/") if part])[0]
    except Http404:
        return None


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PublicPages)
