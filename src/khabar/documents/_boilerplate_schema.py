"""The schema of `data/documents/boilerplate.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from khabar.packs.yaml_file import Strict

Some = Annotated[tuple[str, ...], Field(min_length=1)]


class PatternRow(Strict):
    """One pattern; a pattern without examples and near misses is not accepted."""

    name: str
    where: Literal["line", "end", "anywhere"]
    match: str
    examples: Some
    near_misses: Some


class BoilerplateFile(Strict):
    """The whole file."""

    schema_: Literal["khabar.boilerplate/1"] = Field(alias="schema")
    language: str
    licence: str
    patterns: Annotated[tuple[PatternRow, ...], Field(min_length=1)]
