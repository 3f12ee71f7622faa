"""Writes the reference pages that follow from the program itself: command line, web API, codebook, formats, feeds file,
the store's tables.

    uv run python -m tools.reference_pages

A test holds that writing them anew changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import typer

from khabar import cli
from khabar.cli.app import app
from khabar.coding.lexicon.codebook import load_codebook
from khabar.export import FORMATS, Format
from khabar.export.mapping import plover_table
from khabar.received import READABLE
from khabar.store import tables
from khabar.watching.feeds_file import Destination, FeedsFile, Rule
from khabar.watching.feeds_file import Source as FeedSource
from khabar.web.app import bare_app
from khabar.web.guard import TOKEN

_BOUNDS = (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"))
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"


def pages() -> dict[str, str]:
    """The generated pages, by file name."""
    return {
        "cli.md": command_line(),
        "codebook.md": codebook(),
        "feeds-file.md": feeds_file(),
        "formats.md": formats(),
        "store.md": store(),
        "web-api.md": web_api(),
    }


def command_line() -> str:
    """Every command with its help, and the exit codes."""
    command = typer.main.get_command(app)
    codes = cli.__doc__.partition("Exit codes:")[2] if cli.__doc__ else ""
    parts = [
        "# The command line",
        "Every command has `--help`; those that answer have `--json` ([the forms](json.md)). `--store` and `--theatre` "
        "can also be set by `KHABAR_STORE` and `KHABAR_THEATRE`; `KHABAR_GAZETTEERS` names the folder of your own "
        "gazetteers; `KHABAR_ANALYST` names who judges events. A DAY is `YYYY-MM-DD`; a MOMENT is a day, meaning its "
        "end, or a full ISO 8601 instant.",
        "## Exit codes",
        "\n".join(("| code | means |", "|---|---|", *_codes(codes))),
        "A failure is told on standard error in words with the next step, or with `--json` as one object.",
    ]
    for name, sub in _commands(command, "khabar"):
        context = typer.Context(sub, info_name=name, max_content_width=100, terminal_width=100)
        parts.append(f"## {name}\n\n```text\n{sub.get_help(context).strip()}\n```")
    return "\n\n".join(parts) + "\n"


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The commands below one, with their full names; those that only group others are passed over."""
    for part, command in group.commands.items():
        if not hasattr(command, "commands") or command.invoke_without_command:
            yield f"{name} {part}", command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {part}")


def _codes(text: str) -> Iterator[str]:
    for part in " ".join(text.split()).rstrip(".").split("; "):
        code, _, meaning = part.partition(" ")
        yield f"| {code} | {meaning} |"


def codebook() -> str:
    """The types with their roles, and their names in other schemes."""
    book = load_codebook()
    head = (
        "| type | what | roles | moves control | ACLED sub-event | PLOVER | CAMEO |",
        "|---|---|---|---|---|---|---|",
    )
    rows = (
        f"| `{t.id}` | {t.label} | {', '.join(t.roles)} | {t.moves_control or '–'} | {t.acled or '–'} "
        f"| {t.plover or '–'} | {t.cameo or '–'} |"
        for t in book.types.values()
    )
    return (
        "\n\n".join(
            (
                f"# The codebook, version {book.version}",
                "What Khabar codes, from `data/codebook/codebook.yaml`. Every mention carries the version. The columns "
                "on the right are the nearest names in other schemes, for readers who know those.",
                "\n".join((*head, *rows)),
                "Not coded: sport, crime without a political or armed side, accidents, natural disasters, comment with "
                "no act in it. History told as background is marked so.",
            )
        )
        + "\n"
    )


def formats() -> str:
    """The export formats with their columns."""
    extension = plover_table().extension
    parts = [
        "# Export formats",
        "What `khabar export FORMAT` writes ([how to](../how-to/export.md)). A column is never filled with a stand-in: "
        "what Khabar does not know is left empty, and what the format has no room for is counted in the report. Every "
        "row is checked as it is made, against the JSON Schema in `data/schemas/export`. In a change feed CSV and "
        "Parquet have one more column, `change` (`added`, `changed`, `withdrawn`), and JSON objects a field of that "
        "name (GeoJSON among the properties); of what is withdrawn only the columns in **bold** are told. A text cell "
        "of a CSV that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or an apostrophe has an apostrophe "
        "before it.\n\n"
        f"`khabar import khabar` reads back {', '.join(f'`{name}`' for name in READABLE)}, and change feeds in these "
        "([what comes back and what does not](../how-to/import-event-data.md#take-in-what-another-desk-exported)).",
    ]
    for format in FORMATS.values():
        shown = format.row if format.name != "geojson" else FORMATS["parquet"].row
        rows = (_column(name, field.description or "", shown) for name, field in shown.model_fields.items())
        about = [
            f"## {format.name}\n",
            f"{_capital(format.title)}. {_about(format)}\n",
            "| column | holds |",
            "|---|---|",
        ]
        parts.append("\n".join((*about, *rows)) if format.name != "geoparquet" else "\n".join(about[:2]).rstrip())
    parts.append(
        f"## PLOVER extension `{extension.name}`\n\nModes: {', '.join(sorted(extension.modes))}. Contexts: "
        f"{', '.join(sorted(extension.contexts))}. PLOVER has no category for taking a town; a record that uses one of "
        "these says so in `cite_info.codebook`."
    )
    return "\n\n".join(parts) + "\n"


def feeds_file() -> str:
    """What feeds.toml may say, from its schema, and the example in the package."""
    example = files("khabar").joinpath("data/watch/feeds.toml").read_text(encoding="utf-8")
    parts = [
        "# The feeds file",
        "What `khabar watch` follows ([how to](../how-to/watch-feeds.md)): a TOML file, in which an unknown key is a "
        "fault, told with its line. `khabar watch example` prints this one:",
        f"```text\n{example.strip()}\n```",
        _keys("The file", "", FeedsFile, leave_out=("sources", "rules", "destinations")),
        _keys("[[sources]]", "", FeedSource),
        "## [[rules]]\n\nEach has a `name`, says `when` it tells, and may say to which destinations it may `send`.",
        *(_keys(f'when = "{_kind_word(rule, "when")}"', "#", rule, leave_out=("when",)) for rule in get_args(Rule)),
        "## [[destinations]]",
        *(_keys(f'kind = "{_kind_word(d, "kind")}"', "#", d, leave_out=("kind",)) for d in get_args(Destination)),
    ]
    return "\n\n".join(parts) + "\n"


def _keys(title: str, deeper: str, model: Any, *, leave_out: tuple[str, ...] = ()) -> str:
    """A table of the keys of a part of the feeds file."""
    rows = []
    for name, field in model.model_fields.items():
        if name not in leave_out:
            needed = "needed" if field.is_required() else _default(field.default)
            about = field.description or next((m.description for m in field.metadata if hasattr(m, "description")), "")
            rows.append(f"| `{field.alias or name}` | {needed} | {about} |")
    about = " ".join((model.__doc__ or "").split())
    return "\n".join((f"##{deeper} {title}\n", f"{about}\n", "| key | without it | holds |", "|---|---|---|", *rows))


def _default(value: Any) -> str:
    if isinstance(value, timedelta):
        return f"`{value.total_seconds() / 60:.0f}m`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return ", ".join(f"`{v}`" for v in value)
    return f"`{value}`" if value not in ("", None) else ""


def _kind_word(model: Any, field: str) -> str:
    return str(get_args(model.model_fields[field].annotation)[0])


def _column(name: str, holds: str, row: Any) -> str:
    shown = f"**`{name}`**" if name in row.KEY else f"`{name}`"
    return f"| {shown} | {holds or name.replace('_', ', ')} |"


def _about(format: Format) -> str:
    more = {
        "geojson": "The columns are the properties of a feature; its geometry is a point, or null.",
        "geoparquet": "The columns of `parquet`, and `geometry`: a point as WKB, longitude first, WGS84. Needs the "
        "extra `khabar[parquet]`.",
        "parquet": "Needs the extra `khabar[parquet]`. Columns with several values are lists.",
    }
    return more.get(format.name, f"`{format.row.REVIEW}` says whether an analyst has released it.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def store() -> str:
    """The store's tables and their columns."""
    doc = (tables.__doc__ or "").strip().partition("\n\n")[2]
    parts = [
        "# The store's tables",
        f"One SQLite file, or a database on a server; schema version {tables.VERSION}, made by migrations. "
        f"{' '.join(doc.split())}",
        "Read it with any program that reads the database; write to it only through Khabar.",
    ]
    for table in tables.metadata.sorted_tables:
        rows = (f"| `{c.name}` | {_kind(c.type)} | {'may be empty' if c.nullable else ''} |" for c in table.columns)
        parts.append("\n".join((f"## {table.name}\n", "| column | holds | |", "|---|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


def _kind(kind: object) -> str:
    return {
        "Text": "text",
        "Integer": "number",
        "REAL": "fraction",
        "Day": "day",
        "Instant": "instant, UTC",
        "Json": "JSON",
    }[type(kind).__name__]


def web_api() -> str:
    """What `khabar serve` answers: every address with what it takes, and the fields of every answer."""
    described = bare_app(None, None).openapi()
    shapes = described["components"]["schemas"]
    parts = [
        "# The web API",
        "What [`khabar serve`](../how-to/serve-the-desk.md) answers under `/api`, in JSON; `GET /api/openapi.json` "
        "tells it to programs. Days are `YYYY-MM-DD`; `known` is a moment of knowledge, a day meaning its end, or an "
        "ISO 8601 instant; what is left out has the defaults of the command line. The forms `khabar.NAME/1` are those "
        "of [the command line](json.md). Search, the review and taking a report in are for analysts and editors; "
        "readers have the rest, by what is released.",
        "A request that would change something carries the token that `GET /api/me` gives, in the header "
        f"`{TOKEN}`. Every failure is a `Failure`: 400 what was asked cannot be used, 401 nobody has logged in, 403 "
        "not allowed, 404 not there, 409 a `Conflict`, 413 too large, 415 neither JSON nor plain text, 421 not a name "
        "of this server, 429 too often (`Retry-After` says when), 503 the store cannot serve.",
        "## Addresses",
    ]
    for path, methods in described["paths"].items():
        parts += (_address(method.upper(), path, asked) for method, asked in methods.items())
    parts.append("## Answers")
    parts += (_shape(name, shape) for name, shape in shapes.items())
    return "\n\n".join(parts) + "\n"


def _address(method: str, path: str, asked: Any) -> str:
    rows = [
        f"| `{p['name']}` | {_type(p['schema']).removesuffix(' or null')} | {'needed' if p.get('required') else ''} |"
        for p in asked.get("parameters", ())
    ]
    body = asked.get("requestBody", {}).get("content", {})
    sent = [f"Takes {_type(content['schema'])}." for content in body.values()]
    answer = _type(asked["responses"]["200"]["content"]["application/json"]["schema"])
    table = "\n".join(("| takes | | |", "|---|---|---|", *rows))
    parts = [f"### {method} {path}", " ".join([asked["description"], *sent, f"Answers {answer}."])]
    return "\n\n".join([*parts, table] if rows else parts)


def _shape(name: str, shape: Any) -> str:
    about = " ".join(shape.get("description", "").split())
    rows = (f"| `{field}` | {_type(of)} |" for field, of in shape["properties"].items())
    return "\n".join((f"### {name}\n", f"{about}\n", "| field | is |", "|---|---|", *rows))


def _type(schema: Any) -> str:
    """A type in words."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    kind = schema.get("type", "any value")
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{_type(schema['additionalProperties'])} by name"
    words = {"integer": "number", "number": "number", "string": "text", "boolean": "true or false"}
    bounds = [f"{word} {schema[key]:,}" for key, word in _BOUNDS if key in schema]
    return " ".join([words.get(kind, kind), *([f"({', '.join(bounds)})"] if bounds else [])])


def main() -> None:
    """Writes the pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
