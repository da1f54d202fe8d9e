"""Settings shared by every way of running the site; safe by default (DEBUG off, no host open, no demo)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from csp.constants import NONE, SELF

from agc.settings.languages import admin_languages, site_languages
from agc.settings.machine_translation import character_limit, machine_translator

PROJECT_DIR = Path(__file__).resolve().parent.parent
BASE_DIR = PROJECT_DIR.parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def local_secret_key() -> str:
    """Return this machine's own key, made at the first start and readable by its owner only."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: of two processes that start together, one makes it and both read it.
        with NamedTemporaryFile("w", dir=VAR_DIR) as draft, suppress(FileExistsError):
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            os.link(draft.name, path)
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "home",
    "practices",
    "events",
    "community",
    "search",
    "agc.translation",
    "agc.editorial",
    "agc.vocabulary",
    "agc.core",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.typed_table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "agc.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "agc.core.middleware.LocaleMiddleware",
    "agc.core.middleware.RefuseNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "agc.core.middleware.NotPublishedMiddleware",
    "agc.translation.mails.MailsTogetherMiddleware",
]

ROOT_URLCONF = "agc.urls"
CSRF_FAILURE_VIEW = "agc.core.views.csrf_failure"
WSGI_APPLICATION = "agc.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "wagtail.templatetags.wagtailcore_tags",
                "agc.core.templatetags.date_tags",
            ],
        },
    }
]

# Database: SQLite for one machine, PostgreSQL by DATABASE_URL alone.
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'agc.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults two people publishing at once meet "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages: one list for the interface and for the content; the first is the default language.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = site_languages(env.list("SITE_LANGUAGES", default=["es", "en", "fr"]))
SITE_LANGUAGES = [code for code, _name in LANGUAGES]
LANGUAGE_CODE = SITE_LANGUAGES[0]
FORMAT_MODULE_PATH = "agc.formats"
# The catalogues of the project, and those of one site.
LOCALE_PATHS = [BASE_DIR / "locale", VAR_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = "Alianza Global por los Cuidados"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = admin_languages(LANGUAGES)
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
# Addresses that can be read aloud and typed on any keyboard.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_USER_TIME_ZONES = [
    "UTC",
    "America/Mexico_City",
    "America/Bogota",
    "America/Santiago",
    "America/Montevideo",
    "America/Sao_Paulo",
    "America/New_York",
    "Atlantic/Cape_Verde",
    "Africa/Dakar",
    "Africa/Nairobi",
    "Europe/Madrid",
    "Europe/Paris",
    "Asia/Amman",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
]
WAGTAILIMAGES_IMAGE_MODEL = "core.AllianceImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "agc.core.image_forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.AllianceDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "epub", "docx", "odt", "xlsx", "ods", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        # No images: their alternative text could not be translated inside rich text.
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
# Of the API: what one answer holds at most.
WAGTAILAPI_LIMIT_MAX = 100
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# wagtail-localize: its defaults would put untranslated text live and lose strings (agc.translation).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# After how many days readers of a translation are told that its source has changed since.
TRANSLATION_NOTICE_DAYS = 14

# Security
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        # Wagtail's preview panel shows public pages in a frame of its own origin.
        "frame-ancestors": [SELF],
    }
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Who waits for a form is not kept by a mail server that is silent.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

# Machine translation: off unless a service is named. What it writes is a draft until a person has confirmed each text.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(
    env.str("MACHINE_TRANSLATOR", default=""), env.str("MACHINE_TRANSLATOR_OPTIONS", default="")
)
MACHINE_TRANSLATION_MONTHLY_CHARACTERS = character_limit(env.str("MACHINE_TRANSLATION_MONTHLY_CHARACTERS", default="0"))
