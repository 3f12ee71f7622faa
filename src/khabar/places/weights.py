"""How much each observation weighs; read from `data/places/weights.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources

from pydantic import ConfigDict

from khabar.packs.yaml_file import Strict, load_yaml


class Weight(Strict):
    """Log-odds and the reason in words."""

    weight: float
    why: str


class Certainty(Strict):
    """How sure a choice may call itself, and how sure it must be.

    `ceiling` is the share right of those that nothing speaks against: gazetteers lack places, and texts err. `enough`
    is the probability among the bearers of a name below which none is chosen.
    """

    ceiling: float
    enough: float


class _File(Strict):
    """The schema of weights.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: str
    certainty: Certainty
    recognition: dict[str, Weight]
    choice: dict[str, Weight]


@dataclass(frozen=True)
class Weights:
    """The two tables: is it a place, and which one; and how sure that may be."""

    recognition: dict[str, Weight]
    choice: dict[str, Weight]
    certainty: Certainty

    @classmethod
    def load(cls) -> Weights:
        """The embedded weights. Raises BadPack where weights.yaml breaks its schema."""
        file = resources.files("khabar") / "data" / "places" / "weights.yaml"
        tree = load_yaml(file.read_text(encoding="utf-8"), file="weights.yaml")
        read = _File.model_validate({("schema_" if k == "schema" else k): v for k, v in tree.plain.items()})
        return cls(read.recognition, read.choice, read.certainty)

    _recognition: dict[str, float] = field(init=False, repr=False, compare=False)
    _choice: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_recognition", {name: row.weight for name, row in self.recognition.items()})
        object.__setattr__(self, "_choice", {name: row.weight for name, row in self.choice.items()})

    def recognised(self, observed: Iterable[str]) -> float:
        """The log-odds that a name with these observations is a place."""
        return sum([self._recognition[name] for name in observed])

    def chosen(self, observed: Iterable[str]) -> float:
        """What these observations add for one bearer."""
        return sum([self._choice[name] for name in observed])
