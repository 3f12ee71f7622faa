"""What theatre.yaml may say."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from khabar.packs.yaml_file import Strict

SCHEMA = "khabar.theatre/1"


class SideEntry(Strict):
    """A side as the file gives it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    adjective: str = ""
    base: str = ""
    allies: tuple[str, ...] = ()


class Minimum(Strict):
    """How many rows each table must have at least, so that a lost line is noticed."""

    places: int = Field(ge=1)
    actors: int = Field(ge=1)
    provinces: int = Field(default=0, ge=0)
    roads: int = Field(default=0, ge=0)


class Example(Strict):
    """A sentence, and the pack's places and actors it names, by key and id."""

    text: str
    places: dict[str, str] = Field(default_factory=dict)
    actors: dict[str, str] = Field(default_factory=dict)


class Coverage(Strict):
    """What the pack covers, in words and in numbers, with sentences that tests run."""

    says: str
    minimum: Minimum
    examples: tuple[Example, ...] = Field(min_length=2)


class TheatreEntry(Strict):
    """theatre.yaml as a whole."""

    format: str = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    countries: tuple[str, ...] = Field(min_length=1)
    zone: str
    start: date
    end: date | None = None
    licence: str
    retrieved: date
    sources: tuple[str, ...] = Field(min_length=1)
    coverage: Coverage
    sides: tuple[SideEntry, ...] = Field(min_length=1)

    @field_validator("format")
    @classmethod
    def _is_known_format(cls, value: str) -> str:
        if value != SCHEMA:
            raise ValueError(f"should be {SCHEMA}")
        return value

    @field_validator("zone")
    @classmethod
    def _is_known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{value!r} is no IANA time zone") from None
        return value

    @field_validator("countries")
    @classmethod
    def _are_codes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for code in value:
            if len(code) != 2 or not code.isupper():
                raise ValueError(f"{code!r} is no ISO 3166 code of two letters")
        return value
