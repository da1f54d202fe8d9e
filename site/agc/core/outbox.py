"""How mails to people of the site are written and sent: each in the language of its recipient."""

import logging
import re
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import override
from wagtail.admin.mail import send_mail

logger = logging.getLogger(__name__)

MAX_SUBJECT = 120


class Outbox:
    """Sends mails one by one: a recipient who is refused stops no other, a server that does not answer stops all.

    A server that is silent costs `EMAIL_TIMEOUT` once, and not once for each recipient.
    """

    def __init__(self):
        self.connection = get_connection()
        self.is_open = self.is_down = False

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.close()

    def send(self, user, template, context):
        """Write a mail in the language of its recipient and send it.

        Args:
            user: the recipient.
            template: the templates of its text and its subject, without their ends: "translation/mails/digest" stands
                for `translation/mails/digest.txt` and `translation/mails/digest_subject.txt`.
            context: what they are given; `user` and `base_url` are added.

        Returns:
            Whether the mail server took it; what went wrong is logged.
        """
        if not self.open():
            return False
        subject, text = write(user, template, context)
        try:
            send_mail(subject, text, [user.email], connection=self.connection)
        except (OSError, ValueError):
            # Refused by the server, or an address that cannot be written into a header.
            logger.exception("A mail was not sent to the user %s", user.pk)
            self.close()
            return False
        return True

    def open(self):
        if not self.is_open and not self.is_down:
            try:
                self.connection.open()
                self.is_open = True
            except OSError:
                logger.exception("The mail server does not answer")
                self.is_down = True
        return self.is_open

    def close(self):
        """Close the connection; after an error it may be of no more use, and the next mail opens another."""
        self.is_open = False
        try:
            self.connection.close()
        except SMTPException:
            logger.exception("The connection to the mail server was not closed")


def write(user, template, context):
    """Return the subject and the text of a mail, in the language of its recipient."""
    context = context | {"user": user, "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}
    with override(language_of(user)):
        subject = render_to_string(f"{template}_subject.txt", context)
        text = render_to_string(f"{template}.txt", context)
    # A title may have a line break, which a header may not; and a line of a template that says nothing leaves a gap.
    return Truncator(" ".join(subject.split())).chars(MAX_SUBJECT), re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def language_of(user):
    """Return the language that a user chose for the admin; the default one where they chose none."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
