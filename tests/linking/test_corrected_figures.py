"""A correction takes the place of what it corrects."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from linking_builders import OAKTON, THEATRE, a_claim, counted, on

from khabar.linking import link
from khabar.records import Claim, Event


def a_toll(
    outlet: str, killed: int, *, published: int = 10, copy_of: str | None = None, corrects: bool = False
) -> Claim:
    """So many killed in Oakton on 9 May."""
    claim = a_claim(
        "harm.casualties",
        outlet=outlet,
        published=published,
        place=OAKTON,
        time=on(9),
        counts=(counted("killed", killed),),
        says=f"Shells killed {killed} traders in the market of Oakton.",
        document=f"{outlet}/{killed}",
        copy_of=copy_of,
    )
    return replace(claim, corrects=corrects)


def the_event(*claims: Claim) -> Event:
    """The one event of claims, the same in any order."""
    (found,) = {link(order, theatre=THEATRE) for order in permutations(claims)}
    (event,) = found
    return event


def test_a_number_corrected_on_the_same_day_no_longer_stands() -> None:
    first, fixed = a_toll("Wire", 14), a_toll("Wire", 11, copy_of="Wire/14", corrects=True)
    event = the_event(first, fixed)
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (11, 11, None)
    assert {claim.id for claim in event.claims} == {first.id, fixed.id}


def test_a_copy_of_what_was_corrected_falls_with_it_and_another_papers_own_number_does_not() -> None:
    first, fixed = a_toll("Wire", 14), a_toll("Wire", 11, copy_of="Wire/14", corrects=True)
    reprint = replace(a_toll("Post", 14, copy_of="Wire/14"), document_id="Post/reprint")
    assert the_event(first, fixed, reprint).figures[0].high is None
    assert the_event(first, fixed, a_toll("Echo", 16)).figures[0].high == 16


def test_a_copy_that_corrects_nothing_leaves_the_number_standing() -> None:
    assert the_event(a_toll("Wire", 14), a_toll("Post", 11, copy_of="Wire/14")).figures[0].high == 14


def test_of_two_corrections_the_later_holds() -> None:
    first = a_toll("Wire", 14)
    fixed = a_toll("Wire", 11, copy_of="Wire/14", corrects=True)
    again = a_toll("Wire", 12, published=11, copy_of="Wire/14", corrects=True)
    assert the_event(first, fixed, again).figures[0].best == 12


def test_what_was_known_before_the_correction_is_as_it_was() -> None:
    assert the_event(a_toll("Wire", 14)).figures[0].best == 14
