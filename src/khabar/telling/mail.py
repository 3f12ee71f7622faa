"""Alerts by e-mail."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime

from khabar.telling.message import Message, Undelivered
from khabar.telling.secrets import secret
from khabar.watching.feeds_file import Mail

SECONDS = 30.0


def by_mail(message: Message, mail: Mail, environment: Mapping[str, str]) -> None:
    """Hands the message to the mail server; its id is the same however often it is sent."""
    password = secret(mail.password_env, environment)
    try:
        with _connected(mail) as server:
            if mail.user:
                server.login(mail.user, password)
            refused = server.send_message(_letter(message, mail))
    except smtplib.SMTPResponseException as error:
        raise Undelivered(f"The mail server answered {error.smtp_code}.", refused=error.smtp_code == 552) from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise Undelivered(f"The mail could not be sent: {error}.") from None
    if refused:
        raise Undelivered(f"The mail server refused {', '.join(sorted(refused))}.", refused=True)


def _connected(mail: Mail) -> smtplib.SMTP:
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    if mail.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
    return server


def _letter(message: Message, mail: Mail) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"] = mail.sender, ", ".join(mail.to)
    letter["Subject"] = " ".join(message.subject.split())[:200]
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.id}@khabar>"
    # Plain text: what a report says is shown and never run.
    letter.set_content(message.text)
    return letter
