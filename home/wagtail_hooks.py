"""What happens before a page is shown."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks


@hooks.register("before_serve_page")
def lead_to_own_language(page, request, serve_args, serve_kwargs):
    """Lead to the address of the page in its own language.

    Where the home page of a language is no public page yet, Wagtail shows the tree of the default language under the
    addresses of the other one.
    """
    if page.locale.language_code == get_language():
        return None
    query = request.GET.urlencode()
    return redirect(page.get_full_url(request) + (f"?{query}" if query else ""))
