"""What is no page: error pages in the reader's language, robots.txt."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def favicon(request):
    """Lead to the icon of the site where no page says which it is, as in the admin."""
    return redirect(static("agc/icon.svg"))


def error_page(request, status, heading, text):
    return render(request, "error.html", {"status": status, "heading": heading, "text": text}, status=status)


def bad_request(request, exception):
    text = _("Something in the address or in what was sent is not as it should be. Go back and try again.")
    return error_page(request, 400, _("The request could not be understood"), text)


def permission_denied(request, exception):
    text = _(
        "It may be for members only, or the form was open for too long. Go back, load the page again and try once more."
    )
    return error_page(request, 403, _("This page is not open to you"), text)


def csrf_failure(request, reason=""):
    """Answer a form sent without its token, as after hours in an open tab, in place of Django's page in English."""
    return permission_denied(request, None)


def page_not_found(request, exception):
    text = _("The address may be mistyped, or the page has moved or was taken away.")
    return error_page(request, 404, _("There is no page here"), text)


def server_error(request):
    """Answer without the database, which may be what failed: one page in all three languages."""
    return HttpResponse(get_template("500.html").render(), status=500, headers={"Retry-After": "120"})
