"""Claims as the rows that are passed between the steps of linking, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from khabar.records import Claim, Coded
from khabar.records.issue import CORRECTS
from khabar.records.wire import mention_from_json, mention_to_json
from khabar.store.rows import known_at

Row = dict[str, Any]


def claim_schema(arrow: Any) -> Any:
    """The columns of claims."""
    words, moment = arrow.string(), arrow.timestamp("us", tz="UTC")
    names = ("report", "outlet", "title", "url", "copy_of", "sentence", "data")
    days = [("published", arrow.date32()), ("known_at", moment), ("recorded_at", moment), ("corrects", arrow.bool_())]
    return arrow.schema([("start", arrow.int64()), *((name, words) for name in names), *days])


def claims_of(coded: Coded, *, copy_of: str | None, recorded_at: datetime) -> Iterator[Claim]:
    """The claims of a report, as a store that took it in at a moment would hold them."""
    document = coded.document
    corrects = copy_of is not None and any(issue.code == CORRECTS for issue in document.issues)
    for mention in coded.mentions:
        yield Claim(
            mention,
            document.id,
            document.publisher,
            document.published,
            known_at(document, recorded_at),
            recorded_at,
            mention.sentence.text,
            title=document.title,
            url=document.url,
            copy_of=copy_of,
            corrects=corrects,
        )


def row_of(claim: Claim) -> Row:
    """A claim as a row."""
    return {
        "report": claim.document_id,
        "start": claim.mention.sentence.start,
        "outlet": claim.outlet,
        "title": claim.title,
        "url": claim.url,
        "copy_of": claim.copy_of,
        "sentence": claim.sentence_text,
        "data": json.dumps(mention_to_json(claim.mention), ensure_ascii=False),
        "published": claim.published,
        "known_at": claim.known_at,
        "recorded_at": claim.recorded_at,
        "corrects": claim.corrects,
    }


def claims_from(rows: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """The claims again, each once."""
    found: dict[str, Claim] = {}
    for row in rows:
        # The sentence stands where it stood: what comes before it in its report is not asked for.
        text = " " * row["start"] + row["sentence"]
        mention = mention_from_json(json.loads(row["data"]), text)
        found[mention.id] = Claim(
            mention,
            row["report"],
            row["outlet"],
            row["published"],
            row["known_at"],
            row["recorded_at"],
            row["sentence"],
            title=row["title"],
            url=row["url"],
            copy_of=row["copy_of"],
            corrects=row["corrects"],
        )
    return list(found.values())
