"""Reports: one as it was read with the words that were coded marked, those that say something, and taking one in."""

from __future__ import annotations

import io
import json
import logging
from datetime import date
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from khabar.errors import BadInput, UnknownId
from khabar.intake import Ingested
from khabar.plain_text import clean
from khabar.records import Claim, Event
from khabar.records.wire import span_to_json
from khabar.searching import box_given, report_json
from khabar.searching import search as found_by
from khabar.web.asked import Analyst, Seen, TheDesk, as_json, day_asked
from khabar.web.desk import Desk, KeptPicture
from khabar.web.refusals import Refused
from khabar.web.shapes import SearchAnswer, TakenIn, TheDocument

router = APIRouter(tags=["documents"])
_CHANGES = logging.getLogger("khabar.web.changes")
_TYPES = ("application/json", "text/plain")


@router.get("/documents/{id:path}", response_model=TheDocument)
def document(seen: Seen, id: str) -> Response:
    """A report with the stretches its claims rest on. Readers have those stretches and not the text around them."""
    return as_json(seen.told(("document", id), lambda: _document(seen, id)))


@router.get("/search", response_model=SearchAnswer)
def search(
    seen: Seen,
    _: Analyst,
    q: Annotated[str, Query(max_length=400)] = "",
    within: Annotated[str, Query(max_length=100, description="south,west,north,east in degrees")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """The reports that say all the words, or a phrase in quotation marks, and have an act in the box; newest first."""
    box = box_given(within) if within else None
    if not q.strip() and box is None:
        raise BadInput("There is nothing to look for.", next_step="Give `q`, or `within`.")

    def work() -> dict[str, Any]:
        found = tuple(islice(found_by(seen.store, q, within=box), limit + 1))
        return {"reports": [one.as_json() for one in found[:limit]], "more": len(found) > limit}

    return as_json(seen.told(("search", q, within, limit), work))


@router.post("/documents", response_model=TakenIn)
async def take_in(
    request: Request, who: Analyst, asked: TheDesk, published: Annotated[str | None, Query(max_length=10)] = None
) -> Response:
    """Takes in one report: plain text, with or without front matter, or a JSON object with a `text`; at most 2 MB."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in _TYPES:
        raise Refused(
            415, "wrong-type", f"{clean(kind) or 'No type'} is not read.", next_step=f"Send {' or '.join(_TYPES)}."
        )
    day = day_asked(published)
    report = _one_report(await request.body(), is_json=kind == _TYPES[0])
    taken = await run_in_threadpool(_taken_in, asked, report, day)
    _CHANGES.info("%r took in the report %r: %s", clean(who.name), clean(taken["id"]), taken["state"])
    return JSONResponse(taken)


def _one_report(body: bytes, *, is_json: bool) -> bytes:
    """The body as one report and no more. Raises BadInput where it is none, or may be several."""
    if not is_json:
        if body.lstrip()[:1] in (b"{", b"["):
            raise BadInput("This is JSON.", next_step=f"Send it as {_TYPES[0]}.")
        return body
    try:
        row = json.loads(body)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise BadInput("This is no JSON object.", next_step='Send one report, as an object with a "text".')
    return json.dumps({key: value for key, value in row.items() if isinstance(value, str | int)}).encode()


def _taken_in(asked: Desk, report: bytes, day: date | None) -> dict[str, Any]:
    with asked.reading:
        results = asked.picture.ingest("-", published=day, stdin=io.BytesIO(report), reader=asked.reader())
        return next(map(_became, results))


def _became(result: Ingested) -> dict[str, Any]:
    if (aside := result.set_aside) is not None:
        told = {"reason": aside.reason, "message": aside.message, "next_step": aside.next_step}
        return {"id": aside.id, "state": "set aside", "claims": 0, "copy_of": None, **told}
    added = result.added
    return {
        "id": added.document_id if added else "",
        "state": added.state if added else "",
        "claims": added.claims_added if added else 0,
        "copy_of": result.copy_of,
    }


def _document(seen: KeptPicture, id: str) -> dict[str, Any]:
    found = next((document for document in seen.documents() if document.id == id), None)
    if found is None:
        raise UnknownId("report", id, next_step="GET /api/search finds reports.")
    claims: dict[str, Claim] = {}
    events: dict[str, list[Event]] = {}
    for event in seen.events():
        for claim in event.claims:
            if claim.document_id == id:
                claims[claim.id] = claim
                events.setdefault(claim.id, []).append(event)
    marks = sorted(claims.values(), key=lambda c: (c.mention.trigger.start, c.id))
    return {
        "format": "khabar.document/1",
        **report_json(found),
        "author": found.author,
        "language": found.language,
        "copy_of": next((c.copy_of for c in marks if c.copy_of), None),
        "text": found.text if seen.is_whole else None,
        "boilerplate": [{"start": span.start, "end": span.end} for span in found.boilerplate] if seen.is_whole else [],
        "marks": [_mark(claim, events[claim.id]) for claim in marks],
    }


def _mark(claim: Claim, events: list[Event]) -> dict[str, Any]:
    sentence = claim.mention.sentence
    return {
        "claim": claim.id,
        "type": claim.mention.type,
        "events": [event.id for event in events],
        "trigger": span_to_json(claim.mention.trigger),
        "sentence": {"start": sentence.start, "end": sentence.end, "text": claim.sentence_text},
    }
