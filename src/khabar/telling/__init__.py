"""Telling somebody of a change: by webhook, e-mail, a file, or what Apprise knows."""

from khabar.telling.message import Message, Undelivered
from khabar.telling.send import send

__all__ = ["Message", "Undelivered", "send"]
