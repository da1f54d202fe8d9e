"""What the settings do when nothing is said to them."""

import secrets

import pytest
from django.core.mail import get_connection

from agc.settings import base

pytestmark = pytest.mark.one_database


def test_two_processes_that_start_together_have_one_key(tmp_path, monkeypatch):
    monkeypatch.setattr(base, "VAR_DIR", tmp_path)
    read_by_the_other = []

    def meanwhile(length, token=secrets.token_urlsafe):
        monkeypatch.setattr(secrets, "token_urlsafe", token)
        read_by_the_other.append(base.local_secret_key())
        return token(length)

    monkeypatch.setattr(secrets, "token_urlsafe", meanwhile)
    key = base.local_secret_key()

    assert len(key) > 50
    assert [key] == read_by_the_other
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("secret-key", 0o600)]


def test_a_silent_mail_server_is_not_waited_for():
    assert get_connection("django.core.mail.backends.smtp.EmailBackend").timeout == 10
