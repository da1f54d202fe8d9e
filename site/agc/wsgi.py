"""WSGI entry point; the server starts it with `site/` on its path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agc.settings.production")

application = get_wsgi_application()

from agc.core.background import Worker  # noqa: E402 - it needs the settings

# A server works off at once what waits; commands leave that to it and to the timers.
Worker.is_ready = True
