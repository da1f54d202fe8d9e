"""What the tests of the search do over and over: publish, and ask as a reader does."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a function that does something and lets what waits for the commit happen."""

    def do(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return do


@pytest.fixture
def results(client):
    """Return a function that types a query and returns the page of its results."""

    def do(query, language="es", **params):
        with translation.override(language):
            response = client.get(reverse("search"), {"q": query} | params)
        assert response.status_code == 200
        page = BeautifulSoup(response.content, "html.parser")
        assert page.html["lang"] == language
        return page

    return do


@pytest.fixture
def found(results):
    """Return a function that types a query and returns the titles found."""
    return lambda query, language="es": sorted(
        link.text for link in results(query, language).select(".results .card__title a")
    )
