"""Of a situation, what readers could not know before its earlier moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from khabar.situation import HarmLedger, Situation


def news_of(situation: Situation) -> Situation:
    """The situation with only those tolls, political acts and claims of which no report was out at the earlier moment.

    A claim that a later report settled is news too.  Without an earlier moment everything is.
    """
    since = situation.since
    if since is None:
        return situation
    late = {source.claim_id for source in situation.sources if source.known_at > since}

    def is_new(claim_ids: Iterable[str]) -> bool:
        return all(claim_id in late for claim_id in claim_ids)

    ledger = situation.harm
    return replace(
        situation,
        harm=HarmLedger(
            tuple(t for t in ledger.tolls if is_new(t.claim_ids)),
            (),
            tuple(t for t in ledger.stated_totals if is_new(t.claim_ids)),
        ),
        politics=tuple(act for act in situation.politics if is_new(act.claim_ids)),
        claims=tuple(c for c in situation.claims if is_new(c.claim_ids) or (c.settled_by and is_new(c.settled_by))),
    )
