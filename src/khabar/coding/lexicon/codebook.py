"""The codebook: the types of act, their roles, and their names in the field's other schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from khabar.packs.yaml_file import Strict, load_yaml

Movement = Literal["gain", "loss", "contest", "keep", "state", ""]


class EventType(Strict):
    """One type of act or state. `moves_control` says what it means for who holds its place."""

    id: str
    label: str
    roles: list[Literal["actor", "target", "people", "origin", "destination", "place"]]
    place: Literal["expected", "optional"]
    moves_control: Movement
    acled: str
    plover: str
    cameo: str


class _CodebookFile(Strict):
    schema_version: int = Field(alias="schema")
    version: str
    licence: str
    source: str
    types: list[EventType]


@dataclass(frozen=True)
class Codebook:
    """All types by id. Every coded mention carries `version`."""

    version: str
    types: Mapping[str, EventType]

    def label_of(self, type: str) -> str:
        """A type in words; one it does not know goes by its id."""
        known = self.types.get(type)
        return known.label if known else type


def read_codebook(text: str, *, file: str) -> Codebook:
    """The codebook in a YAML text. Raises BadPack for a broken schema or a type given twice."""
    node = load_yaml(text, file=file)
    data = node.bind(_CodebookFile)
    types: dict[str, EventType] = {}
    for number, row in enumerate(data.types):
        if row.id in types:
            raise node["types"][number].fault(f"type {row.id!r} is given twice")
        types[row.id] = row
    return Codebook(data.version, types)


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """The packaged codebook. Raises BadPack where it breaks its schema."""
    file = files("khabar") / "data" / "codebook" / "codebook.yaml"
    return read_codebook(file.read_text(encoding="utf-8"), file="codebook.yaml")
