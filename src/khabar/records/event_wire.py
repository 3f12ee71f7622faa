"""Events as the JSON that other programs read, `khabar.event/1`.

An event's claims are named by document and mention; the mention itself stands in the `khabar.coded/1` of its document.
No id and no order depends on the run: the same reports give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from khabar.records.actor import Actor
from khabar.records.claim import Claim
from khabar.records.event import Event, Figure, Judgement
from khabar.records.place import Place
from khabar.records.wire import (
    attribution_to_json,
    resolved_from_json,
    resolved_to_json,
    span_to_json,
    time_from_json,
    time_to_json,
)

FORMAT = "khabar.event/1"

Json = dict[str, Any]


def event_to_json(event: Event) -> Json:
    """One event with its claims, by the moment each could be known.

    `time` null = no report gives one. `actors` and `targets` are those known; `actor_words` and `target_words` are the
    reports' words for those who are nobody known.
    """
    return {
        "format": FORMAT,
        "id": event.id,
        "type": event.type,
        "standing": event.standing,
        "time": time_to_json(event.occurred) if event.occurred else None,
        "places": [resolved_to_json(place) for place in event.places],
        "actors": [resolved_to_json(actor) for actor in event.actors],
        "targets": [resolved_to_json(actor) for actor in event.targets],
        "actor_words": list(event.actor_words),
        "target_words": list(event.target_words),
        "figures": [_figure(figure) for figure in event.figures],
        "polarity": event.polarity,
        "modality": event.modality,
        "aspect": event.aspect,
        "status": event.status,
        "descriptive": event.descriptive,
        "background": event.background,
        "aggregate": event.aggregate,
        "claims": [_claim(claim) for claim in event.claims],
        "merges": [judgement_to_json(merge) for merge in event.merges],
    }


def event_from_json(data: Mapping[str, Any], claims: Iterable[Claim]) -> Event:
    """The event again; `claims` are its own, which the JSON only names.

    Scores of merges come back to four places. Raises KeyError where a claim is missing.
    """
    by_id = {claim.id: claim for claim in claims}
    same = ("id", "type", "standing", "polarity", "modality", "aspect", "status")
    flags = ("descriptive", "background", "aggregate")
    return Event(
        **{name: data[name] for name in (*same, *flags)},
        claims=tuple(by_id[claim["id"]] for claim in data["claims"]),
        occurred=time_from_json(data["time"]) if data["time"] else None,
        places=tuple(p for p in map(resolved_from_json, data["places"]) if isinstance(p, Place)),
        actors=tuple(a for a in map(resolved_from_json, data["actors"]) if isinstance(a, Actor)),
        targets=tuple(a for a in map(resolved_from_json, data["targets"]) if isinstance(a, Actor)),
        actor_words=tuple(data["actor_words"]),
        target_words=tuple(data["target_words"]),
        figures=tuple(map(_figure_back, data["figures"])),
        merges=tuple(_judgement_back(merge) for merge in data["merges"]),
    )


def _figure_back(data: Mapping[str, Any]) -> Figure:
    versions = tuple((v["low"], v["best"], v["high"], v["voice"], v["claim"]) for v in data["versions"])
    low, best, high = data["low"], data["best"], data["high"]
    return Figure(data["what"], low, best, high, versions, noun=data["noun"], of=data["of"])


def _judgement_back(data: Mapping[str, Any]) -> Judgement:
    score, reasons = data["score"], tuple(data["reasons"])
    return Judgement(data["one"], data["other"], data["verdict"], score, reasons, data["by"])


def _figure(figure: Figure) -> Json:
    versions = [
        {"low": low, "best": best, "high": high, "voice": voice, "claim": claim}
        for low, best, high, voice, claim in figure.versions
    ]
    data: Json = {"what": figure.what, "low": figure.low, "best": figure.best, "high": figure.high}
    return data | {"noun": figure.noun, "of": figure.of, "versions": versions}


def _claim(claim: Claim) -> Json:
    """A claim; `known_at` null = the report has no date, so it is known since it was taken in, whenever that was."""
    mention = claim.mention
    said = mention.attribution
    return {
        "id": claim.id,
        "document": claim.document_id,
        "copy_of": claim.copy_of,
        "outlet": claim.outlet,
        "published": claim.published.isoformat() if claim.published else None,
        "known_at": claim.known_at.isoformat() if claim.published else None,
        "url": claim.url,
        "speaker": attribution_to_json(said) if said else None,
        "polarity": mention.polarity,
        "modality": mention.modality,
        "aspect": mention.aspect,
        "trigger": span_to_json(mention.trigger),
        "sentence": {"start": mention.sentence.start, "end": mention.sentence.end, "text": claim.sentence_text},
    }


def judgement_to_json(judgement: Judgement) -> Json:
    """What was said of two claims, by whom and why; not when, which would depend on the run."""
    return {
        "one": judgement.one,
        "other": judgement.other,
        "verdict": judgement.verdict,
        "score": round(judgement.score, 4),
        "reasons": list(judgement.reasons),
        "by": judgement.by,
    }
