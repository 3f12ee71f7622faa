"""Every question has its answer, in its shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel
from web_builders import Browser, Server

from khabar.records import Heartbeat
from khabar.situation import to_json
from khabar.watching.feeds_file import feeds_from
from khabar.web import shapes

ANSWERS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("me", shapes.Me),
    ("theatre", shapes.TheTheatre),
    ("situation", shapes.Situation),
    ("situation?on=2021-08-13&known=2021-08-13", shapes.Situation),
    ("changes?since=2021-08-10", shapes.Changes),
    ("access", shapes.Access),
    ("access?side=taliban&place=Herat&on=2021-08-01", shapes.Access),
    ("why?place=Herat", shapes.Why),
    ("course?place=Herat", shapes.Course),
    ("timeline", shapes.Timeline),
    ("timeline?from=2021-08-10&to=2021-08-15&set=provincial capitals", shapes.Timeline),
    ("events", shapes.EventList),
    ("events?from=2021-08-12&to=2021-08-13&type=territory&place=Herat&side=taliban&limit=5", shapes.EventList),
    ("sources", shapes.Sources),
    ("search?q=ghazni", shapes.SearchAnswer),
    ("search?within=34,61,36,63", shapes.SearchAnswer),
    ("review", shapes.Queue),
    ("review?state=released&state=withdrawn&limit=3", shapes.Queue),
)
REFUSED = (
    ("situation?on=12/08/2021", 400, "bad-date"),
    ("situation?known=tomorrow", 400, "bad-date"),
    ("situation?known=9999-12-31", 400, "bad-date"),
    ("situation?known=0001-01-01T00:00:00%2B12:00", 400, "bad-date"),
    ("situation?on=9999-12-31", 400, "bad-input"),
    ("access?on=2031-01-01", 400, "bad-input"),
    ("changes", 400, "bad-input"),
    ("why?place=Atlantis", 404, "unknown-place"),
    ("why?place=", 400, "bad-input"),
    ("course?place=Atlantis", 404, "unknown-place"),
    ("access?side=martians", 404, "unknown-side"),
    ("events?side=martians", 404, "unknown-side"),
    ("events?place=Atlantis", 404, "unknown-place"),
    ("events?limit=100000", 400, "bad-input"),
    ("events?offset=-1", 400, "bad-input"),
    ("events?from=2021-08-20&to=2021-08-01", 400, "bad-input"),
    ("events/event:0000", 404, "unknown-id"),
    ("documents/none", 404, "unknown-id"),
    ("timeline?set=moons", 400, "bad-input"),
    ("search", 400, "bad-input"),
    ("search?q=...", 400, "bad-input"),
    ("search?within=here", 400, "bad-input"),
    ("search?within=nan,nan,nan,nan", 400, "bad-input"),
    ("documents/a%00b", 404, "unknown-id"),
    ("review?state=lost", 400, "bad-input"),
    ("nothing", 404, "not-found"),
)


@pytest.fixture(scope="module")
def browser(local: Server) -> Browser:
    return local.browser()


@pytest.mark.parametrize(("path", "shape"), ANSWERS, ids=lambda v: v if isinstance(v, str) else "")
def test_an_answer_has_its_shape(browser: Browser, path: str, shape: type[BaseModel]) -> None:
    answer = browser.get(f"/api/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    shape.model_validate_json(answer.text)


@pytest.mark.parametrize(("path", "status", "code"), REFUSED, ids=[path for path, *_ in REFUSED])
def test_what_cannot_be_answered_says_why_in_the_one_shape(browser: Browser, path: str, status: int, code: str) -> None:
    answer = browser.get(f"/api/{path}")
    assert answer.status_code == status
    assert shapes.Failure.model_validate_json(answer.text).error.code == code


def test_the_situation_is_that_of_the_command_line(browser: Browser, local: Server) -> None:
    told = browser.ask("situation", on="2021-08-13", known="2021-08-13")
    day = local.picture.asked(None, None)[1]
    assert told["on"] == "2021-08-13"
    assert browser.ask("situation") == json.loads(json.dumps(to_json(local.picture.situation(on=day))))


def test_the_events_come_in_pages_that_together_are_all(browser: Browser, local: Server) -> None:
    pages = [browser.ask("events", offset=offset, limit=100) for offset in (0, 100, 200)]
    ids = [event["id"] for page in pages for event in page["events"]]
    assert pages[0]["total"] == len(ids) == len(set(ids))
    assert set(ids) == {event.id for event in local.picture.events()}


def test_an_event_has_its_sentences_at_their_place_in_the_report(browser: Browser) -> None:
    row = browser.ask("events", type="territory.capture", place="Herat")["events"][0]
    told = shapes.TheEvent.model_validate(browser.ask(f"events/{row['id']}"))
    assert told.seen
    for claim in told.event["claims"]:
        report = browser.ask(f"documents/{claim['document']}")
        shapes.TheDocument.model_validate(report)
        sentence = claim["sentence"]
        assert report["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        assert claim["id"] in {mark["claim"] for mark in report["marks"]}
        assert row["id"] in {event for mark in report["marks"] for event in mark["events"]}


def test_the_timeline_counts_every_place_every_day(browser: Browser) -> None:
    places = len(browser.ask("theatre")["places"])
    days = browser.ask("timeline")["days"]
    sums = {sum(d["held"].values()) + d["claimed"] + d["contested"] + d["unknown"] for d in days}
    assert sums == {places}
    assert [d["day"] for d in days] == sorted(d["day"] for d in days)
    assert any(toll["what"] == "displaced" for d in days for toll in d["harm"])


def test_the_timeline_agrees_with_the_situation_of_a_day(browser: Browser) -> None:
    (day,) = browser.ask("timeline", **{"from": "2021-08-13", "to": "2021-08-13"})["days"]
    controls = browser.ask("situation", on="2021-08-13")["controls"]
    held = [c for c in controls if c["state"] in ("held", "besieged") and c["holder"] == "taliban"]
    assert day["held"]["taliban"] == len(held)
    assert day["contested"] == sum(c["state"] == "contested" for c in controls)


def test_the_server_describes_itself(browser: Browser) -> None:
    described = browser.get("/api/openapi.json").json()
    assert "/api/situation" in described["paths"]
    assert "Conflict" in described["components"]["schemas"]


def test_without_the_built_app_a_page_says_how_to_build_it(tmp_path: Path) -> None:
    server = Server(Path(":memory:"), theatre="afghanistan-2021", static=tmp_path)
    page = server.browser().get("/")
    assert page.status_code == 503
    assert "npm run build" in page.text
    server.close()


def test_the_built_app_is_served_beside_the_api(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Desk</title>", encoding="utf-8")
    (tmp_path / "worker.mjs").write_text("export {}", encoding="utf-8")
    server = Server(Path(":memory:"), theatre="afghanistan-2021", static=tmp_path)
    browser = server.browser()
    assert "Desk" in browser.get("/").text
    assert browser.get("/worker.mjs").headers["content-type"].startswith("text/javascript")
    assert browser.get("/../pyproject.toml").status_code == 404
    assert browser.ask("theatre")["reported"] is None
    server.close()


FEEDS = """
schema = "khabar.feeds/1"
contact = "desk@example.org"
[[sources]]
name = "The Wire"
kind = "feed"
url = "https://wire.example/rss"
"""


def test_a_source_that_leaves_a_gap_is_told_of_and_none_is_invented(a_server: Callable[..., Server]) -> None:
    assert a_server().browser().ask("watch")["sources"] == []
    server = a_server(feeds=feeds_from(FEEDS, file="feeds.toml"))
    for hour in range(6):
        at = server.picture.now - timedelta(hours=6 - hour)
        server.picture.store.add_heartbeat(Heartbeat("The Wire", at, "unreachable", note="No answer."))
    (source,) = shapes.WatchStatus.model_validate(server.browser().ask("watch")).sources
    assert (source.source, source.state, source.gap) == ("The Wire", "silent", True)
