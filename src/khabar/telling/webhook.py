"""Alerts by HTTP POST."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from khabar.telling.message import Message, Undelivered
from khabar.telling.secrets import secret
from khabar.watching.feeds_file import Webhook

SECONDS = 15.0
# Refusals that are about who asks, or when, and not about the message: the next would meet the same.
_ABOUT_US = (401, 403, 404, 408, 429)


def to_webhook(message: Message, webhook: Webhook, environment: Mapping[str, str]) -> None:
    """Posts the JSON form, its body signed with HMAC-SHA256 where a secret is named; any 2xx is taken for a yes."""
    try:
        import httpx
    except ImportError:
        raise Undelivered("It needs the package `httpx`: pip install 'khabar[watch]'.") from None
    body = message.body
    headers = {"Content-Type": "application/json; charset=utf-8", "X-Khabar-Alert": message.id}
    if key := secret(webhook.secret_env, environment):
        headers["X-Khabar-Signature"] = f"sha256={hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}"
    try:
        with (
            httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False) as client,
            # The answer's body is not read: it may be of any size.
            client.stream("POST", webhook.url, content=body, headers=headers) as response,
        ):
            status = response.status_code
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Undelivered(f"No answer: {str(error) or type(error).__name__}.") from None
    if not 200 <= status < 300:
        raise Undelivered(f"It answered {status}.", refused=400 <= status < 500 and status not in _ABOUT_US)
