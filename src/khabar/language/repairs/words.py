"""The word lists behind the repairs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from khabar.errors import BadPack

_FILE = "data/languages/en/repairs.yaml"


@dataclass(frozen=True, slots=True)
class RepairWords:
    """What the repairs know about English words; base forms in small letters."""

    speech_verbs: frozenset[str]
    headline_verbs: frozenset[str]
    headline_verbs_with_preposition: dict[str, frozenset[str]]
    verb_prepositions: dict[str, frozenset[str]]
    time_words: frozenset[str]
    verbs_of_charge: frozenset[str]
    done_to_people: frozenset[str]
    two_object_verbs: frozenset[str]
    happening_verbs: frozenset[str]


@lru_cache(maxsize=1)
def repair_words() -> RepairWords:
    """The embedded lists. Raises BadPack where a list is missing, empty or unknown."""
    text = (resources.files("khabar") / _FILE).read_text(encoding="utf-8")
    return words_from(yaml.safe_load(text))


def words_from(read: dict[str, Any]) -> RepairWords:
    """The lists from what the file says."""
    known = {"schema", *RepairWords.__dataclass_fields__}
    for name in sorted(known ^ set(read)):
        raise BadPack(_FILE, "unknown list" if name in read else "missing list", field=name)
    for name in sorted(known):
        if not read[name]:
            raise BadPack(_FILE, "empty list", field=name)
    return RepairWords(
        speech_verbs=_words(read["speech_verbs"]),
        headline_verbs=_words(read["headline_verbs"]),
        headline_verbs_with_preposition={k: _words(v) for k, v in read["headline_verbs_with_preposition"].items()},
        verb_prepositions={k: _words(v) for k, v in read["verb_prepositions"].items()},
        time_words=_words(read["time_words"]),
        verbs_of_charge=_words(read["verbs_of_charge"]),
        done_to_people=_words(read["done_to_people"]),
        two_object_verbs=_words(read["two_object_verbs"]),
        happening_verbs=_words(read["happening_verbs"]),
    )


def _words(value: str) -> frozenset[str]:
    return frozenset(value.split())
