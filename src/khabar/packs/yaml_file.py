"""A strict YAML file: every value knows its line, so that a fault can be shown where it stands.

Stricter than YAML itself: no duplicate keys, no anchors, no tags, no empty sections, and only `true` and `false` are
booleans (plain YAML takes the country code NO for false).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from khabar.errors import BadPack

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Scalar = str | int | float | bool | date
M = TypeVar("M", bound=BaseModel)

_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[valid-type, misc]
    """YAML's own loader with few implicit types: a bare word is a word."""

    yaml_implicit_resolvers: Mapping[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)", "tf"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
    ("null", r"(?:~|null|)", "~n\0"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^{_pattern}$"), [c if c != "\0" else "" for c in _first]
    )


class Strict(BaseModel):
    """The base of every pack schema: unknown keys are faults, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageFile(Strict):
    """What every word list of a language says of itself."""

    schema_version: int = Field(alias="schema")
    language: str
    licence: str
    source: str


@dataclass(frozen=True)
class Node:
    """A value of a pack file and where it stands. `field` is its path, as in `sides[1].name`; "" = the whole file."""

    file: str
    line: int
    field: str
    value: Scalar | dict[str, Node] | list[Node] = dataclasses.field(repr=False)

    @cached_property
    def plain(self) -> Any:
        """The value without lines: dicts, lists, text, numbers, booleans and dates."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain for node in self.value]
        return self.value

    def __getitem__(self, key: str | int) -> Node:
        """The node under a key or position. Raises BadPack where there is none."""
        found = self.get(key)
        if found is None:
            raise BadPack(self.file, "is missing", line=self.line, field=_joined(self.field, key))
        return found

    def get(self, key: str | int) -> Node | None:
        """The node under a key or position; None where there is none."""
        if isinstance(self.value, dict) and isinstance(key, str):
            return self.value.get(key)
        if isinstance(self.value, list) and isinstance(key, int) and -len(self.value) <= key < len(self.value):
            return self.value[key]
        return None

    def __iter__(self) -> Iterator[Node]:
        """The members of a list, or the values of a mapping."""
        return iter(self.value.values() if isinstance(self.value, dict) else self._listed())

    def items(self) -> Iterator[tuple[str, Node]]:
        """The keys and nodes of a mapping. Raises BadPack where this is none."""
        if not isinstance(self.value, dict):
            raise self.fault("should be a mapping of keys to values")
        return iter(self.value.items())

    def _listed(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.fault("should be a list")
        return self.value

    def at(self, path: tuple[str | int, ...]) -> Node:
        """The node at a path, or the nearest one above it that exists."""
        node = self
        for step in path:
            deeper = node.get(step)
            if deeper is None:
                break
            node = deeper
        return node

    def fault(self, words: str, *, next_step: str = "") -> BadPack:
        """A BadPack that points here."""
        return BadPack(self.file, words, line=self.line, field=self.field, next_step=next_step)

    def bind(self, model: type[M]) -> M:
        """The value as `model`. Raises BadPack for the first thing that does not fit; `faults` lists them all."""
        try:
            return model.model_validate(self.plain)
        except ValidationError as error:
            raise self._faults(error)[0] from None

    def faults(self, model: type[BaseModel]) -> list[BadPack]:
        """All that keeps the value from being a `model`; empty where it fits."""
        try:
            model.model_validate(self.plain)
        except ValidationError as error:
            return self._faults(error)
        return []

    def _faults(self, error: ValidationError) -> list[BadPack]:
        """Each of the model's complaints, with the line it is about."""
        found = []
        for complaint in error.errors(include_url=False):
            path = tuple(step for step in complaint["loc"])
            node = self.at(path)
            field = field_at(path, within=self.field)
            found.append(BadPack(self.file, complaint_words(complaint), line=node.line, field=field))
        return sorted(found, key=lambda fault: fault.line)


def load_yaml(text: str, *, file: str) -> Node:
    """The tree of a YAML text; `file` is the name faults are shown under. Raises BadPack."""
    tree, blanks = load_with_blanks(text, file=file)
    if blanks:
        raise blanks[0]
    return tree


def load_with_blanks(text: str, *, file: str) -> tuple[Node, list[BadPack]]:
    """The tree of a YAML text, and each place in it that is still empty. Raises BadPack for what is no tree."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise BadPack(file, f"is not YAML: {error.problem}", line=line) from None
    except yaml.YAMLError as error:
        raise BadPack(file, f"is not YAML: {error}") from None
    if root is None:
        raise BadPack(file, "is empty")
    reader = _Reader(file)
    return reader.node(root, ""), reader.blanks


class _Reader:
    """Turns one YAML graph into nodes, refusing what packs may not use. Empty values are gathered and read as ""."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()
        self.blanks: list[BadPack] = []

    def node(self, raw: yaml.Node, field: str) -> Node:
        line = raw.start_mark.line + 1
        if id(raw) in self.seen:
            raise BadPack(self.file, "anchors and aliases are not used in packs", line=line, field=field)
        self.seen.add(id(raw))
        value: Any = None
        if isinstance(raw, yaml.MappingNode):
            value = self._mapping(raw, field)
        elif isinstance(raw, yaml.SequenceNode):
            value = [self.node(child, f"{field}[{i}]") for i, child in enumerate(raw.value)]
        elif isinstance(raw, yaml.ScalarNode):
            value = self._scalar(raw, field)
        if value is None or value == {} or value == []:
            step = "Fill it in, or take the key out."
            self.blanks.append(BadPack(self.file, "is empty", line=line, field=field, next_step=step))
            value = ""
        return Node(self.file, line, field, value)

    def _mapping(self, raw: yaml.MappingNode, field: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key_node, value_node in raw.value:
            key = key_node.value
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise BadPack(self.file, "a key should be a word", line=line, field=field)
            path = _joined(field, key)
            if key in found:
                raise BadPack(self.file, f"is given twice (first on line {found[key].line})", line=line, field=path)
            found[key] = self._placed(self.node(value_node, path), line)
        return found

    @staticmethod
    def _placed(node: Node, line: int) -> Node:
        # A block value starts a line below its key; people look for the key.
        return Node(node.file, line, node.field, node.value) if isinstance(node.value, dict | list) else node

    def _scalar(self, raw: yaml.ScalarNode, field: str) -> Scalar | None:
        kind = raw.tag.rpartition(":")[2]
        text: str = raw.value
        line = raw.start_mark.line + 1
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text == "true"
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
        if kind == "timestamp":
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise BadPack(self.file, f"{text!r} is no date", line=line, field=field) from None
        raise BadPack(self.file, f"the tag {raw.tag} is not used in packs", line=line, field=field)


def _joined(field: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{field}[{key}]"
    return f"{field}.{key}" if field else key


def field_at(path: Sequence[str | int], *, within: str = "") -> str:
    """A path as it is shown: ("sides", 1, "name") is `sides[1].name`."""
    for step in path:
        within = _joined(within, step)
    return within


def complaint_words(complaint: ErrorDetails) -> str:
    """What a schema complains of, as it is told after the field's name."""
    words = "is not a known key" if complaint["type"] == "extra_forbidden" else complaint["msg"]
    words = words.removeprefix("Value error, ")
    return words[:1].lower() + words[1:]
