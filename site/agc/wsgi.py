"""WSGI entry point; the server starts it with `site/` on its path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agc.settings.production")

application = get_wsgi_application()
