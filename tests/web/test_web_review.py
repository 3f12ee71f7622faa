"""The review desk: an analyst's word is kept with the name, shows at once, and never lies over another's unseen."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from web_builders import Browser, Server

from khabar import judging
from khabar.web import shapes

MakeServer = Callable[..., Server]


def first_of_the_queue(browser: Browser) -> dict[str, Any]:
    row: dict[str, Any] = browser.ask("review", limit=1)["queue"][0]
    return row


def act(browser: Browser, what: str, rows: list[dict[str, Any]], **more: Any) -> Any:
    body = {"ids": [row["event"]["id"] for row in rows], "seen": [row["seen"] for row in rows], **more}
    return browser.change(f"/api/review/{what}", body)


def test_an_event_comes_first_where_much_hangs_on_it_and_little_vouches_for_it(local: Server) -> None:
    rows = local.browser().ask("review", limit=200)["queue"]
    ranks = [row["consequence"] * row["doubt"] for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    assert all(row["reasons"] for row in rows)
    assert rows[0]["event"]["type"].startswith("territory.")


def test_what_is_released_leaves_the_queue_and_is_signed(a_server: MakeServer) -> None:
    server = a_server()
    browser = server.browser()
    row = first_of_the_queue(browser)
    done = act(browser, "release", [row], note="three outlets")
    assert done.status_code == 200, done.text
    told = shapes.Decision.model_validate(done.json())
    assert (told.done, told.by, told.events[0].state) == ("released", "Ana", "released")
    assert told.events[0].seen != row["seen"]
    released = browser.ask("review", state="released")["queue"]
    assert [r["event"]["id"] for r in released] == [row["event"]["id"]]
    assert {(r.by, r.note) for r in server.picture.releases()} == {("Ana", "three outlets")}
    assert server.picture.store.verify().sound  # type: ignore[attr-defined]


def test_who_acts_on_what_another_changed_is_told_by_whom_and_changes_nothing(
    a_server: MakeServer, accounts_file: Path
) -> None:
    server = a_server(accounts=accounts_file)
    ana, edi = server.browser("analyst"), server.browser("editor")
    row = first_of_the_queue(ana)
    assert act(edi, "withdraw", [row], note="the photograph is old").status_code == 200
    before = server.picture.store.head()
    answer = act(ana, "release", [row])
    assert answer.status_code == 409
    told = shapes.Conflict.model_validate(answer.json())
    assert (told.error.code, told.mine) == ("acted-on", row["seen"])
    assert {(w.by, w.what, w.note) for w in told.theirs} == {("Edi", "withdrawn", "the photograph is old")}
    assert server.picture.store.head() == before
    again = ana.ask(f"events/{row['event']['id']}")
    assert again["seen"] == told.now
    assert act(ana, "release", [again]).status_code == 200


def test_an_event_that_another_merged_away_is_a_conflict_and_not_lost(
    a_server: MakeServer, accounts_file: Path
) -> None:
    server = a_server(accounts=accounts_file)
    ana, edi = server.browser("analyst"), server.browser("editor")
    one, other = (ana.ask(f"events/{e['id']}") for e in two_events(ana))
    assert act(edi, "merge", [one, other]).status_code == 200
    answers = [act(ana, "release", [row]) for row in (one, other)]
    assert [a.status_code for a in answers] == [409, 409]
    assert answers[0].json()["event"] == answers[1].json()["event"]


def two_events(browser: Browser) -> list[dict[str, Any]]:
    """Two captures of different places, each told in a sentence of its own."""
    rows = browser.ask("events", type="territory.capture", limit=500)["events"]
    sentences = Counter(row["sentence"] for row in rows)
    alone = [row for row in rows if len(row["places"]) == row["reports"] == sentences[row["sentence"]] == 1]
    by_place = {row["places"][0]["id"]: row for row in alone if not row["aggregate"]}
    return list(by_place.values())[:2]


def test_events_are_merged_split_and_left_to_the_rules_again(a_server: MakeServer) -> None:
    browser = a_server().browser()
    rows = [browser.ask(f"events/{event['id']}") for event in two_events(browser)]
    merged = act(browser, "merge", rows, note="one battle").json()["events"]
    claims = {claim["id"] for row in rows for claim in row["event"]["claims"]}
    (one,) = [row for row in merged if claims <= {claim["id"] for claim in row["event"]["claims"]}]
    first = rows[0]["event"]["claims"][0]["id"]
    parted = act(browser, "split", [one], claims=[first]).json()["events"]
    assert not any({c["id"] for c in row["event"]["claims"]} >= claims for row in parted)
    (home,) = [row for row in parted if first in {c["id"] for c in row["event"]["claims"]}]
    undone = act(browser, "undo", [home]).json()
    assert undone["done"] == "undone"
    told = browser.ask(f"events/{home['event']['id']}")
    assert {j["by"] for j in told["judgements"]} == {"Ana"}


def test_a_claim_is_put_right_and_as_coded_again(a_server: MakeServer) -> None:
    browser = a_server().browser()
    row = browser.ask(f"events/{two_events(browser)[0]['id']}")
    claim = row["event"]["claims"][0]["id"]
    done = act(browser, "correct", [row], claim=claim, field="modality", value="alleged", note="hearsay")
    assert done.status_code == 200, done.text
    (now,) = shapes.Decision.model_validate(done.json()).events
    assert (done.json()["done"], now.event["modality"]) == ("corrected", "alleged")
    stale = act(browser, "correct", [row], claim=claim, field="modality", value="claimed")
    assert stale.status_code == 409
    assert {(w["what"], w["note"]) for w in stale.json()["theirs"]} == {("put right", "hearsay")}
    wrong = act(browser, "correct", [now.model_dump()], claim=claim, field="modality", value="sure")
    assert (wrong.status_code, "Give reported" in wrong.json()["error"]["next_step"]) == (400, True)
    back = act(browser, "as-coded", [now.model_dump()], claim=claim)
    assert back.json()["events"][0]["event"]["modality"] == row["event"]["modality"]
    stale = act(browser, "release", [now.model_dump()])
    assert (stale.status_code, stale.json()["theirs"][-1]["what"]) == (409, "as coded")
    gone = act(browser, "correct", back.json()["events"], claim=claim, field="dismissed", value="yes")
    assert gone.json()["events"] == []
    assert browser.get(f"/api/events/{row['event']['id']}").status_code == 404


def test_an_act_needs_the_version_of_each_event(local: Server) -> None:
    browser = local.browser()
    row = first_of_the_queue(browser)
    answer = browser.change("/api/review/release", {"ids": [row["event"]["id"]], "seen": []})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad-input")
    assert act(browser, "split", [row, row], claims=["x"]).status_code == 400


def test_readers_see_what_is_released_and_nothing_that_shows_more(a_server: MakeServer, accounts_file: Path) -> None:
    server = a_server(accounts=accounts_file)
    reader, editor = server.browser("reader"), server.browser("editor")
    assert reader.ask("events")["total"] == 0
    assert reader.ask("situation")["sources"] == []
    row = next(r for r in editor.ask("review", limit=200)["queue"] if len(r["event"]["claims"]) > 1)
    act(editor, "release", [row])
    listed = reader.ask("events")["events"]
    assert {event["type"] for event in listed} == {row["event"]["type"]}
    assert "state" not in listed[0]
    told = reader.ask(f"events/{listed[0]['id']}")
    released = {claim["id"] for claim in row["event"]["claims"]}
    assert {claim["id"] for claim in told["event"]["claims"]} <= released
    assert "seen" not in told
    assert "judgements" not in told
    assert told["event"]["merges"] == []
    document = reader.ask(f"documents/{told['event']['claims'][0]['document']}")
    assert document["text"] is None
    assert {mark["claim"] for mark in document["marks"]} <= released
    others = {claim.document_id for claim in server.picture.store.claims()} - {
        claim["document"] for claim in told["event"]["claims"]
    }
    assert all(reader.get(f"/api/documents/{id}").status_code == 404 for id in list(others)[:5])
    assert "Edi" not in reader.get("/api/situation").text + reader.get(f"/api/events/{listed[0]['id']}").text


def test_what_is_withdrawn_is_gone_for_readers_at_once(a_server: MakeServer, accounts_file: Path) -> None:
    server = a_server(accounts=accounts_file)
    reader, editor = server.browser("reader"), server.browser("editor")
    row = first_of_the_queue(editor)
    released = act(editor, "release", [row]).json()["events"]
    assert reader.ask("events")["total"] > 0
    act(editor, "withdraw", released)
    assert reader.ask("events")["total"] == 0


def test_a_word_on_publication_links_nothing_anew(a_server: MakeServer) -> None:
    server = a_server()
    store, browser = server.picture.store, server.browser()
    row, linked, head = first_of_the_queue(browser), store.head(of_events=True), store.head()
    act(browser, "release", [row])
    assert store.head() > head
    assert store.head(of_events=True) == linked
    other = browser.ask("review", limit=2)["queue"][1]
    if len(other["event"]["claims"]) > 1:
        act(browser, "split", [other], claims=[other["event"]["claims"][0]["id"]])
        assert store.head(of_events=True) > linked


def test_a_word_given_elsewhere_shows_at_once(a_server: MakeServer) -> None:
    server, beside = a_server(), a_server()
    browser = server.browser()
    one, other = (row["id"] for row in two_events(browser))
    total = browser.ask("events")["total"]
    judging.merge(beside.picture, [one, other], by="Zoe")
    assert browser.ask("events")["total"] < total


def test_a_report_is_taken_in_once_and_shows_at_once(a_server: MakeServer) -> None:
    server = a_server()
    browser = server.browser()
    total = browser.ask("events")["total"]
    report = {
        "text": "Rebels seized the town of Idlib on Thursday. Twelve soldiers were killed.",
        "date": "2021-08-12",
        "source": "The Wire",
        "title": "Idlib",
    }
    first, again = (browser.change("/api/documents", report).json() for _ in range(2))
    shapes.TakenIn.model_validate(first)
    assert (first["state"], again["state"]) == ("new", "already")
    assert browser.ask("events")["total"] > total
    assert browser.ask(f"documents/{first['id']}")["text"] == report["text"]


def test_a_report_comes_as_plain_text_too_and_one_at_a_time(a_server: MakeServer) -> None:
    browser = a_server().browser()
    text = "---\ndate: 2021-08-12\nsource: The Wire\n---\nRebels seized the town of Idlib on Thursday.\n"

    def send(body: str, kind: str) -> Any:
        return browser.change_raw("/api/documents", body.encode(), kind)

    assert send(text, "text/plain; charset=utf-8").json()["state"] == "new"
    assert send("[]", "application/json").status_code == 400
    assert send('{"text": "a"}\n{"text": "b"}', "application/json").status_code == 400
    assert send('{"text": "a"}', "text/plain").status_code == 400
    assert send("<b>", "text/html").status_code == 415
    aside = send('{"documents": [{"text": "Rebels seized Idlib."}]}', "application/json").json()
    assert (aside["state"], aside["reason"]) == ("set aside", "no-text")
    assert send("Повстанцы захватили город Идлиб в четверг.", "text/plain").json()["state"] == "set aside"


def test_a_store_that_another_program_holds_is_told_of_and_nothing_is_half_done(a_server: MakeServer) -> None:
    server = a_server()
    browser, row = server.browser(), first_of_the_queue(server.browser())
    with closing(sqlite3.connect(server.picture.store.place, isolation_level=None)) as other:  # type: ignore[attr-defined]
        other.execute("BEGIN IMMEDIATE")
        answer = act(browser, "release", [row])
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "store-locked")
        assert browser.ask("review", limit=1)["queue"][0]["state"] == "waiting"
        other.execute("ROLLBACK")
    assert act(browser, "release", [row]).status_code == 200
