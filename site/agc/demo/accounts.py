"""One account for each role, for a demo alone: this app is not installed under production settings."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from agc.editorial.groups import EDITORS, MEMBERS, REVIEWERS, SECRETARIAT, language_reviewers, translators

PASSWORD = "cuidados"  # noqa: S105 - the known password of accounts that hold nothing

ACCOUNTS = {
    "admin": None,
    "secretariat": SECRETARIAT,
    "editor": EDITORS,
    "reviewer": REVIEWERS,
    "translator-en": translators("en"),
    "translator-fr": translators("fr"),
    "language-reviewer-en": language_reviewers("en"),
    "language-reviewer-fr": language_reviewers("fr"),
    "member": MEMBERS,
}


def make_accounts():
    """Make the accounts that are missing; return their names."""
    users = get_user_model().objects
    made = []
    for name, group in ACCOUNTS.items():
        if users.filter(username=name).exists():
            continue
        make = users.create_user if group else users.create_superuser
        user = make(name, email=f"{name}@example.org", password=PASSWORD)
        if group:
            user.groups.add(Group.objects.get(name=group))
        made.append(name)
    return made
