"""Records as rows and back, losing nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from khabar.records import (
    Alert,
    Claim,
    Coded,
    Correction,
    Document,
    Heartbeat,
    Judgement,
    Mention,
    Release,
    SetAside,
    Span,
)
from khabar.records.issue import CORRECTS
from khabar.records.wire import (
    actor_name_from_json,
    actor_name_to_json,
    issue_from_json,
    issue_to_json,
    mention_from_json,
    mention_to_json,
    place_name_from_json,
    place_name_to_json,
)
from khabar.store.contract import Word
from khabar.times.moments import end_of_day

Values = dict[str, Any]

# The verdicts of judgements on what may be published; all others are on what is one act.
RELEASED, WITHDRAWN = "released", "withdrawn"


class Row(Protocol):
    """What the database gives: values by column name."""

    def __getitem__(self, column: str, /) -> Any:
        """The value of a column."""


def identity_of(document: Document) -> str:
    """What makes a report one report: its text, outlet, day and address."""
    day = document.published.isoformat() if document.published else ""
    return _digest(document.sha256, document.publisher, day, document.url or "")


def document_values(document: Document) -> Values:
    """A report as a row."""
    return {
        "id": document.id,
        "identity": identity_of(document),
        "text": document.text,
        "sha256": document.sha256,
        "published": document.published,
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "author": document.author,
        "source": document.source,
        "boilerplate": [[span.start, span.end] for span in document.boilerplate],
        "original_offsets": [list(pair) for pair in document.original_offsets],
        "issues": [issue_to_json(issue) for issue in document.issues],
    }


def document_from(row: Row) -> Document:
    """The report again."""
    return Document(
        id=row["id"],
        text=row["text"],
        sha256=row["sha256"],
        published=row["published"],
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        author=row["author"],
        source=row["source"],
        boilerplate=tuple(Span.of(row["text"], start, end) for start, end in row["boilerplate"]),
        original_offsets=tuple((one, other) for one, other in row["original_offsets"]),
        issues=tuple(issue_from_json(issue) for issue in row["issues"]),
    )


def coding_values(coded: Coded) -> Values:
    """What was coded besides the mentions."""
    return {
        "places": [place_name_to_json(name) for name in coded.places],
        "names": [actor_name_to_json(name) for name in coded.names],
        "issues": [issue_to_json(issue) for issue in coded.issues],
    }


def coded_from(document: Document, coding: Row, mentions: Iterable[Mapping[str, Any]]) -> Coded:
    """A report with its coding again."""
    return Coded(
        document=document,
        mentions=tuple(mention_from_json(mention, document.text) for mention in mentions),
        places=tuple(place_name_from_json(name) for name in coding["places"]),
        names=tuple(actor_name_from_json(name) for name in coding["names"]),
        issues=tuple(issue_from_json(issue) for issue in coding["issues"]),
    )


def claim_values(mention: Mention, document: Document, recorded_at: datetime) -> Values:
    """A mention as a claim: with the days and moments it is asked for by."""
    return {
        "mention_id": mention.id,
        "type": mention.type,
        "codebook": mention.codebook,
        "first_day": mention.occurred.first_day if mention.occurred else None,
        "last_day": mention.occurred.last_day if mention.occurred else None,
        "known_at": known_at(document, recorded_at),
        "position": mention.trigger.start,
        "mention": mention_to_json(mention),
    }


def known_at(document: Document, recorded_at: datetime) -> datetime:
    """When a reader could know what a report says: its instant, else the end of its day, else when we took it in."""
    if document.published_at is not None:
        return document.published_at
    return end_of_day(document.published) if document.published else recorded_at


def claim_from(row: Row) -> Claim:
    """A claim from a row of `claims` with its document's columns."""
    mention = mention_from_json(row["mention"], row["text"])
    return Claim(
        mention=mention,
        document_id=row["id"],
        outlet=row["publisher"],
        published=row["published"],
        known_at=row["known_at"],
        recorded_at=row["recorded_at"],
        sentence_text=mention.sentence.text,
        title=row["title"],
        url=row["url"],
        copy_of=row["original"],
        corrects=row["original"] is not None and any(issue["code"] == CORRECTS for issue in row["issues"]),
    )


def set_aside_values(record: SetAside) -> Values:
    """A document set aside as a row; the same failure of the same text has the same identity."""
    return {
        "identity": _digest(record.id, record.source, record.reason, record.message, record.text),
        "id": record.id,
        "source": record.source,
        "reason": record.reason,
        "message": record.message,
        "next_step": record.next_step,
        "language": record.language,
        "text": record.text.replace("\0", "\N{REPLACEMENT CHARACTER}"),  # which no server keeps
    }


def set_aside_from(row: Row) -> SetAside:
    """The document set aside again."""
    fields = ("id", "source", "reason", "message", "next_step", "language", "text")
    return SetAside(**{name: row[name] for name in fields})


def judgement_values(judgement: Judgement) -> Values:
    """A judgement as a row; its pair has no order of its own."""
    one, other = sorted((judgement.one, judgement.other))
    return {
        "one": one,
        "other": other,
        "verdict": judgement.verdict,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
        "by": judgement.by,
    }


def judgement_from(row: Row) -> Judgement:
    """The judgement again."""
    return Judgement(
        one=row["one"],
        other=row["other"],
        verdict=row["verdict"],
        score=row["score"],
        reasons=tuple(row["reasons"]),
        by=row["by"],
        recorded_at=row["recorded_at"],
    )


def release_values(release: Release) -> Values:
    """A word on what may be published as a row of the judgements: of a claim at a place."""
    return {
        "one": release.claim_id,
        "other": release.place_id,
        "verdict": RELEASED if release.released else WITHDRAWN,
        "score": 1.0,
        "reasons": [release.note] if release.note else [],
        "by": release.by,
    }


def release_from(row: Row) -> Release:
    """The word again."""
    note = "; ".join(row["reasons"])
    return Release(row["one"], row["other"], row["verdict"] == RELEASED, row["by"], note, row["recorded_at"])


def correction_values(correction: Correction) -> Values:
    """A correction as a row."""
    return {
        "claim": correction.claim_id,
        "field": correction.field,
        "value": correction.value,
        "by": correction.by,
        "note": correction.note,
    }


def correction_from(row: Row) -> Correction:
    """The correction again."""
    return Correction(row["claim"], row["field"], row["value"], row["by"], row["note"], row["recorded_at"])


def heartbeat_values(heartbeat: Heartbeat) -> Values:
    """A look at a source as a row; its moment is that of recording."""
    fields = ("source", "pulse", "listed", "taken", "note")
    return {name: getattr(heartbeat, name) for name in fields} | {"tokens": dict(heartbeat.tokens)}


def heartbeat_from(row: Row) -> Heartbeat:
    """The look again."""
    fields = ("source", "pulse", "listed", "taken", "note")
    return Heartbeat(**{n: row[n] for n in fields}, at=row["recorded_at"], tokens=tuple(sorted(row["tokens"].items())))


def alert_values(alert: Alert) -> Values:
    """An alert as a row; its moment is that of recording."""
    return {"rule": alert.rule, "change": alert.change, "told": alert.told, "claim_ids": list(alert.claim_ids)}


def alert_from(row: Row) -> Alert:
    """The alert again."""
    return Alert(row["rule"], row["change"], row["recorded_at"], row["told"], tuple(row["claim_ids"]))


def word_of_correction(row: Row) -> Word:
    """A correction, or that it was taken back, with its place in the ledger."""
    taken_back = row["act"] == "closed"
    verdict, note = ("as coded", "") if taken_back else ("put right", row["note"])
    return Word(row["entry"], row["at"], row["by"], verdict, row["claim"], row["field"], note)


def word_from(row: Row) -> Word:
    """A judgement or release with its place in the ledger."""
    said = {name: row[name] for name in ("by", "verdict", "one", "other")}
    return Word(row["entry"], row["recorded_at"], **said, note="; ".join(row["reasons"]))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
