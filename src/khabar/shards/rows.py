"""Coded reports as the rows of a coded shard, and back, losing nothing.

A report is a row, its mentions are the rows after it, and what was set aside is a row too. `data` holds the whole as
JSON; the other columns are what shards are asked, parted and joined by, so that nobody has to read it for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from math import floor
from typing import Any

from khabar.records import Actor, Coded, Document, Mention, Place, RoleName, SetAside
from khabar.records.wire import mention_to_json
from khabar.store.rows import coded_from, coding_values, document_from, document_values
from khabar.times.moments import end_of_day

Row = dict[str, Any]
REPORT, MENTION, ASIDE = "report", "mention", "set aside"
BESIDE = ("text", "published", "title", "publisher", "url")


def rows_of(result: Coded | SetAside) -> Iterator[Row]:
    """A report with its mentions, or what was set aside, as rows."""
    if isinstance(result, SetAside):
        yield _aside_row(result)
        return
    document = result.document
    about = _about(document)
    values = {k: v for k, v in document_values(document).items() if k not in (*BESIDE, "identity")}
    yield about | {"kind": REPORT, "text": document.text, "data": _json({"document": values} | coding_values(result))}
    for mention in result.mentions:
        yield about | _mention_row(mention)


def results_from(rows: Iterable[Mapping[str, Any]]) -> Iterator[Coded | SetAside]:
    """What rows were made of, in their order; the exact reverse of `rows_of`."""
    report: Mapping[str, Any] | None = None
    mentions: list[Any] = []
    for row in rows:
        if row["kind"] == MENTION:
            mentions.append(json.loads(row["data"]))
            continue
        if report is not None:
            yield _coded(report, mentions)
        report, mentions = (row, []) if row["kind"] == REPORT else (None, [])
        if row["kind"] == ASIDE:
            yield _aside(row)
    if report is not None:
        yield _coded(report, mentions)


def cell_of(place: Place | None) -> str | None:
    """The square degree a place lies in, by its south-western corner: "34,62"; None without a point."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return f"{floor(place.lat)},{floor(place.lon)}"


def place_columns(place: Place | None) -> Row:
    """What is told of a place wherever rows are asked by it; nothing where there is none."""
    if place is None:
        return {}
    return {
        "place": place.id,
        "place_name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "cell": cell_of(place),
    }


def month_of(day: date) -> str:
    """A day's month: "2021-08"."""
    return f"{day:%Y-%m}"


def _about(document: Document) -> Row:
    known = document.published_at or (end_of_day(document.published) if document.published else None)
    return {
        "report": document.id,
        "published": document.published,
        "known_at": known,
        "publisher": document.publisher,
        "title": document.title,
        "url": document.url,
    }


def _mention_row(mention: Mention) -> Row:
    occurred = mention.occurred
    return {
        "kind": MENTION,
        "text": mention.sentence.text,
        "data": _json(mention_to_json(mention)),
        "mention": mention.id,
        "type": mention.type,
        "first_day": occurred.first_day if occurred else None,
        "last_day": occurred.last_day if occurred else None,
        "month": month_of(occurred.first_day) if occurred else None,
        **_place(next(iter(mention.places), None)),
        "actors": _actors(mention, "actor"),
        "targets": _actors(mention, "target", "people"),
        "polarity": mention.polarity,
        "modality": mention.modality,
        "aspect": mention.aspect,
    }


def _place(place: Place | None) -> Row:
    finer = {"admin1": place.admin1, "precision": place.precision} if place else {}
    return place_columns(place) | finer


def _actors(mention: Mention, *roles: RoleName) -> list[str]:
    filled = (argument.resolved for role in roles for argument in mention.role(role))
    return list(dict.fromkeys(actor.id for actor in filled if isinstance(actor, Actor)))


def _aside_row(aside: SetAside) -> Row:
    values = asdict(aside)
    text = values.pop("text")
    return {"kind": ASIDE, "report": aside.id, "reason": aside.reason, "text": text, "data": _json(values)}


def report_from(row: Mapping[str, Any]) -> Document:
    """The report of a report's row, which has its columns `data` and those of `BESIDE`."""
    return _document(json.loads(row["data"]), row)


def _document(data: Mapping[str, Any], row: Mapping[str, Any]) -> Document:
    return document_from(data["document"] | {column: row[column] for column in BESIDE})


def _coded(report: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> Coded:
    data = json.loads(report["data"])
    return coded_from(_document(data, report), data, mentions)


def _aside(row: Mapping[str, Any]) -> SetAside:
    return SetAside(**json.loads(row["data"]), text=row["text"])


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
