"""One report as a row: a JSON object, a line of a table, or the front matter of a text.

Source: `data/documents/fields.yaml`, the names the fields may have.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from khabar.documents.build import About, aside, build, whole_characters
from khabar.documents.publication import Publication, publication_of
from khabar.errors import BadDate
from khabar.records import Document, Issue, SetAside

_FILE = "data/documents/fields.yaml"
FieldName = Literal["id", "text", "date", "title", "publisher", "url", "language", "author"]


def document_of(
    row: Mapping[str, object], *, source: str, where: str, given: Publication | None
) -> Document | SetAside:
    """The report in a row, or why it is set aside: no text, or a date that cannot be read.

    `where` names the row for people ("news.csv, line 3"). `given` is the user's date, which wins over the row's.
    """
    values = fields_of(row)
    about = about_of(values, source=where)
    text = values.get("text")
    if not isinstance(text, str):
        return aside(about, "bad-json", 'It has no "text".', "Name the field that holds the report `text`.")
    try:
        published, issues = publication_in(values, given=given)
    except BadDate as error:
        return aside(about, "bad-date", error.message, error.next_step, text=text)
    built = build(text, about_of(values, source=source, published=published), given=given, issues=issues)
    return built if isinstance(built, Document) else _placed(built, where)


def _placed(found: SetAside, where: str) -> SetAside:
    return SetAside(
        found.id, where, found.reason, found.message, found.next_step, language=found.language, text=found.text
    )


def publication_in(
    values: Mapping[FieldName, object], *, given: Publication | None
) -> tuple[Publication | None, tuple[Issue, ...]]:
    """The date the values state. Raises BadDate where it cannot be read and the user gives none to take its place."""
    try:
        return publication_of(_words(values, "date")), ()
    except BadDate as error:
        if given is None:
            raise
        return None, (Issue("date-conflict", error.text, f"the date given was taken: {given.day.isoformat()}"),)


def fields_of(row: Mapping[str, object]) -> dict[FieldName, object]:
    """The values of a row under their own names; what is null, blank or under an unknown name is left out."""
    by_key = {_normal(key): value for key, value in row.items() if isinstance(key, str)}
    values: dict[FieldName, object] = {}
    for name, aliases in _aliases().items():
        filled = (by_key[alias] for alias in aliases if by_key.get(alias) not in (None, ""))
        if (value := next(filled, None)) is not None:
            values[name] = value
    if "text" not in values and isinstance(by_key.get("text"), str):
        values["text"] = ""
    return values


def is_field(column: str) -> bool:
    """Whether a column of that name holds something of a report."""
    return any(_normal(column) in aliases for aliases in _aliases().values())


def about_of(
    values: Mapping[FieldName, object], *, source: str, published: Publication | None = None, title: str = ""
) -> About:
    """What the values say about a text; `title` is taken where they give none."""
    return About(
        source=source,
        id=_words(values, "id"),
        published=published,
        title=_words(values, "title") or title,
        publisher=_words(values, "publisher"),
        url=_words(values, "url") or None,
        language=_words(values, "language"),
        author=_words(values, "author"),
    )


def _words(values: Mapping[FieldName, object], name: FieldName) -> str:
    """A value as words: numbers as written, a list joined, an object by its `name`; other things are no words."""
    value = values.get(name)
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return whole_characters(str(value).strip())


def _normal(key: str) -> str:
    return key.strip().lower().replace(" ", "_").replace("-", "_")


@lru_cache(maxsize=1)
def _aliases() -> dict[FieldName, tuple[str, ...]]:
    from pydantic import Field

    from khabar.packs.yaml_file import Strict, load_yaml

    class FieldFile(Strict):
        schema_: Literal["khabar.fields/1"] = Field(alias="schema")
        licence: str
        fields: dict[FieldName, tuple[str, ...]]

    text = files("khabar").joinpath(_FILE).read_text(encoding="utf-8")
    return load_yaml(text, file=_FILE).bind(FieldFile).fields
