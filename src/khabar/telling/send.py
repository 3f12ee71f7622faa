"""One message to one destination."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.telling.apprise import by_apprise
from khabar.telling.file import to_file
from khabar.telling.mail import by_mail
from khabar.telling.message import Message
from khabar.telling.webhook import to_webhook
from khabar.watching.feeds_file import Apprise, Destination, LinesFile, Mail


def send(message: Message, destination: Destination, environment: Mapping[str, str]) -> None:
    """Returns once the destination has it. `environment` holds the secrets that feeds.toml names.

    Raises Undelivered where it could not be sent.
    """
    if isinstance(destination, LinesFile):
        to_file(message, destination)
    elif isinstance(destination, Mail):
        by_mail(message, destination, environment)
    elif isinstance(destination, Apprise):
        by_apprise(message, destination, environment)
    else:
        to_webhook(message, destination, environment)
