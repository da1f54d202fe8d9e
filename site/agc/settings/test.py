"""The suite: the same site, with cheap passwords and files that vanish."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - a settings module is its base and its differences
from .base import INSTALLED_APPS, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing outside the suite
INSTALLED_APPS = [*INSTALLED_APPS, "agc.demo"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="agc-media-"))
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
