"""Claims as people put them right: the coding stays on record, and what is derived goes by their word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from khabar.records import Claim, Correction
from khabar.records.wire import with_field


def put_right(claims: Iterable[Claim], corrections: Iterable[Correction]) -> tuple[Claim, ...]:
    """The claims with what people said of their fields, the later word before the earlier; dismissed ones left out.

    Each says in its reasons who put it right. A word on a claim that is not there is left alone.
    """
    said: dict[str, dict[str, Correction]] = defaultdict(dict)
    for correction in corrections:
        said[correction.claim_id][correction.field] = correction
    each = (_put_right(claim, tuple(said[claim.id].values())) if claim.id in said else claim for claim in claims)
    return tuple(claim for claim in each if claim is not None)


def _put_right(claim: Claim, said: Sequence[Correction]) -> Claim | None:
    """None = dismissed."""
    mention = claim.mention
    for correction in said:
        if correction.field == "dismissed":
            if correction.value:
                return None
        elif correction.field == "retracted":
            claim = replace(claim, retracted=bool(correction.value))
        else:
            mention = with_field(mention, correction.field, correction.value)
    return replace(claim, mention=replace(mention, why=(*mention.why, *map(_reason, said))))


def _reason(said: Correction) -> str:
    return f"{said.field} put right by {said.by}{f': {said.note}' if said.note else ''}"
