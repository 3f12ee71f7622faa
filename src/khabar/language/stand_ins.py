"""Words that the parser is shown as others: some that it takes for something else, and some that take sides.

Source: data file `languages/<code>/stand_ins.yaml`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from khabar.packs.yaml_file import LanguageFile, load_yaml


class _File(LanguageFile):
    exact: dict[str, str]
    words: dict[str, str]


@lru_cache(maxsize=50_000)
def stand_in_for(word: str) -> str:
    """The word the parser is shown for one of the text, in the same case; the word itself where it has none."""
    data = _load()
    if word in data.exact:
        return data.exact[word]
    found = data.words.get(word.lower())
    if found is None:
        return word
    return found.upper() if word.isupper() else found.title() if word[0].isupper() else found


@lru_cache(maxsize=4)
def _load(language: str = "en") -> _File:
    """The packaged stand-ins of a language. Raises BadPack where the file breaks its schema."""
    file = files("khabar") / "data" / "languages" / language / "stand_ins.yaml"
    return load_yaml(file.read_text(encoding="utf-8"), file=file.name).bind(_File)
