"""How a source does: what is missing is told as a gap, and what only looks like one is not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from benchmarks.watch.simulated import HOUR, START, WORKDAYS, Made, Story, as_ever, looks
from khabar.records.heartbeat import Pulse
from khabar.watching import SourceState, TextSeen, Watched, source_states

STEADY = Made("steady", 20)
OTHERS = tuple(Made(f"other {n}", 15) for n in range(3))


def states(
    made: Made = STEADY,
    *,
    days: int = 70,
    story: Story = as_ever,
    others: Story = as_ever,
    now: datetime | None = None,
    expected: float | None = None,
    texts: list[TextSeen] | None = None,
) -> SourceState:
    """The state of a made-up source after some days, beside three others."""
    kept = [*looks(made, days, seed=1, story=story)]
    for other in OTHERS:
        kept += looks(other, days, seed=1, story=others)
    watched = [Watched(made.name, HOUR, expected), *(Watched(o.name, HOUR) for o in OTHERS)]
    moment = now or START + timedelta(days=days)
    return source_states(watched, kept, now=moment, texts={made.name: texts or []})[0]


def after(days: float, share: float, pulse: Pulse = "read") -> Story:
    return lambda hour: (share, pulse) if hour >= days * 24 else (1.0, "read")


def test_a_source_that_does_as_ever_is_as_usual() -> None:
    found = states()
    assert (found.state, found.is_gap) == ("usual", False)
    assert found.expected
    assert found.expected.low <= found.got <= found.expected.high


def test_before_four_weeks_nothing_is_expected() -> None:
    found = states(days=20)
    assert (found.state, found.expected, found.is_gap) == ("not yet known", None, False)


def test_until_then_a_number_somebody_expects_stands_in() -> None:
    assert states(days=10, expected=20).state == "usual"
    assert states(days=10, expected=20, story=after(8, 0)).state == "below"


def test_a_source_that_does_not_answer_is_silent_since_its_first_failure() -> None:
    found = states(story=after(69, 0, "unreachable"))
    assert (found.state, found.is_gap) == ("silent", True)
    assert found.since == START + timedelta(days=69)
    assert "503" in found.words


def test_one_failed_look_is_no_silence() -> None:
    assert states(story=lambda hour: (1.0, "unreachable" if hour == 70 * 24 - 1 else "read")).state == "usual"


def test_a_source_that_fails_often_is_silent_only_after_longer() -> None:
    for hours, state in ((4, "usual"), (14, "silent")):
        found = states(Made("flaky", 20, fails=0.3), story=after(70 - hours / 24, 0, "unreachable"))
        assert found.state == state


def test_a_source_that_never_answered_is_silent_at_once() -> None:
    found = states(days=1, story=after(0, 0, "unreachable"))
    assert found.state == "silent"
    assert "never answered" in found.words


def test_a_feed_that_stands_still_while_others_go_on_is_below_what_is_expected() -> None:
    found = states(story=after(69, 0))
    assert (found.state, found.is_gap, found.got) == ("below", True, 0)
    assert "unlike the others" in found.words


def test_when_all_bring_less_it_is_told_as_that() -> None:
    found = states(story=after(69, 0), others=after(69, 0.05))
    assert (found.state, found.is_gap) == ("quiet", False)


def test_a_weekend_is_not_an_outage_and_a_workday_like_one_is() -> None:
    weekly = Made("weekly", 30, week=WORKDAYS)
    sunday_evening, thursday_evening = START + timedelta(days=69, hours=23), START + timedelta(days=66, hours=23)
    assert states(weekly, now=sunday_evening).state == "usual"
    quiet = after(65, 0.25)
    assert states(weekly, now=thursday_evening, story=quiet).state == "below"


def test_a_source_of_few_reports_is_judged_by_the_week() -> None:
    few = Made("few", 3)
    assert states(few, story=after(69, 0)).state == "usual"
    found = states(few, story=after(63, 0))
    assert found.state == "below"
    assert found.expected
    assert found.expected.days == 7


def test_of_a_source_of_hardly_any_reports_it_is_said_that_nothing_can_be_told() -> None:
    found = states(Made("rare", 0.2), story=after(60, 0))
    assert (found.state, found.is_gap) == ("usual", False)
    assert "could not be told from a lull" in found.words


def test_a_burst_is_above_and_no_gap() -> None:
    found = states(story=after(69, 6))
    assert (found.state, found.is_gap) == ("above", False)


def test_a_long_outage_does_not_become_what_is_usual() -> None:
    assert states(days=84, story=after(63, 0)).state == "below"


def test_a_source_that_starts_slowly_is_no_gap_while_it_grows() -> None:
    growing: Story = lambda hour: (min(1.0, 0.1 + hour / (24 * 42)), "read")  # noqa: E731 - six weeks to its full number
    seen = [states(days=days, story=growing) for days in range(7, 100, 3)]
    assert {found.state for found in seen} <= {"not yet known", "usual", "above"}
    assert not any(found.is_gap for found in seen)
    assert (seen[0].state, seen[-1].state) == ("not yet known", "usual")


def test_our_own_pause_and_what_gathered_in_it_are_no_news_of_the_source() -> None:
    paused: Story = lambda hour: (1.0, "unreachable" if 60 * 24 <= hour < 63 * 24 else "read")  # noqa: E731
    assert states(days=64, story=paused).state in ("usual", "not yet known")
    assert states(days=70, story=paused).state == "usual"


def test_where_nobody_looks_it_is_we_who_are_silent() -> None:
    found = states(now=START + timedelta(days=71))
    assert (found.state, found.is_gap) == ("unwatched", True)
    assert found.since == START + timedelta(days=70) - HOUR


def a_text(length: int, *has: str) -> TextSeen:
    return TextSeen(length, frozenset(has))


BEFORE = [a_text(2000 + 40 * n % 900, "title", "author", "date") for n in range(60)]


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        ([a_text(180, "title", "author", "date")] * 10, "texts are shorter than before: 180 characters"),
        ([a_text(9000, "title", "author", "date")] * 10, "texts are longer than before"),
        ([a_text(2100 + n, "title", "date") for n in range(10)], "none of the last 10 texts has an author any more"),
    ],
)
def test_a_template_that_changed_is_told_by_its_texts(latest: list[TextSeen], words: str) -> None:
    found = states(texts=[*BEFORE, *latest])
    assert (found.state, found.is_gap) == ("unreadable", True)
    assert words in found.words


def test_texts_as_before_are_no_change_of_template() -> None:
    assert states(texts=[*BEFORE, *BEFORE[7:17]]).state == "usual"


def test_too_few_texts_tell_nothing() -> None:
    assert states(texts=[*BEFORE[:20], *[a_text(10)] * 10]).state == "usual"
