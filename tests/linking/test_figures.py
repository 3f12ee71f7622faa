"""Counts of one act: revised, ranged, kept apart by camp, and never added up."""

from __future__ import annotations

import pytest
from linking_builders import ARMY, REBELS, THEATRE, a_claim, counted, on, said_by

from khabar.linking import link
from khabar.records import Claim, Count

RANGES = {
    "one number": ([("Wire", 10, counted("killed", 12))], (12, 12, None)),
    "at least": ([("Wire", 10, counted("killed", low=12))], (12, None, None)),
    "at least, then a number": (
        [("Wire", 10, counted("killed", low=12)), ("Post", 11, counted("killed", 18))],
        (12, 18, None),
    ),
    "a toll that rises": ([("Wire", 10, counted("killed", 4)), ("Wire", 11, counted("killed", 8))], (8, 8, None)),
    "a toll that rises elsewhere": (
        [("Wire", 10, counted("killed", 4)), ("Post", 11, counted("killed", 8))],
        (8, 8, None),
    ),
    "a toll corrected down": (
        [("Wire", 10, counted("killed", 9)), ("Wire", 11, counted("killed", 7))],
        (7, 7, None),
    ),
    "two papers on one day": ([("Wire", 10, counted("killed", 9)), ("Post", 10, counted("killed", 7))], (7, 7, 9)),
    "two to one": (
        [("Wire", 10, counted("killed", 9)), ("Post", 10, counted("killed", 7)), ("Dealer", 10, counted("killed", 9))],
        (7, 9, 9),
    ),
}


def bombing(outlet: str, published: int, count: Count, **more: object) -> Claim:
    """A bombing in Oakton on the 9th with a count."""
    more = {"actor": None, "time": on(9), "counts": (count,), "published": published, **more}
    return a_claim("violence.bombing", outlet=outlet, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("tolls", "expected"), RANGES.values(), ids=RANGES)
def test_counts_of_one_act_are_one_figure(
    tolls: list[tuple[str, int, Count]], expected: tuple[int | None, ...]
) -> None:
    (event,) = link([bombing(*toll) for toll in tolls], theatre=THEATRE)
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == expected
    assert len(figure.versions) == len(tolls)


def test_a_party_s_count_is_kept_beside_the_others_and_is_not_the_best() -> None:
    voice = said_by("belligerent", "a rebel spokesman", REBELS)
    theirs = bombing("Wire", 11, counted("killed", 20), modality="claimed", attribution=voice, says="they said 20")
    (event,) = link([bombing("Post", 10, counted("killed", 11)), theirs], theatre=THEATRE)
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (11, 11, 20)
    assert [version[3] for version in figure.versions] == ["Post", "Hill Rebels"]


def test_a_party_s_number_above_the_others_floor_is_the_best_there_is() -> None:
    voice = said_by("belligerent", "an officer", REBELS)
    theirs = bombing("Wire", 11, counted("killed", 7), modality="claimed", attribution=voice, says="they said 7")
    (event,) = link([bombing("Post", 10, counted("killed", low=5)), theirs], theatre=THEATRE)
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (5, 7, None)


def test_two_parties_that_differ_leave_no_best_number() -> None:
    rebels = said_by("belligerent", "a rebel spokesman", REBELS)
    army = said_by("belligerent", "the army", ARMY)
    one = bombing("Wire", 10, counted("killed", 7), modality="claimed", attribution=rebels, says="rebels said 7")
    other = bombing("Wire", 10, counted("killed", 9), modality="claimed", attribution=army, says="the army said 9")
    (event,) = link([one, other], theatre=THEATRE)
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (7, None, 9)


def test_killed_and_wounded_are_two_figures() -> None:
    claim = a_claim("violence.bombing", counts=(counted("killed", 3), counted("wounded", 9)))
    (event,) = link([claim], theatre=THEATRE)
    assert [(f.what, f.best) for f in event.figures] == [("killed", 3), ("wounded", 9)]


PARTS = {
    "two groups of dead": ("The bomb killed 52 prisoners and eight soldiers.", 60),
    "some of the dead": ("The bomb killed 52 people, including eight soldiers.", 52),
}


@pytest.mark.parametrize(("says", "dead"), PARTS.values(), ids=PARTS)
def test_a_count_given_in_parts_is_one_number(says: str, dead: int) -> None:
    claim = a_claim("violence.bombing", says=says, counts=(counted("killed", 52), counted("killed", 8)))
    (event,) = link([claim], theatre=THEATRE)
    assert [figure.best for figure in event.figures] == [dead]


def test_a_denied_count_is_no_version() -> None:
    (event,) = link([bombing("Post", 10, counted("killed", 11), polarity="no")], theatre=THEATRE)
    assert event.figures == ()
