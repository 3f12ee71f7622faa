"""Alerts: what the rules ask for is noted in the store first, and sent from there until it is known to have arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.keeping import Keeper
from khabar.picture import Picture
from khabar.records import Alert, Claim, Event, Heartbeat
from khabar.records.heartbeat import Pulse
from khabar.report.alerts import alert_json, alert_words
from khabar.situation import Situation, Source, assemble
from khabar.situation.known import claims_of
from khabar.situation.sources import source_of, sources_of
from khabar.telling import Message, Undelivered
from khabar.watching import Destination, FeedsFile, Notice, Rule, SourceState
from khabar.watching.feeds_file import EventRule, HarmRule, SourceRule
from khabar.watching.rules import noticed_in_events, noticed_in_picture, noticed_in_sources
from khabar.watching.schedule import next_look

# What a heartbeat of the rules, or of a destination, is kept under: no source's name begins so.
RULES = "(rules)"
RETRY_EVERY = timedelta(minutes=1)
BY = "khabar watch"

Send = Callable[[Message, Destination], None]


def destination_key(name: str) -> str:
    """What the heartbeats of a destination, and the deliveries to it, are kept under."""
    return f"(to {name})"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A destination with the alerts that have not arrived there, oldest first, and what went wrong, "" = nothing."""

    destination: Destination
    alerts: tuple[Alert, ...]
    fault: str
    next_try: datetime | None


class Held:
    """The events of a picture as they were when the rules were last asked, and as they are now."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._keeper = Keeper(picture)
        self._then: tuple[datetime, Sequence[Event]] | None = None

    def between(self, since: datetime, now: datetime) -> tuple[Sequence[Event], Sequence[Event]]:
        """The events by what the store held at a moment, and by what it holds now."""
        after = self._keeper.events()
        asked, events = self._then or (None, ())
        before = events if asked == since else self._picture.events(recorded=since)
        self._then = (now, after)
        return before, after

    def claims(self, ids: Iterable[str]) -> Mapping[str, Claim]:
        """Claims by their ids."""
        return self._keeper.claims(ids)


def note_alerts(
    picture: Picture, feeds: FeedsFile, states: Sequence[SourceState], last: Heartbeat | None, held: Held
) -> tuple[tuple[Alert, ...], Heartbeat]:
    """Notes what the rules ask for since the last time they were asked; gives what is new, and the heartbeat of it.

    `last` is the rules' last heartbeat. None = they are asked for the first time: what is held already is then where
    they begin, and no news. The heartbeat of this time is kept after all alerts: broken off, it is all done again, and
    what was noted is not noted twice.
    """
    now = picture.now
    found = list(_noticed_in_reports(picture, feeds.rules, last.at, now, held)) if last else []
    sources = {s.claim_id: s for notice, events in found for s in _cited(notice, events)}
    noticed = [notice for notice, _ in found]
    noticed += noticed_in_sources(feeds.rules, states, today=now.date())
    alerts = [
        Alert(n.rule, n.change, now, alert_words(n, sources, picture.theatre_named), n.claim_ids) for n in noticed
    ]
    new = tuple(alert for alert in alerts if picture.store.add_alert(alert, by=BY))
    beat = Heartbeat(RULES, now, "read" if new else "unchanged", len(alerts), len(new))
    picture.store.add_heartbeat(beat, by=BY)
    return new, beat


def _noticed_in_reports(
    picture: Picture, rules: Sequence[Rule], since: datetime, now: datetime, held: Held
) -> Iterator[tuple[Notice, Sequence[Event]]]:
    """What the record as it is says, and as it was at the last time did not."""
    if all(isinstance(rule, SourceRule) for rule in rules):
        return
    before, after = held.between(since, now)
    theatre = picture.theatre_named
    noticed: list[Notice] = []
    if any(isinstance(rule, HarmRule | EventRule) for rule in rules):
        noticed += noticed_in_events(rules, before, after, theatre)
    if theatre is not None and after and any(not isinstance(r, HarmRule | EventRule | SourceRule) for r in rules):
        noticed += noticed_in_picture(rules, *_pictures(picture, before, after))
    for notice in noticed:
        # What changes, changes back and changes again is three changes: the moment tells them apart.
        change = f"{notice.change}; after {since.isoformat(timespec='seconds')}"
        yield Notice(notice.rule, change, notice.about, notice.claim_ids, notice.side), after


def _pictures(picture: Picture, before: Sequence[Event], after: Sequence[Event]) -> tuple[Situation, Situation]:
    """The last reported day, by what was held then and by what is held now."""
    claims = claims_of(after)
    known = max(claim.known_at for claim in claims)
    days = [c.published for c in claims if c.published and c.published <= known.date()]
    on = max(days, default=known.date())
    one, other = (assemble(events, picture.theatre, on=on, known=known) for events in (before, after))
    return one, other


def _cited(notice: Notice, events: Sequence[Event]) -> Iterable[Source]:
    wanted = set(notice.claim_ids)
    return [source for source in sources_of(events) if source.claim_id in wanted]


def waiting(feeds: FeedsFile, alerts: Sequence[Alert], looks: Mapping[str, Sequence[Heartbeat]]) -> tuple[Waiting, ...]:
    """What has not arrived yet, by destination.

    A destination hears of what was noted since it was first there. What a rule that is no longer in the file left
    behind goes to every destination.
    """
    arrived = {(alert.rule, alert.change) for alert in alerts}
    rules = {rule.name: rule for rule in feeds.rules}
    found = []
    for destination in feeds.destinations:
        key = destination_key(destination.name)
        beats = looks.get(key, ())
        begun = beats[0].at if beats else None
        missing = tuple(
            alert
            for alert in alerts
            if begun is not None
            and alert.at >= begun
            and not alert.rule.startswith("(to ")
            and (alert.rule not in rules or destination.name in feeds.destinations_of(rules[alert.rule]))
            and (f"{key} {alert.rule}", alert.change) not in arrived
        )
        fault = beats[-1].note if beats else ""
        due = next_look(beats, RETRY_EVERY) if fault else None
        found.append(Waiting(destination, missing, fault, due))
    return tuple(found)


def deliver(picture: Picture, one: Waiting, send: Send, held: Held) -> Heartbeat | None:
    """Sends what waits for a destination, noting each arrival; what came of it, None where nothing is to be sent yet.

    Sent and not yet noted when everything stops, an alert is sent again: it may come twice, with one id, and is never
    lost. One that is refused does not hold up the others; where nobody answers, the rest waits.
    """
    if not one.alerts or (one.next_try is not None and picture.now < one.next_try):
        return None
    key = destination_key(one.destination.name)
    claims = held.claims({id for alert in one.alerts for id in alert.claim_ids})
    sent, fault = 0, ""
    for alert in one.alerts:
        try:
            send(_message(alert, claims), one.destination)
        except Undelivered as error:
            fault = str(error)
            if error.refused:
                continue
            break
        picture.store.add_alert(Alert(f"{key} {alert.rule}", alert.change, picture.now, "", alert.claim_ids), by=BY)
        sent += 1
    pulse: Pulse = "unreachable" if fault else "read"
    beat = Heartbeat(key, picture.now, pulse, len(one.alerts), sent, fault[:500])
    picture.store.add_heartbeat(beat, by=BY)
    return beat


def _message(alert: Alert, claims: Mapping[str, Claim]) -> Message:
    id = hashlib.sha256(f"{alert.rule}\x1f{alert.change}".encode()).hexdigest()[:32]
    evidence = [source_of(claims[c]) for c in alert.claim_ids if c in claims]
    subject = f"[Khabar] {alert.rule}: {alert.told.partition(chr(10))[0]}"
    return Message(id, subject, alert.told + "\n", alert.at, alert_json(alert, id, evidence))
