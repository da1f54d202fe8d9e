"""What is no page: error pages in the reader's language, robots.txt."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def favicon(request):
    """Lead to the icon of the site where no page says which it is, as in the admin."""
    return redirect(static("agc/icon.svg"))


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def permission_denied(request, exception):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """Answer a form sent without its token, as after hours in an open tab, in place of Django's page in English."""
    return permission_denied(request, None)


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Answer without the database, which may be what failed: one page in all three languages."""
    return HttpResponse(get_template("500.html").render(), status=500, headers={"Retry-After": "120"})
