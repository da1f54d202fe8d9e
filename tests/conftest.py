"""The site as `make run` sets it up, without the demo: vocabulary, frame, groups and workflows."""

import gc
import os
import shutil
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis.configuration import set_hypothesis_home_dir

# Nothing that tests leave stands at the top.
set_hypothesis_home_dir("var/cache/hypothesis")

pytest_plugins = ["tests.demo_site"]


def pytest_make_parametrize_id(val, argname):
    """Name the bytes of a file by their argument: an archive tells when it was made, and workers compare names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Set the site up once; each test changes it in a transaction that is rolled back."""
    with django_db_blocker.unblock():
        for command in ("load_vocabulary", "setup_site", "setup_editorial", "setup_translation"):
            call_command(command, verbosity=0)


@pytest.fixture(autouse=True)
def _spanish():
    """Start every test in the default language, whatever the one before left active."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def _fresh_caches():
    fresh_caches()
    writes = []

    def watch(execute, sql, params, many, context):
        if not sql.startswith("SELECT") and ('"vocabulary_' in sql or '"naming"' in sql):
            writes.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    if writes:
        for kept in of_concepts():
            kept.forget()


def fresh_caches():
    """Forget what a test wrote: it is rolled back. What was read of concepts stays until a test writes one."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from agc.translation import mails
    from search import cards, counting, postings, spelling, suggesting

    cache.clear()
    mails.pending.set(None)
    ContentType.objects.clear_cache()
    for module in (cards, counting, postings, spelling, suggesting):
        module.forget()
    for kept in of_concepts():
        kept.held = {key: (None, naming, found) for key, (_checked, naming, found) in kept.held.items()}


def of_concepts():
    from search import facets, synonyms, thesaurus

    return facets.kept, synonyms.kept, thesaurus.kept


@pytest.fixture
def make_user(db):
    """Return a function that makes a user in the named groups, with their mail and their language."""

    def make(name, *groups, language="en", superuser=False):
        make_one = get_user_model().objects.create_superuser if superuser else get_user_model().objects.create_user
        user = make_one(name, email=f"{name}@example.org", password="x")
        user.groups.set(Group.objects.filter(name__in=groups))
        from wagtail.users.models import UserProfile

        UserProfile.objects.create(user=user, preferred_language=language)
        return user

    return make


class Visitor(Client):
    """Comes after the commit of what a test wrote before: the index of the search has it, as it has on the site."""

    def request(self, **request):
        commit()
        return super().request(**request)


@pytest.fixture
def client():
    return Visitor()


def commit():
    """Let what waits for the commit happen, once, though the test itself is rolled back."""
    waiting = connection.run_on_commit
    for place, (savepoints, action, is_robust) in enumerate(waiting):
        # Its place stays: others count from it.
        waiting[place] = (savepoints, nothing, is_robust)
        with suppress(Exception if is_robust else ()):
            action()


def nothing():
    pass


def find_chromium():
    """Return the path of a Chromium on this machine, or None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def pytest_report_header():
    if find_chromium() is None:
        return "Chromium was not found: the browser journeys are left out."
    return None


def pytest_collection_finish():
    """Let the collector of garbage pass over what stays to the end: walking it again and again cost a sixth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def pytest_collection_modifyitems(items):
    if find_chromium() is None:
        reason = pytest.mark.skip(reason="Chromium was not found")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(reason)
