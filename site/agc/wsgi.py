"""WSGI entry point; the server starts it with `site/` on its path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agc.settings.production")

application = get_wsgi_application()

from search.documents.background import reader  # noqa: E402 - models can be imported from here on

# A server reads documents as soon as they are published; commands leave that to it and to the timer.
reader.is_ready = True
