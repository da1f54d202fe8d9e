"""Ways to the desk."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views import View

from agc.translation.desk.columns import queue_url
from agc.translation.desk.people import languages_of
from agc.translation.desk.queue import ALL


class DeskHomeView(View):
    """Lead to the language of the user; who translates into several sees them together."""

    def get(self, request):
        languages = languages_of(request.user)
        if not languages:
            raise PermissionDenied
        return redirect(queue_url(languages[0].language_code if len(languages) == 1 else ALL))


home = DeskHomeView.as_view()

# At the address of wagtail-localize's report, which the desk replaces.
report = DeskHomeView.as_view()
