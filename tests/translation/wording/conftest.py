"""Clients who are logged in, and the concept whose words they propose."""

import pytest
from django.test import Client

from agc.editorial.groups import language_reviewers, translators
from tests.factories import concept


@pytest.fixture
def people(make_user):
    """Return a function that gives a client logged in as a person of one group, made when first asked for."""
    made = {}

    def client_of(group):
        if group not in made:
            made[group] = Client()
            if group != "anonymous":
                made[group].user = make_user(group, group)
                made[group].force_login(made[group].user)
        return made[group]

    return client_of


@pytest.fixture
def translator(people):
    return people(translators("en"))


@pytest.fixture
def reviewer(people):
    return people(language_reviewers("en"))


@pytest.fixture
def reward():
    return concept("r", "reward")
