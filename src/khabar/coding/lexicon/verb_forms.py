"""The forms of English verbs, so that a verb is known by its spelling where a tagger took it for something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from khabar.packs.yaml_file import LanguageFile, load_yaml


class _IrregularFile(LanguageFile):
    verbs: dict[str, list[str]]


@lru_cache(maxsize=4)
def load_irregular_verbs(language: str = "en") -> dict[str, list[str]]:
    """Base form -> other forms. Raises BadPack where the file breaks its schema."""
    file = files("khabar") / "data" / "languages" / language / "irregular_verbs.yaml"
    return load_yaml(file.read_text(encoding="utf-8"), file=file.name).bind(_IrregularFile).verbs


def forms_of(verb: str, irregular: Sequence[str] = ()) -> Iterator[str]:
    """Every form of a verb, its base first; wrong forms of irregular verbs may be among them and do no harm."""
    yield verb
    yield from irregular
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and len(verb) > 2 and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield from (stem + "ed", stem + "ing")
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
