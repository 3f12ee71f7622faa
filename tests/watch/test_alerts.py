"""Alerts: each change is told once, with its sentences, and is not lost while nobody can be reached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from watched import LOG, Desk, a_desk

from khabar.errors import BadInput, UnknownPlace, UnknownSide
from khabar.packs import load_theatre
from khabar.reader import Reader

RULES = """
[[rules]]
name = "Capitals"
when = "control"
set = "provincial capitals"
[[rules]]
name = "Taloqan by road"
when = "access"
places = ["Taloqan"]
side = "government"
[[rules]]
name = "Roads"
when = "road"
places = ["Kunduz"]
side = "government"
[[rules]]
name = "Many killed"
when = "harm"
above = 20
[[rules]]
name = "Strikes"
when = "event"
type = "violence."
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(theatre=load_theatre("afghanistan-2021"))


@pytest.fixture
def desk(tmp_path: Path, reader: Reader) -> Iterator[Desk]:
    desk = a_desk(tmp_path, reader=reader, theatre="afghanistan-2021")
    (tmp_path / "inbox").mkdir()
    with desk.picture:
        yield desk


def a_feeds_file(folder: Path, rules: str = RULES, more: str = LOG) -> str:
    return f'[[sources]]\nname = "Inbox"\nkind = "folder"\nfolder = "{folder / "inbox"}"\nevery = "1m"\n{rules}\n{more}'


def put(folder: Path, name: str, text: str, day: str = "2021-08-08", outlet: str = "Northern Wire") -> None:
    front = f"---\ndate: {day}\nsource: {outlet}\nurl: https://wire.example/{name}\n---\n"
    (folder / "inbox" / f"{name}.txt").write_text(f"{front}{text}\n", encoding="utf-8")


QUIET = "The Taliban shelled Ghazni on Saturday."
FALL = "The Taliban captured the city of Kunduz on Sunday, residents said. Government forces have left Kunduz."
RETAKEN = "Government forces recaptured the city of Kunduz on Wednesday. The Taliban have left Kunduz."
KILLED = "A Taliban bomb killed 34 civilians in Herat on Monday."


def told(desk: Desk) -> list[str]:
    return [message.json["rule"] for _, message in desk.sent.messages]


def test_what_is_held_at_the_beginning_is_no_news(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "fall", FALL)
    desk.round(a_feeds_file(tmp_path))
    desk.round(minutes=2)
    assert desk.sent.messages == []


def test_a_change_is_told_once_with_its_sentences(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "fall", FALL)
    lines = desk.round(minutes=2)
    assert any(line.startswith("alert: Capitals: Kunduz: held by Taliban") for line in lines)
    assert {"Capitals", "Taloqan by road", "Roads"} <= set(told(desk))
    where, message = next(m for m in desk.sent.messages if m[1].json["rule"] == "Capitals")
    assert where == "log"
    (evidence, *_) = message.json["evidence"]
    assert evidence["outlet"] == "Northern Wire"
    assert evidence["date"] == "2021-08-08"
    assert evidence["url"] == "https://wire.example/fall"
    assert "Kunduz" in evidence["sentence"]
    assert evidence["sentence"] in message.text
    many = len(desk.sent.messages)
    for _ in range(2):
        desk.round(minutes=2)
    assert len(desk.sent.messages) == many


def test_what_changes_back_and_again_is_told_each_time(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "fall", FALL)
    desk.round(minutes=2)
    put(tmp_path, "retaken", RETAKEN, day="2021-08-12")
    desk.round(minutes=2)
    put(tmp_path, "again", FALL.replace("Sunday", "Saturday"), day="2021-08-15", outlet="Border Post")
    desk.round(minutes=2)
    capitals = [m.json["told"].splitlines()[0] for _, m in desk.sent.messages if m.json["rule"] == "Capitals"]
    assert [" held by Taliban" in line.split("(")[0] for line in capitals] == [True, False, True]


def test_a_toll_above_a_number_is_told_when_it_comes_above_it(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "first", KILLED.replace("34", "12"), day="2021-08-10")
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "later", KILLED, day="2021-08-10", outlet="Border Post")
    desk.round(minutes=2)
    assert told(desk).count("Many killed") == 1
    put(tmp_path, "still later", KILLED.replace("34", "40"), day="2021-08-11", outlet="Kabul Courier")
    desk.round(minutes=2)
    assert told(desk).count("Many killed") <= 2  # a third outlet's toll may be another act


def test_what_cannot_be_delivered_waits_and_is_tried_less_and_less(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    desk.sent.down = True
    put(tmp_path, "fall", FALL)
    lines = desk.round(minutes=2)
    assert any("log: 0 alerts of" in line and "it is down" in line for line in lines)
    tried = 0
    for _ in range(60):
        desk.round(minutes=1)
    tried = desk.sent.tried
    assert 3 <= tried <= 9
    put(tmp_path, "retaken", RETAKEN, day="2021-08-12")
    desk.round(minutes=2)
    desk.sent.down = False
    desk.round(days=2)
    capitals = [m.json["change"] for _, m in desk.sent.messages if m.json["rule"] == "Capitals"]
    assert len(capitals) == 2  # the fall was not forgotten because it was undone meanwhile
    desk.round(days=2)
    assert len([m for _, m in desk.sent.messages if m.json["rule"] == "Capitals"]) == 2


def test_one_alert_that_is_refused_does_not_hold_up_the_others(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    desk.sent.refuses = "34"
    put(tmp_path, "fall", FALL)
    put(tmp_path, "killed", KILLED, day="2021-08-09")
    desk.round(minutes=2)
    assert "Capitals" in told(desk)
    assert "Many killed" not in told(desk)
    desk.sent.refuses = "\0"
    desk.round(days=1)
    assert told(desk).count("Many killed") == 1
    assert told(desk).count("Capitals") == 1


def test_stopped_between_sending_and_noting_it_is_sent_again_under_the_same_id(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "killed", KILLED, day="2021-08-09")
    send = desk.sent.send

    def send_and_stop(message: object, destination: object) -> None:
        send(message, destination)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.sent, "send", send_and_stop)
    with pytest.raises(KeyboardInterrupt):
        desk.round(minutes=2)
    monkeypatch.setattr(desk.sent, "send", send)
    desk.round(minutes=2)
    ids = [m.id for _, m in desk.sent.messages if m.json["rule"] == "Many killed"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_stopped_before_all_is_noted_nothing_is_lost_and_nothing_doubled(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "fall", FALL)
    put(tmp_path, "killed", KILLED, day="2021-08-09")
    add, kept = desk.picture.store.add_alert, []

    def add_two_and_stop(alert: object, *, by: str = "") -> bool:
        if len(kept) == 2:
            raise KeyboardInterrupt
        kept.append(alert)
        return add(alert, by=by)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.picture.store, "add_alert", add_two_and_stop)
    with pytest.raises(KeyboardInterrupt):
        desk.round(minutes=2)
    monkeypatch.setattr(desk.picture.store, "add_alert", add)
    desk.round(minutes=2)
    noted = [(m.json["rule"], m.json["change"]) for _, m in desk.sent.messages]
    assert len(noted) == len(set(noted))
    assert {"Capitals", "Many killed"} <= set(told(desk))


def test_a_source_that_falls_silent_is_told_once_for_each_silence(desk: Desk, tmp_path: Path) -> None:
    rule = '[[rules]]\nname = "Silence"\nwhen = "source"\n'
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path, rule))
    desk.round(days=30)
    inbox, away = tmp_path / "inbox", tmp_path / "away"
    for silence in (1, 2):
        inbox.rename(away)
        for _ in range(5):
            desk.round(days=1, hours=1)
        assert told(desk) == ["Silence"] * silence
        away.rename(inbox)
        desk.round(days=2)
    assert "There is no folder" in desk.sent.messages[0][1].text
    assert desk.sent.messages[0][1].json["evidence"] == []


def test_a_new_destination_hears_of_what_comes_and_not_of_what_was(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "fall", FALL)
    desk.round(minutes=2)
    second = LOG.replace('"log"', '"other"')
    desk.round(a_feeds_file(tmp_path, more=LOG + second), minutes=2)
    assert {where for where, _ in desk.sent.messages} == {"log"}
    put(tmp_path, "retaken", RETAKEN, day="2021-08-12")
    desk.round(minutes=2)
    assert {where for where, _ in desk.sent.messages} == {"log", "other"}


def test_markup_in_a_report_goes_out_as_text(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.round(a_feeds_file(tmp_path))
    put(
        tmp_path,
        "x",
        "A Taliban bomb killed 34 people in Herat on Monday, <script>alert(1)</script>\x1b[2J said.",
        "2021-08-09",
    )
    desk.round(minutes=2)
    (message,) = [m for _, m in desk.sent.messages if m.json["rule"] == "Many killed"]
    assert "<script>alert(1)</script>" in message.text
    assert "\x1b" not in message.text
    assert json.loads(message.body)["told"] == message.json["told"]


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ('when = "control"\nset = "seaports"', BadInput),
        ('when = "control"\nplaces = ["Atlantis"]', UnknownPlace),
        ('when = "access"\nside = "martians"', UnknownSide),
        ('when = "road"\nroads = ["Route 66"]', BadInput),
    ],
)
def test_a_rule_about_what_the_theatre_has_not_is_refused(desk: Desk, tmp_path: Path, rule: str, error: type) -> None:
    with pytest.raises(error):
        desk.watch(a_feeds_file(tmp_path, f'[[rules]]\nname = "R"\n{rule}\n'))


def test_retries_of_a_destination_do_not_change_how_sources_are_asked(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, "quiet", QUIET)
    desk.sent.down = True
    desk.round(a_feeds_file(tmp_path))
    put(tmp_path, "fall", FALL)
    desk.round(minutes=2)
    beats = [b for b in desk.picture.store.heartbeats() if b.source == "Inbox"]
    assert beats[-1].at - beats[0].at == timedelta(minutes=2)
