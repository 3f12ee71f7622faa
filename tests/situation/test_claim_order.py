"""Claims keep their order as they come and go, and what was taken from it stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import a_claim
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.records import Claim
from khabar.situation.kept import claim_order
from khabar.situation.kept.claim_order import ClaimOrder, Portions
from khabar.times.moments import end_of_day

FIRST = date(2030, 6, 1)
CLAIMS = [a_claim("territory.capture", day=FIRST + timedelta(days=n % 9), outlet=f"Paper {n}") for n in range(40)]


def told(portions: Portions) -> list[str]:
    return [claim.id for portion in portions for claim in portion]


def known(claims: list[Claim], day: date) -> list[str]:
    return [c.id for c in sorted(claims, key=lambda c: (c.known_at, c.id)) if c.known_at <= end_of_day(day)]


@given(st.lists(st.lists(st.sampled_from(CLAIMS), min_size=1, unique_by=id), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_claims_come_and_go_and_what_was_taken_stays(
    monkeypatch: pytest.MonkeyPatch, changes: list[list[Claim]]
) -> None:
    monkeypatch.setattr(claim_order, "_PORTION", 3)
    order, there = ClaimOrder(), dict[str, Claim]()
    taken: list[tuple[Portions, list[str]]] = []
    for number, change in enumerate(changes):
        come = [claim for claim in change if claim.id not in there]
        gone = [claim for claim in change if claim.id in there]
        order.change(gone, come)
        there |= {claim.id: claim for claim in come}
        for claim in gone:
            del there[claim.id]
        day = FIRST + timedelta(days=number % 9)
        found = order.by(end_of_day(day))
        taken.append((found, told(found)))
        assert told(found) == known(list(there.values()), day)
        last = max((claim.known_at for claim in there.values()), default=None)
        assert order.last_known == last
    assert all(told(found) == was for found, was in taken)
