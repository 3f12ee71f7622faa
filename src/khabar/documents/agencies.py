"""The news agency a report says it comes from.  Source: `data/documents/agencies.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from khabar.records import Document

_FILE = "data/documents/agencies.yaml"
_HEAD = 250
_FOOT = 250


def agency_of(document: Document) -> str:
    """The agency whose text this is: its publisher, or the one it credits; "" where it credits none.

    A credit is a dateline "BEIRUT (Reuters) -", or a last word "(AFP)", "- AFP", "Source: SANA".
    """
    names = _agency_by_name()
    own = names.get(document.publisher.strip().casefold())
    if own:
        return own
    pattern = _credit_pattern()
    text = document.text
    credit = pattern["head"].search(text, 0, _HEAD) or pattern["foot"].search(text, max(0, len(text) - _FOOT))
    return names[credit["agency"].casefold()] if credit else ""


def is_agency(document: Document) -> bool:
    """Whether the publisher is itself the agency."""
    return document.publisher.strip().casefold() in _agency_by_name()


@lru_cache(maxsize=1)
def _credit_pattern() -> dict[str, re.Pattern[str]]:
    names = sorted((name for listed in _agencies().values() for name in listed), key=len, reverse=True)
    agency = "|".join(map(re.escape, names))
    named = rf"(?P<agency>{agency})"
    before = r"(?:[\[(]\s?|[-–—/]\s?|\bSource\s?:\s?)"
    return {
        "head": re.compile(rf"(?:\(|\b[A-Z][A-Z .]{{2,40}},? ){named}\)?\s*[-–—:]"),
        "foot": re.compile(rf"{before}{named}\s?[\])]?[.\s]*\Z"),
    }


@lru_cache(maxsize=1)
def _agency_by_name() -> dict[str, str]:
    return {name.casefold(): agency for agency, listed in _agencies().items() for name in listed}


@lru_cache(maxsize=1)
def _agencies() -> dict[str, tuple[str, ...]]:
    from pydantic import Field

    from khabar.packs.yaml_file import Strict, load_yaml

    class AgencyFile(Strict):
        schema_: Literal["khabar.agencies/1"] = Field(alias="schema")
        licence: str
        agencies: dict[str, tuple[str, ...]]

    text = files("khabar").joinpath(_FILE).read_text(encoding="utf-8")
    return load_yaml(text, file=_FILE).bind(AgencyFile).agencies
