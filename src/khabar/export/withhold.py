"""Taking out of an event what may not leave the desk, before any format sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from khabar.export.account import Account
from khabar.export.blur import blurred
from khabar.export.care import Care
from khabar.export.outgoing import Outgoing
from khabar.export.redaction import without_persons, without_words
from khabar.export.where import country_name, province_of
from khabar.packs.theatre import Theatre
from khabar.records import Place
from khabar.situation.known import day_of_event


def past_embargo(outgoing: Iterable[Outgoing], care: Care, *, today: date, account: Account) -> Iterator[Outgoing]:
    """Those that happened long enough ago; `today` is the day of publication."""
    first_held = today - timedelta(days=care.embargo_days)
    for out in outgoing:
        if care.embargo_days and day_of_event(out.event) > first_held:
            account.withheld[f"events of the last {care.embargo_days} days"] += 1
        else:
            yield out


def with_care(
    outgoing: Iterable[Outgoing], care: Care, *, theatre: Theatre | None, account: Account
) -> Iterator[Outgoing]:
    """The events with exact points, persons' names and telling sentences taken out, as `care` asks."""
    for out in outgoing:
        event = out.event
        vague = tuple(_vague(place, care, theatre) for place in event.places)
        moved = sum(old != new for old, new in zip(event.places, vague, strict=True))
        if moved:
            account.withheld["exact places, moved to the middle of a grid cell"] += moved
            event = replace(event, places=vague)
        if care.redact:
            event, names = without_persons(event, care.redact)
            account.withheld["names of persons, or words that may be one"] += names
        if moved or care.takes_words:
            account.withheld["sentences, which may tell what was taken out"] += len(event.claims)
            event = without_words(event)
        yield replace(out, event=event)


def _vague(place: Place, care: Care, theatre: Theatre | None) -> Place:
    """A place no more exact than may be told: a point of the grid, named for its province, else for its country."""
    km = care.blur_km.get(place.precision)
    if km is None:
        return place
    lat, lon = place.lat, place.lon
    if lat is not None and lon is not None:
        lat, lon = blurred(lat=lat, lon=lon, km=km)
    province = province_of(place, theatre)
    return Place(
        id=f"area:{place.country}:{place.admin1}:{province}",
        name=province or country_name(place),
        precision="province" if province else "country",
        lat=lat,
        lon=lon,
        country=place.country,
        admin1=place.admin1,
        uncertainty_km=km,
    )
