"""Alerts by any of the services that Apprise knows."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.telling.message import Message, Undelivered
from khabar.telling.secrets import secret
from khabar.watching.feeds_file import Apprise


def by_apprise(message: Message, destination: Apprise, environment: Mapping[str, str]) -> None:
    """Hands the message to Apprise, as plain text."""
    address = secret(destination.url_env, environment)
    try:
        import apprise
    except ImportError:
        raise Undelivered("It needs the package `apprise`: pip install 'khabar[apprise]'.") from None
    service = apprise.Apprise()
    if not service.add(address):
        raise Undelivered(f"Apprise does not know the address in {destination.url_env}.")
    if not service.notify(title=message.subject, body=message.text, body_format=apprise.NotifyFormat.TEXT):
        raise Undelivered("Apprise could not send it.")
