"""One address at a time: checked, asked politely, followed through at most five redirects, read within bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from khabar.errors import MissingPart, Unreachable
from khabar.fetching.addresses import Resolve, address_for, resolved
from khabar.fetching.answer import ROBOTS, Answer, Tokens, Wanted
from khabar.fetching.politeness import PRODUCT, Politeness
from khabar.fetching.unpacking import unpacked

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 5
STEP_SECONDS = 20.0
WHOLE_SECONDS = 90.0
MOST_RETRY_AFTER = timedelta(days=1)
_MOVED = (301, 302, 303, 307, 308)
_LATER = (408, 425, 429)  # refusals that a later try may not meet


class Fetcher:
    """Fetches from the open internet, and from hosts the user has vouched for.

    Every name is resolved once a request and the connection goes to the very address that was checked, so that a name
    cannot stand for another address in between. No cookies, no proxy, no connection kept.
    """

    def __init__(
        self,
        *,
        contact: str,
        politeness: Politeness,
        clock: Callable[[], datetime],
        resolve: Resolve = resolved,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        from khabar import __version__

        self._agent = f"{PRODUCT}/{__version__} (+{contact})"
        self._polite = politeness
        self._clock = clock
        self._resolve = resolve
        self._given_transport = transport

    @cached_property
    def _transport(self) -> httpx.BaseTransport:
        """Made with the first request: whoever watches folders alone needs none."""
        return self._given_transport or _transport()

    def get(self, url: str, wanted: Wanted, *, tokens: Tokens = (), vouched: frozenset[str] = frozenset()) -> Answer:
        """What lies at an address. `tokens` are those of the last answer; `vouched` are hosts that may be private.

        Raises Unreachable: `lasting` where asking again would bring the same.
        """
        return self._followed(url, wanted, tokens, vouched, polite=True)

    def _followed(self, url: str, wanted: Wanted, tokens: Tokens, vouched: frozenset[str], *, polite: bool) -> Answer:
        # Only a request that begins at a host the user vouched for may end at one.
        vouched = vouched if _host(_parsed(url)) in vouched else frozenset()
        for _ in range(MAX_REDIRECTS + 1):
            parsed = _parsed(url)
            spacing = self._allowed(parsed, vouched) if polite else 0.0
            self._polite.wait_for(_host(parsed), spacing)
            found = self._asked(parsed, wanted, tokens, vouched)
            if isinstance(found, Answer):
                return found
            url = found
        raise Unreachable(f"It leads on more than {MAX_REDIRECTS} times.", lasting=True)

    def _allowed(self, url: httpx.URL, vouched: frozenset[str]) -> float:
        """The seconds its host wants between requests. Raises Unreachable where its robots.txt forbids the address."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"

        def ask() -> str | None:
            try:
                answer = self._followed(f"{origin}/robots.txt", ROBOTS, (), vouched, polite=False)
            except Unreachable as error:
                if not error.status:
                    raise
                # "Not there" allows everything; what may be there tomorrow forbids until then.
                return "" if error.lasting else None
            return answer.body.decode("utf-8", "replace")

        robots = self._polite.robots(origin, ask)
        if not robots.allow(str(url)):
            why = "cannot be read" if robots.rules is None else "asks not to fetch this"
            raise Unreachable(f"The robots.txt of {_host(url)} {why}.", lasting=robots.rules is not None)
        return robots.spacing

    def _asked(self, url: httpx.URL, wanted: Wanted, tokens: Tokens, vouched: frozenset[str]) -> Answer | str:
        """One request: what came, or the address it leads on to."""
        import httpx

        port = url.port or {"http": 80, "https": 443}[url.scheme]
        host = _host(url)
        address = address_for(host, port, resolve=self._resolve, vouched=host in vouched)
        shown = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        request = httpx.Request(
            "GET",
            url.copy_with(host=address.partition("%")[0], fragment=None),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self._agent,
                "Accept": ", ".join((*wanted.types, "*/*;q=0.1")),
                "Accept-Encoding": "gzip",
                "Connection": "close",
                **{shown[name]: value for name, value in tokens if name in shown},
            },
            extensions={
                "sni_hostname": host,
                "timeout": dict.fromkeys(("connect", "read", "write", "pool"), STEP_SECONDS),
            },
        )
        began = self._polite.steady()

        def check() -> None:
            if self._polite.steady() - began > WHOLE_SECONDS:
                raise Unreachable(f"It took longer than {WHOLE_SECONDS:.0f} seconds.")

        try:
            response = self._transport.handle_request(request)
            try:
                return self._understood(response, url, wanted, check)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise Unreachable(f"No answer: {str(error) or type(error).__name__}.") from None

    def _understood(
        self, response: httpx.Response, url: httpx.URL, wanted: Wanted, check: Callable[[], None]
    ) -> Answer | str:
        status, headers = response.status_code, response.headers
        tokens = tuple(
            (name, headers[name]) for name in ("etag", "last-modified") if 0 < len(headers.get(name, "")) < 500
        )
        if status == 304:
            return Answer(str(url), unchanged=True, tokens=tokens)
        if status in _MOVED and headers.get("location"):
            return urljoin(str(url), headers["location"])
        if status != 200:
            lasting = 400 <= status < 500 and status not in _LATER
            raise Unreachable(
                f"It answered {status}.", lasting=lasting, status=status, retry_at=self._retry_at(response)
            )
        content_type = headers.get("content-type", "").lower()
        kind = content_type.partition(";")[0].strip()
        if wanted.types and kind not in wanted.types:
            raise Unreachable(f"It is of another kind ({kind[:60] or 'not named'}).", lasting=True)
        encoding = headers.get("content-encoding", "")
        body = unpacked(response.stream, encoding=encoding, most=wanted.most_bytes, check=check)  # type: ignore[arg-type]
        return Answer(str(url), unchanged=False, body=body, content_type=content_type, tokens=tokens)

    def _retry_at(self, response: httpx.Response) -> datetime | None:
        """The moment before which the server does not want to be asked, at most a day on; None = it does not say."""
        asked, now = response.headers.get("retry-after", "").strip(), self._clock()
        if asked.isascii() and asked.isdigit():
            return now + min(timedelta(seconds=int(asked[:9])), MOST_RETRY_AFTER)
        try:
            moment = parsedate_to_datetime(asked)
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return max(now, min(moment, now + MOST_RETRY_AFTER))


def _parsed(url: str) -> httpx.URL:
    """An address that may be asked. Raises Unreachable for another scheme, no host, or a password in it."""
    import httpx

    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Unreachable(f"{url[:200]!r} is no address: {error}.", lasting=True) from None
    if parsed.scheme not in ("http", "https") or not parsed.host or not 0 < (parsed.port or 80) < 65536:
        raise Unreachable(f"{url[:200]!r} is not an http or https address.", lasting=True)
    if parsed.userinfo:
        raise Unreachable("An address with a password in it is not asked.", lasting=True)
    return parsed


def _host(url: httpx.URL) -> str:
    """The host as it is resolved: in lower case, other scripts than Latin in their ASCII form."""
    return url.raw_host.decode("ascii")


def _transport() -> httpx.BaseTransport:
    try:
        import httpx
    except ImportError:
        raise MissingPart(
            "Watching feeds needs the package `httpx`.", next_step="pip install 'khabar[watch]'"
        ) from None
    # A kept connection would be used for another name at the same address, whose certificate nobody looked at.
    return httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
