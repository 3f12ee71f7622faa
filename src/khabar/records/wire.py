"""Coded documents as the JSON that other programs read, `khabar.coded/1`, and back.

The JSON leaves the report's text out, so reading it back takes the document; offsets then give the words again.
Keys that hold nothing beyond the documented shape (`of`, `noun`, `status`, `stands_for` ...) are left out when empty.
Source: `data/schemas/coded-1.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from khabar.errors import BadInput
from khabar.records.actor import Actor, ActorName
from khabar.records.document import Document, SetAside
from khabar.records.issue import Issue
from khabar.records.mention import Argument, Attribution, Coded, Count, Mention, Resolved, RoleName
from khabar.records.place import Place, PlaceName
from khabar.records.span import Span
from khabar.times.interval import Interval
from khabar.times.occurred import Occurred

FORMAT = "khabar.coded/1"
_LOCATED = ("place", "origin", "destination")

Json = dict[str, Any]


def coded_to_json(coded: Coded) -> Json:
    """A coded document in the form `khabar.coded/1`."""
    document = coded.document
    return {
        "format": FORMAT,
        "document": {
            "id": document.id,
            "date": document.published.isoformat() if document.published else None,
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "language": document.language,
            "sha256": document.sha256,
        },
        "mentions": [mention_to_json(m) for m in coded.mentions],
        "places": [place_name_to_json(p) for p in coded.places],
        "names": [actor_name_to_json(n) for n in coded.names],
        "issues": [issue_to_json(i) for i in coded.issues],
    }


def set_aside_to_json(aside: SetAside) -> Json:
    """What stands in the place of a document that could not be read."""
    error = {"code": aside.reason, "message": aside.message, "next_step": aside.next_step}
    return {"document": {"id": aside.id}, "source": aside.source, "error": error}


def coded_from_json(data: Mapping[str, Any], document: Document) -> Coded:
    """The coded document again; the exact reverse of `coded_to_json`.

    Raises BadInput where `data` has another format, or was made from another text than `document` holds.
    """
    if data.get("format") != FORMAT:
        raise BadInput(f"Cannot read the format {data.get('format')!r}.", next_step=f"Give {FORMAT}.")
    if data["document"]["sha256"] != document.sha256:
        raise BadInput(
            f"The coding of {data['document']['id']!r} was made from another text.", next_step="Code the text again."
        )
    return Coded(
        document=document,
        mentions=tuple(mention_from_json(m, document.text) for m in data["mentions"]),
        places=tuple(place_name_from_json(p) for p in data["places"]),
        names=tuple(actor_name_from_json(n) for n in data["names"]),
        issues=tuple(issue_from_json(i) for i in data["issues"]),
    )


def mention_to_json(mention: Mention) -> Json:
    """One mention."""
    said = mention.attribution
    data: Json = {
        "id": mention.id,
        "type": mention.type,
        "codebook": mention.codebook,
        "trigger": span_to_json(mention.trigger),
        "sentence": {"start": mention.sentence.start, "end": mention.sentence.end},
        "roles": {role: [_argument(a, role) for a in arguments] for role, arguments in mention.roles},
        "count": [_count(c) for c in mention.counts],
        "time": time_to_json(mention.occurred) if mention.occurred else None,
        "polarity": mention.polarity,
        "modality": mention.modality,
        "aspect": mention.aspect,
        "background": mention.background,
        "attribution": attribution_to_json(said) if said else None,
        "why": list(mention.why),
    }
    return data | _present(descriptive=mention.descriptive, aggregate=mention.aggregate, status=mention.status)


def mention_from_json(data: Mapping[str, Any], text: str) -> Mention:
    """The mention again; `text` is its document's text, which the sentence is cut from."""
    return _mention_back(data, Span.of(text, data["sentence"]["start"], data["sentence"]["end"]))


def with_field(mention: Mention, field: str, value: Any) -> Mention:
    """The mention with one field, or one role, as its JSON form has it. Raises KeyError, TypeError, ValueError."""
    data = mention_to_json(mention)
    if field in get_args(RoleName):
        data["roles"] = {**data["roles"], field: value}
    else:
        data[field] = value
    return _mention_back(data, mention.sentence)


def _mention_back(data: Mapping[str, Any], sentence: Span) -> Mention:
    said = data["attribution"]
    return Mention(
        id=data["id"],
        type=data["type"],
        codebook=data["codebook"],
        trigger=span_from_json(data["trigger"]),
        sentence=sentence,
        roles=tuple((role, tuple(_argument_back(a) for a in rows)) for role, rows in data["roles"].items()),
        counts=tuple(_count_back(c) for c in data["count"]),
        occurred=time_from_json(data["time"]) if data["time"] else None,
        polarity=data["polarity"],
        modality=data["modality"],
        aspect=data["aspect"],
        background=data["background"],
        descriptive=data.get("descriptive", False),
        aggregate=data.get("aggregate", False),
        status=data.get("status", ""),
        attribution=_attribution_back(said) if said else None,
        why=tuple(data["why"]),
    )


def place_name_to_json(name: PlaceName) -> Json:
    """A place name; `lat`, `lon` and `geonameid` null where no place was chosen."""
    place = name.place
    data = span_to_json(name.span) | {
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
        "score": name.score,
        "use": name.use,
        "resolved": resolved_to_json(place) if place else None,
    }
    return data | _present(
        candidates=[resolved_to_json(c) for c in name.candidates],
        reasons=list(name.reasons),
    )


def place_name_from_json(data: Mapping[str, Any]) -> PlaceName:
    """The place name again."""
    return PlaceName(
        span=span_from_json(data),
        use=data["use"],
        place=_place_back(data["resolved"]) if data["resolved"] else None,
        score=data["score"],
        candidates=tuple(_place_back(c) for c in data.get("candidates", ())),
        reasons=tuple(data.get("reasons", ())),
    )


def actor_name_to_json(name: ActorName) -> Json:
    """A name of an actor."""
    return span_to_json(name.span) | {"label": name.label, "resolved": resolved_to_json(name.actor)}


def actor_name_from_json(data: Mapping[str, Any]) -> ActorName:
    """The name of an actor again."""
    return ActorName(span_from_json(data), data["label"], _actor_back(data["resolved"]))


def issue_to_json(issue: Issue) -> Json:
    """An issue; `start` and `end` null where the whole document is meant."""
    return {"code": issue.code, "start": issue.start, "end": issue.end, "text": issue.text, "done": issue.done}


def issue_from_json(data: Mapping[str, Any]) -> Issue:
    """The issue again."""
    return Issue(data["code"], data["text"], data["done"], data["start"], data["end"])


def span_to_json(span: Span) -> Json:
    """Start, end and the words."""
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(data: Mapping[str, Any]) -> Span:
    """The span again."""
    return Span(data["start"], data["end"], data["text"])


def resolved_to_json(resolved: Resolved) -> Json:
    """A place or an actor, told apart by `kind`; what the actor is stands in `actor_kind`."""
    if isinstance(resolved, Actor):
        data: Json = {"kind": "actor", "id": resolved.id, "name": resolved.name, "actor_kind": resolved.kind}
        return data | _present(side=resolved.side, country=resolved.country)
    data = {
        "kind": "place",
        "id": resolved.id,
        "name": resolved.name,
        "lat": resolved.lat,
        "lon": resolved.lon,
        "precision": resolved.precision,
    }
    data |= _present(
        country=resolved.country, admin1=resolved.admin1, population=resolved.population, pcode=resolved.pcode
    )
    return data | _known(geonameid=resolved.geonameid, uncertainty_km=resolved.uncertainty_km)


def _place_back(data: Mapping[str, Any]) -> Place:
    return Place(**{key: value for key, value in data.items() if key != "kind"})


def _actor_back(data: Mapping[str, Any]) -> Actor:
    return Actor(data["id"], data["name"], data["actor_kind"], data.get("side", ""), data.get("country", ""))


def resolved_from_json(data: Mapping[str, Any] | None) -> Resolved | None:
    """The place or actor again; None for words alone."""
    if data is None or data["kind"] == "words":
        return None
    data = {**data, "name": data.get("known_as", data["name"])}
    data.pop("known_as", None)
    return _actor_back(data) if data["kind"] == "actor" else _place_back(data)


def _argument(argument: Argument, role: RoleName) -> Json:
    data = span_to_json(argument.span) if argument.span else {}
    if role in _LOCATED or argument.relation != "in":
        data["relation"] = argument.relation
    data["resolved"] = _stands_for(argument.resolved, argument.stands_for)
    return data | _present(stands_for=argument.stands_for)


def _stands_for(resolved: Resolved | None, words: str) -> Json | None:
    if resolved is not None and words and words != resolved.name:
        # The document's own words come first; a reader who knows the gazetteer finds its name beside them.
        return resolved_to_json(resolved) | {"name": words, "known_as": resolved.name}
    if resolved is not None:
        return resolved_to_json(resolved)
    return {"kind": "words", "name": words} if words else None


def _argument_back(data: Mapping[str, Any]) -> Argument:
    return Argument(
        span=span_from_json(data) if "start" in data else None,
        resolved=resolved_from_json(data["resolved"]),
        stands_for=data.get("stands_for", ""),
        relation=data.get("relation", "in"),
    )


def _count(count: Count) -> Json:
    data: Json = {"what": count.what, "low": count.low, "best": count.best, "high": count.high, "text": count.text}
    return data | _known(of=count.of) | _present(noun=count.noun)


def _count_back(data: Mapping[str, Any]) -> Count:
    return Count(**data)


def time_to_json(occurred: Occurred) -> Json:
    """When an act happened; `start` and `end` are the first and the last day it can lie on."""
    data = {
        "start": occurred.first_day.isoformat(),
        "end": occurred.last_day.isoformat(),
        "precision": occurred.precision,
        "basis": occurred.basis,
    }
    return data | _present(text=occurred.text)


def time_from_json(data: Mapping[str, Any]) -> Occurred:
    """The time again."""
    days = Interval.of_days(date.fromisoformat(data["start"]), date.fromisoformat(data["end"]))
    return Occurred(days, data["precision"], data["basis"], data.get("text", ""))


def attribution_to_json(said: Attribution) -> Json:
    """Who says it."""
    data = {"kind": said.kind, **span_to_json(said.span), "resolved": _stands_for(said.actor, said.stands_for)}
    return data | _present(stands_for=said.stands_for)


def _attribution_back(data: Mapping[str, Any]) -> Attribution:
    actor = resolved_from_json(data["resolved"])
    return Attribution(
        kind=data["kind"],
        span=span_from_json(data),
        actor=actor if isinstance(actor, Actor) else None,
        stands_for=data.get("stands_for", ""),
    )


def _present(**values: object) -> Json:
    """The values that say something: not "", 0, False or an empty list."""
    return {key: value for key, value in values.items() if value}


def _known(**values: object) -> Json:
    """The values that are known: 0 is one, None is not."""
    return {key: value for key, value in values.items() if value is not None}
