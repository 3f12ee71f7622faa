"""Events as GeoJSON features: Khabar's own table with a point each, or none where no place is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from khabar.export.account import Account
from khabar.export.event_row import EventRow, event_rows
from khabar.export.record import Record
from khabar.export.row import Row

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class Point(BaseModel):
    """A point, longitude first, as RFC 7946 has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["Point"] = "Point"
    coordinates: tuple[Longitude, Latitude]


class Feature(Row):
    """One event as a feature; its properties are the columns of Khabar's own table."""

    REVIEW: ClassVar[str] = "properties.review"

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point | None = Field(description="null where the event has no known point")
    properties: EventRow

    @property
    def flat(self) -> Row:
        """The properties."""
        return self.properties

    def as_json(self) -> dict[str, Any]:
        """With a null geometry, and null properties, where there is nothing: readers want every feature alike."""
        return self.model_dump(mode="json")


def features(record: Record, account: Account) -> Iterator[Feature]:
    """Every event that may go out."""
    for row in event_rows(record, account):
        point = None
        if row.latitude is not None and row.longitude is not None:
            point = Point(coordinates=(row.longitude, row.latitude))
        yield Feature(id=row.id, geometry=point, properties=row)
