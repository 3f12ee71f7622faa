"""What became of a person's word on a claim: in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from khabar.plain_text import clean
from khabar.records import Correction, Event
from khabar.records.event_wire import event_to_json
from khabar.report.events import event_line, short

FORMAT = "khabar.corrected/1"
_BECAME = {"kept": "put right", "already": "put right so already", "taken back": "as coded again"}


def corrected_lines(corrections: Sequence[Correction], events: Sequence[Event], became: str) -> Iterator[str]:
    """The fields concerned, and the events the claim now stands in."""
    fields = ", ".join(correction.field for correction in corrections)
    claim = short(corrections[0].claim_id)
    yield f"{claim}: {fields} {_BECAME[became]}."
    yield from (f"  {short(event.id)} {clean(event_line(event))}" for event in events)
    if not events:
        yield "  It stands in no event."


def correction_line(said: Correction) -> str:
    """One word on a field, with who gave it, when and why."""
    value = json.dumps(said.value, ensure_ascii=False)
    when = f", {said.recorded_at:%Y-%m-%d %H:%M} UTC" if said.recorded_at else ""
    note = f": {said.note}" if said.note else ""
    return clean(f"{short(said.claim_id)} {said.field} = {value} by {said.by}{when}{note}")


def corrected_json(corrections: Sequence[Correction], events: Sequence[Event], became: str) -> dict[str, Any]:
    """The same as `khabar.corrected/1`."""
    return {
        "format": FORMAT,
        "claim": corrections[0].claim_id,
        "became": became,
        "corrections": [correction_json(correction) for correction in corrections],
        "events": [event_to_json(event) for event in events],
    }


def correction_json(correction: Correction) -> dict[str, Any]:
    """One word on a field."""
    return {
        "claim": correction.claim_id,
        "field": correction.field,
        "value": correction.value,
        "by": correction.by,
        "note": correction.note,
        "recorded_at": correction.recorded_at.isoformat() if correction.recorded_at else None,
    }
