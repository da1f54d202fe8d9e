"""The faults of wagtail-localize 1.14.5 beside Wagtail 8.0.1, one by one: none of them happens here.

Each test does what brings the fault about where wagtail-localize is left alone.
"""

import pytest
from django.contrib.auth.models import Permission


@pytest.fixture
def stranger(client, make_user):
    """Who has the one right of wagtail-localize, and none on any page."""
    user = make_user("stranger")
    user.user_permissions.add(
        Permission.objects.get(codename="submit_translation"), Permission.objects.get(codename="access_admin")
    )
    client.force_login(user)
    return client
