"""One person's machine: demo content and accounts; DEBUG=1 adds reloading and the debug toolbar."""

from .base import *  # noqa: F403 - a settings module is its base and its differences
from .base import INSTALLED_APPS, MIDDLEWARE, STORAGES, env

DEBUG = env.bool("DEBUG", default=False)
INSTALLED_APPS = [*INSTALLED_APPS, "agc.demo"]

if DEBUG:
    INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
    # It writes into pages, which it can only before they are compressed.
    compression = MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware") + 1
    MIDDLEWARE.insert(compression, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1"]
    STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    # The toolbar brings inline scripts and styles of its own.
    CONTENT_SECURITY_POLICY = None
