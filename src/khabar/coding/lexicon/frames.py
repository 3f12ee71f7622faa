"""Frames: which words name which act, what their arguments must be, and which role each argument plays.

One row of data says "captured + place = territory.capture, subject = actor, object = place"; the grammar and the kinds
of nouns do the rest.  Source: data files `languages/<code>/frames/*.yaml` and `groups.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from khabar.coding.lexicon.codebook import Codebook
from khabar.coding.lexicon.noun_kinds import NOUN_KINDS
from khabar.coding.lexicon.verb_forms import forms_of, load_irregular_verbs
from khabar.errors import BadPack
from khabar.packs.yaml_file import LanguageFile, Node, Strict, load_yaml

Word = Literal["verb", "noun", "adjective"]
NO_ACT = "none"  # the type of idioms whose words name no act: "join forces", "take office"
FRAME_ROLES = frozenset({"actor", "target", "people", "origin", "destination", "place", "both", "none"})


class FrameRow(Strict):
    """A frame as written in a data file; the keys are explained in docs/reference/frames.md."""

    type: str
    verbs: list[str] = Field(default_factory=list)
    nouns: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    adjectives_on: list[str] = Field(default_factory=list)
    governed_by: list[str] = Field(default_factory=list, alias="with")
    after: list[str] = Field(default_factory=list)
    not_after: list[str] = Field(default_factory=list)
    cue: list[str] = Field(default_factory=list)
    needs: dict[str, list[str]] = Field(default_factory=dict)
    refuses: dict[str, list[str]] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)
    also: list[str] = Field(default_factory=list)
    itself: Literal["target", "people", ""] = ""
    what: Literal["killed", "wounded", "displaced", "detained", "freed", "missing", ""] = ""
    bare: bool = False
    counted: bool = False
    descriptive: bool = False
    strict: bool = False
    middle: bool = False
    clause: bool = False
    hostile: bool = False
    passive: bool = False
    specify: bool = False
    example: str


class _FrameFile(LanguageFile):
    frames: list[FrameRow]


class _Group(Strict):
    kinds: list[str] = Field(default_factory=list)
    words: list[str] = Field(default_factory=list)


class _GroupFile(LanguageFile):
    groups: dict[str, _Group]


@dataclass(frozen=True)
class NounGroup:
    """Nouns a frame may ask for: by kind, or by their own words (last word -> whole phrases)."""

    kinds: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Frame:
    """One row: the words that may name the act, what must hold around them, and what each argument is to the act.

    `needs`: every entry must hold; its slots are alternatives, its groups too. `refuses`: none may hold. `governed_by`:
    verbs one of which must govern the noun ("take" control, "lay" siege). `after`: prepositions the noun must stand
    behind. `cue`: a group some word of the sentence must belong to.
    """

    row: FrameRow
    order: int
    needs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    refuses: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    file: str = ""

    @property
    def type(self) -> str:
        """The codebook type it codes."""
        return self.row.type


@dataclass(frozen=True)
class Lexicon:
    """All frames of a language, by the last word of what names them (nouns) or the first (verbs, adjectives)."""

    frames: tuple[Frame, ...]
    groups: Mapping[str, NounGroup]
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]] = field(repr=False, default_factory=dict)
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]] = field(repr=False, default_factory=dict)
    adjectives: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]] = field(repr=False, default_factory=dict)
    verb_forms: Mapping[str, str] = field(repr=False, default_factory=dict)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Every lemma and spelling that heads a frame's words: a token with neither among them names no act."""
        plurals = (noun + ending for noun in self.nouns for ending in ("s", "es"))
        return frozenset((*self.verbs, *self.verb_forms, *self.nouns, *plurals, *self.adjectives))

    def base_form(self, *, lemma: str, text: str) -> str:
        """The verb a token is a form of, trusting its spelling where its lemma is unknown; `lemma` where neither is."""
        return lemma if lemma in self.verbs else self.verb_forms.get(text, lemma)

    @cached_property
    def groups_with(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """By a phrase, the names of the groups that have it."""
        found: dict[tuple[str, ...], set[str]] = {}
        for name, group in self.groups.items():
            for phrase in group.phrases:
                found.setdefault(phrase, set()).add(name)
        return {phrase: frozenset(names) for phrase, names in found.items()}

    def group(self, name: str) -> NounGroup:
        """A group by name; a noun kind is a group of its own."""
        return self._groups.get(name) or _kind_alone(name)

    @cached_property
    def _groups(self) -> Mapping[str, NounGroup]:
        return {**{kind: _kind_alone(kind) for kind in NOUN_KINDS}, **self.groups}


def _kind_alone(name: str) -> NounGroup:
    return NounGroup(frozenset({name}), frozenset())


@lru_cache(maxsize=4)
def load_lexicon(language: str = "en") -> Lexicon:
    """The packaged frames of a language. Raises BadPack where a file breaks its schema."""
    from khabar.coding.lexicon.codebook import load_codebook

    root = files("khabar") / "data" / "languages" / language
    groups = _read_groups(root / "groups.yaml")
    frames: list[Frame] = []
    rooms = sorted((root / "frames").iterdir(), key=lambda f: f.name)
    for file in rooms:
        if file.name.endswith(".yaml"):
            text = file.read_text(encoding="utf-8")
            frames += read_frames(text, file=file.name, groups=groups, codebook=load_codebook(), start=len(frames))
    return build_lexicon(tuple(frames), groups, irregular=load_irregular_verbs(language))


def build_lexicon(
    frames: tuple[Frame, ...], groups: Mapping[str, NounGroup], *, irregular: Mapping[str, list[str]]
) -> Lexicon:
    """The lexicon of a set of frames, indexed by their words."""
    tables: dict[Word, dict[str, list[tuple[tuple[str, ...], Frame]]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for frame in frames:
        for phrase in frame.row.verbs:
            words = tuple(phrase.split())
            tables["verb"].setdefault(words[0], []).append((words, frame))
        for phrase in frame.row.nouns:
            words = tuple(phrase.replace("-", " ").split())
            tables["noun"].setdefault(words[-1], []).append((words, frame))
        for phrase in frame.row.adjectives:
            tables["adjective"].setdefault(phrase, []).append(((phrase,), frame))
    frozen = {kind: {word: tuple(rows) for word, rows in table.items()} for kind, table in tables.items()}
    forms = {form: verb for verb in frozen["verb"] for form in forms_of(verb, irregular.get(verb, ()))}
    return Lexicon(frames, groups, frozen["verb"], frozen["noun"], frozen["adjective"], forms)


def _read_groups(file: Traversable) -> dict[str, NounGroup]:
    node = load_yaml(file.read_text(encoding="utf-8"), file=file.name)
    data = node.bind(_GroupFile)
    for name, group in data.groups.items():
        unknown = set(group.kinds) - set(NOUN_KINDS)
        if unknown:
            raise node["groups"][name].fault(f"{min(unknown)!r} is no kind of noun")
    return {
        name: NounGroup(frozenset(g.kinds), frozenset(tuple(w.replace("-", " ").split()) for w in g.words))
        for name, g in data.groups.items()
    }


def read_frames(
    text: str, *, file: str, groups: Mapping[str, NounGroup], codebook: Codebook, start: int = 0
) -> list[Frame]:
    """The frames of one file. Raises BadPack for an unknown type, role or group, with the line it stands on."""
    node = load_yaml(text, file=file)
    data = node.bind(_FrameFile)
    found = []
    for number, row in enumerate(data.frames):
        _check(row, node["frames"][number], groups, codebook)
        found.append(Frame(row, start + number, _conditions(row.needs), _conditions(row.refuses), file))
    return found


def _conditions(rows: Mapping[str, list[str]]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((tuple(slots.split("/")), tuple(groups)) for slots, groups in rows.items())


def _check(row: FrameRow, node: Node, groups: Mapping[str, NounGroup], codebook: Codebook) -> None:
    if row.type not in codebook.types and row.type != NO_ACT:
        raise node["type"].fault(f"{row.type!r} is no type of the codebook")
    for extra in row.also:
        if extra not in codebook.types:
            raise node["also"].fault(f"{extra!r} is no type of the codebook")
    if not (row.verbs or row.nouns or row.adjectives):
        raise node.fault("names no words", next_step="Give verbs, nouns or adjectives.")
    for key in ("needs", "refuses"):
        for slots, wanted in getattr(row, key).items():
            for name in wanted:
                if name not in groups and name not in NOUN_KINDS:
                    raise node[key][slots].fault(f"{name!r} is neither a group nor a kind of noun")
    for slot, role in row.roles.items():
        if role not in FRAME_ROLES:
            raise BadPack(node.file, f"{role!r} is no role", line=node["roles"].line, field=f"roles.{slot}")
