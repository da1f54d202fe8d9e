"""Middleware that every request passes."""

from csp.middleware import CSPMiddleware
from django.http import Http404, JsonResponse
from django.middleware import locale
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from agc.core.publishing import Refused

# Added to the readers' policy: Wagtail's admin writes inline scripts and styles; it needs no eval.
ADMIN_ADDITIONS = {
    "script-src": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp with the strict policy for readers and the one that Wagtail's admin can work under."""

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/"):
            response._csp_update = ADMIN_ADDITIONS
        return super().process_response(request, response)


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, but for the API: its addresses have no language, and what is not there is not looked for below one.

    It says itself by which headers its answers differ.
    """

    def process_response(self, request, response):
        if request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)


class RefuseNulMiddleware:
    """Answer 404 to an address with a NUL byte, which PostgreSQL would refuse with an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if "\x00" in request.path_info:
            raise Http404


class NotPublishedMiddleware:
    """Say why a page was not published, and lead to where it can be finished, by whatever way one tried."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        messages.error(request, str(exception))
        editor = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialog of a workflow expects.
            return JsonResponse({"step": "success", "redirect": editor})
        return redirect(editor)
