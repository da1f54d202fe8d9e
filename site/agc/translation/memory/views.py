"""The translation memory as a file, for who translates."""

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Locale

from agc.translation import rights
from agc.translation.memory.tmx import document


@require_safe
def tmx_view(request):
    """Send the memory as TMX: of the languages that are asked for, or of all those into which the user translates.

    Args:
        request: with `source` and `target`, language codes; each may be left out.

    Raises:
        PermissionDenied: for a language into which the user does not translate.
    """
    every = list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
    source, target = (request.GET.get(name, "").strip() for name in ("source", "target"))
    if {source, target} - {"", *every}:
        messages.error(request, _("This site has no such language."))
        return redirect("wagtailadmin_home")
    own = [locale.language_code for locale in rights.translates(request.user)]
    if not own or (target and target not in own):
        raise PermissionDenied(_("You may not translate into this language."))
    sources, targets = [source] if source else every, [target] if target else own
    pairs = [(one, other) for one in sources for other in targets if one != other]
    response = StreamingHttpResponse(document(pairs), content_type="application/xml; charset=utf-8")
    name = "-".join(filter(None, ("memory", source, target)))
    response["Content-Disposition"] = f'attachment; filename="{name}.tmx"'
    response["Cache-Control"] = "private, no-store"
    return response
