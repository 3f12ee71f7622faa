"""Fetching: politely, within bounds, and never where a redirect or a name would lead it inside."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from local_server import Asked, LocalServer, Reply, a_server
from made_up_feeds import NOON, Clock, page, rss

from khabar.errors import Unreachable
from khabar.fetching import Fetcher, Politeness, Wanted
from khabar.fetching.answer import FEED, PAGE

HERE = frozenset({"127.0.0.1"})


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with a_server() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return a_fetcher(clock)


def a_fetcher(clock: Clock, **more: object) -> Fetcher:
    polite = Politeness(steady=clock.steady, sleep=clock.sleep)
    return Fetcher(contact="desk@example.org", politeness=polite, clock=clock.now, **more)  # type: ignore[arg-type]


def test_it_says_who_asks_and_shows_what_it_was_given(fetcher: Fetcher, server: LocalServer) -> None:
    def reply(asked: Asked) -> Reply:
        known = asked.headers.get("if-none-match") == '"1"' and "if-modified-since" in asked.headers
        return Reply(304) if known else rss([], ETag='"1"', **{"Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"})

    server.routes["/feed"] = reply
    first = fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert dict(first.tokens) == {"etag": '"1"', "last-modified": "Mon, 02 Mar 2026 10:00:00 GMT"}
    again = fetcher.get(server.url("/feed"), FEED, tokens=first.tokens, vouched=HERE)
    assert again.unchanged
    agents = {asked.headers["user-agent"] for asked in server.asked}
    assert len(agents) == 1
    assert "Khabar/" in agents.pop()
    assert "(+desk@example.org)" in server.asked[0].headers["user-agent"]


def test_a_private_address_is_refused_without_being_asked(fetcher: Fetcher, server: LocalServer) -> None:
    with pytest.raises(Unreachable, match="not on the open internet"):
        fetcher.get(server.url("/feed"), FEED)
    assert server.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://localhost/", "file:///etc/passwd", "ftp://a/"],
)
def test_a_redirect_is_checked_as_the_first_address_was(fetcher: Fetcher, server: LocalServer, target: str) -> None:
    server.routes["/feed"] = Reply(302, headers={"Location": target})
    with pytest.raises(Unreachable) as caught:
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert caught.value.lasting


def test_a_source_elsewhere_may_not_lead_to_a_host_that_was_vouched_for(clock: Clock) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "93.184.216.34"
        return httpx.Response(302, headers={"Location": "http://intranet/secret"})

    addresses = {"out.example": ["93.184.216.34"], "intranet": ["10.0.0.7"]}
    fetcher = a_fetcher(clock, resolve=lambda host, _: addresses[host], transport=httpx.MockTransport(answer))
    with pytest.raises(Unreachable):
        fetcher.get("http://out.example/feed", FEED, vouched=frozenset({"intranet"}))


def test_at_most_five_redirects_are_followed(fetcher: Fetcher, server: LocalServer) -> None:
    for number in range(9):
        server.routes[f"/{number}"] = Reply(301, headers={"Location": f"/{number + 1}"})
    server.routes["/5"] = rss([])
    assert fetcher.get(server.url("/0"), FEED, vouched=HERE).url.endswith("/5")
    server.routes["/5"] = Reply(301, headers={"Location": "/6"})
    with pytest.raises(Unreachable, match="more than 5 times"):
        fetcher.get(server.url("/0"), FEED, vouched=HERE)


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_checked(clock: Clock) -> None:
    """A name that stands for a public address when it is checked and for a private one a moment later."""
    answers = iter(["93.184.216.34", "93.184.216.34", "10.0.0.1", "10.0.0.1"])
    reached: list[tuple[str, str, object]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        reached.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return (
            httpx.Response(404)
            if request.url.path == "/robots.txt"
            else httpx.Response(200, headers={"Content-Type": "text/xml"})
        )

    fetcher = a_fetcher(clock, resolve=lambda *_: [next(answers)], transport=httpx.MockTransport(answer))
    fetcher.get("https://trick.example/feed", FEED)
    assert set(reached) == {("93.184.216.34", "trick.example", "trick.example")}
    with pytest.raises(Unreachable):
        fetcher.get("https://trick.example/feed", FEED)
    assert len(reached) == 2


def test_robots_txt_is_kept_to_and_asked_for_once_a_day(fetcher: Fetcher, server: LocalServer, clock: Clock) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: Khabar\nDisallow: /private*\nCrawl-delay: 7\n"
    server.routes |= {
        "/robots.txt": Reply(200, rules, {"Content-Type": "text/plain"}),
        "/feed": rss([]),
        "/private/1": page("x"),
    }
    for _ in range(2):
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    with pytest.raises(Unreachable, match="asks not to fetch this") as caught:
        fetcher.get(server.url("/private/1"), PAGE, vouched=HERE)
    assert caught.value.lasting
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/feed", "/feed"]
    assert 7 in [round(seconds) for seconds in clock.slept]
    clock.on(hours=25)
    fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert [asked.path for asked in server.asked].count("/robots.txt") == 2


def test_a_robots_txt_that_fails_forbids_everything_for_now(fetcher: Fetcher, server: LocalServer) -> None:
    server.routes |= {"/robots.txt": Reply(503), "/feed": rss([])}
    with pytest.raises(Unreachable, match="cannot be read") as caught:
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert not caught.value.lasting
    assert server.paths() == []


def test_requests_to_one_host_are_kept_apart(fetcher: Fetcher, server: LocalServer, clock: Clock) -> None:
    server.routes["/feed"] = rss([])
    for _ in range(3):
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert [round(seconds) for seconds in clock.slept] == [2, 2, 2]  # robots.txt counts too


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 02 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("999999999", timedelta(days=1)),
        ("Mon, 02 Mar 2020 13:00:00 GMT", timedelta(0)),
        ("soon", None),
    ],
)
def test_a_server_may_say_when_to_come_back(
    fetcher: Fetcher, server: LocalServer, asked: str, after: timedelta | None
) -> None:
    server.routes["/feed"] = Reply(429, headers={"Retry-After": asked})
    with pytest.raises(Unreachable) as caught:
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    assert not caught.value.lasting
    found = caught.value.retry_at
    assert (found is None) == (after is None)
    assert found is None or after is None or abs(found - NOON - after) <= timedelta(seconds=3)


def test_a_bomb_is_unpacked_no_further_than_the_bound(fetcher: Fetcher, server: LocalServer) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 250_000
    server.routes["/feed"] = Reply(200, bomb, {"Content-Type": "text/xml", "Content-Encoding": "gzip"})
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(Unreachable, match="larger than 8,000,000 bytes"):
        fetcher.get(server.url("/feed"), FEED, vouched=HERE)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40_000_000


def test_what_is_packed_is_unpacked(fetcher: Fetcher, server: LocalServer) -> None:
    body = b"<rss/>" * 100
    server.routes["/feed"] = Reply(200, gzip.compress(body), {"Content-Type": "text/xml", "Content-Encoding": "gzip"})
    assert fetcher.get(server.url("/feed"), FEED, vouched=HERE).body == body


@pytest.mark.parametrize(
    ("reply", "says", "lasting"),
    [
        (Reply(200, b"x" * 2000, {"Content-Type": "text/xml"}), "larger than 1,000 bytes", True),
        (Reply(200, b"x", {"Content-Type": "application/zip"}), "of another kind", True),
        (Reply(200, b"x", {}), "of another kind", True),
        (
            Reply(200, b"x", {"Content-Type": "text/xml", "Content-Encoding": "br"}),
            "packed in a way not asked for",
            True,
        ),
        (Reply(200, b"x", {"Content-Type": "text/xml", "Content-Encoding": "gzip"}), "broke off", False),
        (
            Reply(200, b"plain text", {"Content-Type": "text/xml", "Content-Encoding": "gzip"}),
            "cannot be unpacked",
            False,
        ),
        (
            Reply(200, gzip.compress(b"x" * 99)[:20], {"Content-Type": "text/xml", "Content-Encoding": "gzip"}),
            "broke off",
            False,
        ),
        (Reply(200, b"x", {"Content-Type": "text/xml", "Content-Length": "99"}), "No answer", False),
        (Reply(404), "answered 404", True),
        (Reply(503), "answered 503", False),
    ],
)
def test_what_cannot_be_taken_says_why(
    fetcher: Fetcher, server: LocalServer, reply: Reply, says: str, lasting: bool
) -> None:
    server.routes["/feed"] = reply
    with pytest.raises(Unreachable, match=says) as caught:
        fetcher.get(server.url("/feed"), Wanted(("text/xml",), 1000), vouched=HERE)
    assert caught.value.lasting == lasting


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://", "http://a:b@127.0.0.1/", "//x", "http://a:99999/"])
def test_what_is_no_plain_web_address_is_not_asked(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Unreachable) as caught:
        fetcher.get(url, FEED, vouched=HERE)
    assert caught.value.lasting


def test_nobody_listening_is_no_answer(fetcher: Fetcher) -> None:
    with pytest.raises(Unreachable) as caught:
        fetcher.get("http://127.0.0.1:9/feed", FEED, vouched=HERE)
    assert not caught.value.lasting


def test_a_server_that_takes_for_ever_is_left(server: LocalServer) -> None:
    clock = Clock(datetime(2026, 3, 2, 12, tzinfo=UTC))

    def slow(_: Asked) -> Reply:
        clock.on(minutes=10)
        return rss([])

    server.routes["/feed"] = slow
    with pytest.raises(Unreachable, match="longer than 90 seconds"):
        a_fetcher(clock).get(server.url("/feed"), FEED, vouched=HERE)
    assert clock.now() > NOON
