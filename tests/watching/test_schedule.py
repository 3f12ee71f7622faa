"""When a source is asked again."""

from __future__ import annotations

from datetime import timedelta

from made_up_feeds import NOON

from khabar.records import Heartbeat
from khabar.records.heartbeat import Pulse
from khabar.watching.schedule import RETRY_AT, next_look

QUARTER = timedelta(minutes=15)


def a_look(pulse: Pulse = "unreachable", **more: object) -> Heartbeat:
    return Heartbeat("A", NOON, pulse, **more)  # type: ignore[arg-type]


def test_a_source_that_was_never_asked_is_asked_at_once() -> None:
    assert next_look([], QUARTER) is None


def test_one_that_answered_is_asked_after_its_time() -> None:
    assert next_look([a_look(), a_look("unchanged")], QUARTER) == NOON + QUARTER


def test_the_wait_doubles_with_every_failure_to_at_most_a_day() -> None:
    waits = [next_look([a_look()] * n, QUARTER) for n in range(1, 30)]
    for n, due in enumerate(waits, 1):
        assert due
        whole = min(QUARTER * 2**n, timedelta(days=1))
        assert whole / 2 <= due - NOON <= whole


def test_the_draw_follows_from_the_last_look_alone() -> None:
    assert next_look([a_look()], QUARTER) == next_look([a_look()], QUARTER)
    other = Heartbeat("B", NOON, "unreachable")
    assert next_look([other], QUARTER) != next_look([a_look()], QUARTER)


def test_it_is_not_asked_before_it_wants_to_be() -> None:
    wants = NOON + timedelta(hours=20)
    assert next_look([a_look(tokens=((RETRY_AT, wants.isoformat()),))], QUARTER) == wants
