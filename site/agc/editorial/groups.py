"""Who may do what: the groups of the site, by the names the rest of the code knows them by."""

SECRETARIAT = "secretariat"
EDITORS = "editors"
REVIEWERS = "reviewers"
MEMBERS = "members"


def translators(language):
    """Return the name of the group that translates into `language`."""
    return f"translators-{language}"


def language_reviewers(language):
    """Return the name of the group that decides on translations into `language`."""
    return f"language-reviewers-{language}"
