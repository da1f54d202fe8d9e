"""WSGI entry point; the server starts it with `site/` on its path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agc.settings.production")

application = get_wsgi_application()

from agc.core.background import Worker  # noqa: E402 - it needs the settings
from search import warming  # noqa: E402 - it needs the settings too

# A server works off at once what waits, and keeps what questions need; commands leave the one to it and to the timers,
# and have no use for the other.
Worker.is_ready = True
warming.start()
