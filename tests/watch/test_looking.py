"""Looking at feeds and folders: what is new is taken in once, whatever goes wrong beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from local_server import Asked, LocalServer, Reply, a_server
from made_up_feeds import an_item, page, rss
from watched import Desk, FirstWordReader, a_desk

from khabar.errors import StoreLocked
from khabar.intake import Ingested, Intake
from khabar.records import Coded, Document, Heartbeat


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with a_server() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    with desk.picture:
        yield desk


def a_feed(server: LocalServer, path: str = "/feed", name: str = "News", more: str = "") -> str:
    return f'[[sources]]\nname = "{name}"\nurl = "{server.url(path)}"\npublisher = "The News"\nevery = "15m"\n{more}\n'


def held(desk: Desk) -> list[str]:
    return sorted(document.text.strip() for document in desk.picture.store.documents())


def test_what_is_new_in_a_feed_is_taken_in_once(desk: Desk, server: LocalServer) -> None:
    server.routes["/feed"] = rss([an_item("2", text="Second."), an_item("1", text="First.")])
    assert desk.round(a_feed(server)) == ["News: 2 new reports of 2 listed"]
    server.routes["/feed"] = rss([an_item("3", text="Third."), an_item("2", text="Second.")])
    assert desk.round(minutes=15) == ["News: 1 new report of 2 listed"]
    assert held(desk) == ["First.", "Second.", "Third."]


def test_a_look_shows_what_the_last_one_was_given_and_is_kept(desk: Desk, server: LocalServer) -> None:
    def reply(asked: Asked) -> Reply:
        return (
            Reply(304) if asked.headers.get("if-none-match") == "abc" else rss([an_item("1", text="One.")], ETag="abc")
        )

    server.routes["/feed"] = reply
    desk.round(a_feed(server))
    assert desk.round(minutes=20) == ["News: nothing new"]
    assert desk.round(minutes=20) == ["News: nothing new"]
    beats = desk.picture.store.heartbeats()
    assert [(b.pulse, b.listed, b.taken) for b in beats] == [("read", 1, 1), ("unchanged", 0, 0), ("unchanged", 0, 0)]
    assert dict(beats[-1].tokens) == {"etag": "abc"}


def test_a_source_is_not_asked_before_its_time(desk: Desk, server: LocalServer) -> None:
    server.routes["/feed"] = rss([an_item("1")])
    desk.round(a_feed(server))
    assert desk.round(minutes=10) == []
    assert server.paths() == ["/feed"]


def test_one_broken_source_does_not_stop_the_others(desk: Desk, server: LocalServer) -> None:
    server.routes |= {
        "/broken": Reply(200, b"<rss><channel><it", {"Content-Type": "text/xml"}),
        "/page": page("Please log in."),
        "/loop": Reply(302, headers={"Location": "/loop"}),
        "/inside": Reply(302, headers={"Location": "http://169.254.169.254/"}),
        "/good": rss([an_item("1", text="Good.")]),
    }
    names = ("broken", "page", "loop", "inside", "gone", "good")
    lines = desk.round("".join(a_feed(server, f"/{name}", name) for name in names))
    assert [line.split(":")[0] for line in lines] == list(names)
    pulses = {b.source: b.pulse for b in desk.picture.store.heartbeats()}
    assert pulses == {
        **{"broken": "unreadable", "page": "unreadable", "loop": "unreachable"},
        **{"inside": "unreachable", "gone": "unreachable", "good": "read"},
    }
    assert held(desk) == ["Good."]


def test_a_failing_source_is_asked_less_and_less_and_not_before_it_wants(desk: Desk, server: LocalServer) -> None:
    server.routes["/feed"] = Reply(503)
    began = desk.clock.now()
    list(islice(desk.watch(a_feed(server)).run(), 6))
    assert desk.clock.now() - began > timedelta(hours=3)
    server.routes["/feed"] = Reply(429, headers={"Retry-After": "86400"})
    desk.round(days=1)
    asked = len(server.paths())
    assert desk.round(hours=23) == []
    server.routes["/feed"] = rss([an_item("1")])
    desk.round(hours=10)
    assert len(server.paths()) == asked + 1
    assert desk.picture.store.heartbeats()[-1].pulse == "read"


def test_the_page_behind_an_entry_is_fetched_once(desk: Desk, server: LocalServer) -> None:
    text = "Rebels seized the town of Idlib on Monday, and the army left it in the night, residents said."
    items = [an_item(str(n), link=server.url(f"/{n}"), text="Teaser.") for n in range(3)]
    server.routes |= {"/feed": rss(items), "/0": page(text), "/1": Reply(500), "/2": Reply(404)}
    desk.round(a_feed(server, more="full_text = true"))
    assert [text in one for one in held(desk)] == [True]
    (aside,) = desk.picture.store.set_asides()
    assert "404" in aside.message
    server.routes["/1"] = page(f"{text} Later.")
    desk.round(minutes=15)
    assert len(held(desk)) == 2
    desk.round(minutes=15)
    assert sorted(server.paths()) == sorted(["/feed"] * 3 + ["/0", "/1", "/1", "/2"])


def test_a_look_that_is_broken_off_goes_on_where_it_was(
    desk: Desk, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Rebels seized the town of Idlib on Monday, and the army left it in the night, residents of place {} said."
    server.routes["/feed"] = rss([an_item(str(n), link=server.url(f"/{n}")) for n in range(5)], ETag="abc")
    server.routes |= {f"/{n}": page(text.format(n)) for n in range(5)}
    take, taken = Intake.take, []

    def take_two_and_stop(self: Intake, found: Document) -> Ingested:
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(found)
        return take(self, found)

    monkeypatch.setattr(Intake, "take", take_two_and_stop)
    with pytest.raises(KeyboardInterrupt):
        desk.round(a_feed(server, more="full_text = true"))
    assert len(held(desk)) == 2
    assert desk.picture.store.heartbeats() == ()
    monkeypatch.setattr(Intake, "take", take)
    assert desk.round() == ["News: 3 new reports of 5 listed"]
    # The feed twice, whole both times; of the pages only the one that was on its way.
    assert sorted(server.paths()) == sorted(["/feed", "/feed", "/0", "/1", "/2", "/2", "/3", "/4"])


def test_while_pages_are_left_the_feed_is_asked_for_whole(desk: Desk, server: LocalServer) -> None:
    items = rss([an_item("1", link=server.url("/1"))], ETag="abc")
    server.routes |= {"/feed": items, "/1": Reply(429, headers={"Retry-After": "60"})}
    lines = desk.round(a_feed(server, more="full_text = true"))
    assert lines == ["News: nothing new: 1 left for later: It answered 429."]
    assert desk.picture.store.heartbeats()[-1].tokens == ()


def test_pages_of_other_hosts_are_not_vouched_for(desk: Desk, server: LocalServer) -> None:
    items = [an_item("1", link=server.url("/1", host="localhost"), text="x")]
    server.routes |= {"/feed": rss(items), "/1": page("Secret.")}
    desk.round(a_feed(server, more="full_text = true"))
    (aside,) = desk.picture.store.set_asides()
    assert "not on the open internet" in aside.message
    assert server.paths() == ["/feed"]


def test_a_feed_whose_new_reports_hold_no_words_cannot_be_read(desk: Desk, server: LocalServer) -> None:
    empty = Reply(200, b"<html><body><script>render()</script></body></html>", {"Content-Type": "text/html"})
    server.routes |= {"/feed": rss([an_item(str(n), link=server.url(f"/{n}")) for n in range(3)])}
    server.routes |= {f"/{n}": empty for n in range(3)}
    (line,) = desk.round(a_feed(server, more="full_text = true"))
    assert line == "News: cannot be read: None of 3 new reports holds any words."


def test_a_report_dated_in_the_future_is_undated(desk: Desk, server: LocalServer) -> None:
    server.routes["/feed"] = rss([an_item("1", text="Tomorrow's news.", date="Mon, 02 Mar 2099 10:00:00 GMT")])
    desk.round(a_feed(server))
    (document,) = desk.picture.store.documents()
    assert document.published is None
    assert [issue.code for issue in document.issues] == ["date-conflict"]


def test_a_text_the_outlet_changes_is_a_revision_and_no_new_report(desk: Desk, server: LocalServer) -> None:
    link = "https://news.example/1"
    server.routes["/feed"] = rss([an_item("1", text="Ten killed.", link=link)])
    desk.round(a_feed(server))
    for text in ("Twelve killed.", "Ten killed."):
        server.routes["/feed"] = rss([an_item("1", text=text, link=link)])
        desk.round(minutes=15)
        assert held(desk) == [text]


def test_a_folder_is_read_when_something_in_it_changes(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    text = f'[[sources]]\nname = "Inbox"\nkind = "folder"\nfolder = "{folder}"\npublisher = "The Desk"\nevery = "1m"\n'
    (line,) = desk.round(text)
    assert "There is no folder" in line
    folder.mkdir()
    (folder / "a.txt").write_text("---\ndate: 2026-03-01\n---\nOne.\n", encoding="utf-8")
    assert desk.round(hours=1) == ["Inbox: 1 new report of 1 listed"]
    assert desk.round(minutes=1) == ["Inbox: nothing new"]
    (folder / "b.pdf").write_bytes(b"%PDF-1.4")
    (folder / "c.txt").write_text("---\nsource: Other\n---\nTwo.\n", encoding="utf-8")
    assert desk.round(minutes=1) == ["Inbox: 1 new report of 3 listed"]
    assert {d.publisher for d in desk.picture.store.documents()} == {"The Desk", "Other"}


def test_the_watch_waits_until_the_next_source_is_due_and_at_most_a_minute(desk: Desk, server: LocalServer) -> None:
    server.routes["/feed"] = rss([an_item("1")])
    list(islice(desk.watch(a_feed(server)).run(), 3))
    assert len(server.paths()) == 3
    assert max(desk.clock.slept) <= 60


def test_a_report_that_breaks_the_reader_is_set_aside_and_the_rest_goes_on(
    desk: Desk, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FirstWordReader.read

    def read_or_break(self: FirstWordReader, document: Document) -> Coded:
        if "poison" in document.text:
            raise RecursionError("too deep")
        return read(self, document)

    monkeypatch.setattr(FirstWordReader, "read", read_or_break)
    server.routes["/feed"] = rss(
        [an_item("1", text="Good."), an_item("2", text="A poison."), an_item("3", text="Fine.")]
    )
    desk.round(a_feed(server))
    assert held(desk) == ["Fine.", "Good."]
    (aside,) = desk.picture.store.set_asides()
    assert (aside.reason, aside.message) == ("unreadable", "It broke the reader: RecursionError: too deep")


def test_while_another_program_holds_the_store_the_watch_waits(
    desk: Desk, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/feed"] = rss([an_item("1", text="One.")])
    watch = desk.watch(a_feed(server))
    add, refused = desk.picture.store.add_heartbeat, []

    def locked_once(beat: Heartbeat, *, by: str = "") -> None:
        if not refused:
            refused.append(beat)
            raise StoreLocked("Another program holds the store.")
        add(beat, by=by)

    monkeypatch.setattr(desk.picture.store, "add_heartbeat", locked_once)
    busy, looked = list(watch.run(once=True))
    assert busy == "Another program holds the store. Trying again in 30 seconds."
    assert looked == "News: nothing new"  # it was taken in before
    assert held(desk) == ["One."]
