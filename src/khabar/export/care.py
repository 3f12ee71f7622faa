"""What an export takes out so as to do no harm: the options, from a YAML file or the command line.

schema: khabar.care/1
blur_km: {site: 20, settlement: 10}
embargo_days: 14
redact: [person, official, leader]
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from khabar.errors import BadInput
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import Precision

PersonKind = Literal["person", "official", "leader"]
PERSONS: frozenset[PersonKind] = frozenset({"person", "official", "leader"})


class Care(Strict):
    """What is taken out. The default takes nothing out.

    `blur_km`: places of a precision are moved to the middle of a grid cell of that many kilometres and lose their name
    and ids; their sentences go too. `embargo_days`: what happened fewer days ago waits. `redact`: kinds of actor whose
    names are taken out, with all sentences, which may name them. `without_outlets`: reports of these never go out.
    """

    schema_name: Literal["khabar.care/1"] = Field(default="khabar.care/1", alias="schema")
    blur_km: Mapping[Precision, float] = Field(default_factory=dict)
    embargo_days: int = Field(default=0, ge=0, le=36_500)
    redact: frozenset[PersonKind] = frozenset()
    without_outlets: frozenset[str] = frozenset()

    @field_validator("blur_km")
    @classmethod
    def _hides_something(cls, blur_km: Mapping[Precision, float]) -> Mapping[Precision, float]:
        """Refuses a grid that hides nothing, or more than a country."""
        if any(not 1 <= km <= 1000 for km in blur_km.values()):
            raise ValueError("should be from 1 to 1000 km")
        return blur_km

    @property
    def takes_words(self) -> bool:
        """Whether sentences go whatever the place."""
        return bool(self.redact)


NONE = Care()


def load_care(path: Path) -> Care:
    """The options in a YAML file. Raises BadInput where there is no such file, BadPack where it breaks the schema."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"{path} cannot be read.", next_step="Give a YAML file; see `khabar export --help`.") from None
    return load_yaml(text, file=str(path)).bind(Care)
