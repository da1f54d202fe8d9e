"""One box over everything public, and a practice that is found by it."""

import pytest

from tests.factories import practice


@pytest.fixture
def search(results):
    """Return a function that types a query and reads the results: titles by their addresses."""

    def do(*args, **kwargs):
        return [link["href"] for link in results(*args, **kwargs).select(".results .card__title a")]

    return do


@pytest.fixture
def uruguay(committed):
    page = committed(
        practice, title="Sistema Nacional de Cuidados", claim="La política cambió quién cuida a niñas en Zapallar."
    )
    return page
