"""feeds.toml: the sources to watch, the rules for alerts, and where alerts go."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from khabar.errors import BadInput, BadPack
from khabar.packs.yaml_file import Strict, complaint_words, field_at
from khabar.watching.toml_lines import line_of

SCHEMA = "khabar.feeds/1"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"([1-9][0-9]{0,4})([smhd])")


def _duration(given: object) -> timedelta:
    found = _DURATION.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise ValueError("should be a number with s, m, h or d, as in 15m")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _web_address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("should begin with http:// or https://")
    if parts.username or parts.password:
        raise ValueError("should hold no password")
    return given


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\s(]([^\r\n]*\S)?$")]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
SendTo = Annotated[tuple[Name, ...], Field(description="Destinations by name; without it, all.")]


class Source(Strict):
    """Something that brings reports: a feed on the web, or a folder that others put files in."""

    name: Name = Field(description="What it is called in logs, states and alerts; each its own.")
    kind: Literal["feed", "folder"] = Field(default="feed", description="`feed` (RSS or Atom), or `folder`.")
    url: WebAddress | None = Field(default=None, description="Of a feed: its address.")
    folder: Path | None = Field(
        default=None, description="Of a folder: its path; where it is not whole, from the folder of this file."
    )
    every: Duration = Field(
        default=timedelta(minutes=15),
        description="How often to look: `30s`, `15m`, `2h`, `1d`; a feed at most each minute.",
    )
    publisher: str = Field(
        default="",
        description="The outlet its reports are by; in a folder, of those that name none themselves.",
    )
    expected_per_day: float | None = Field(
        default=None, gt=0, description="Reports a day you expect, until its own history says more."
    )
    full_text: bool = Field(
        default=False, description="`true`: fetch the page each entry links to. `false`: read the feed's own text."
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Source:
        if self.kind == "feed" and (self.url is None or self.folder is not None):
            raise ValueError("a feed has a url, and no folder")
        if self.kind == "folder" and (self.folder is None or self.url is not None or self.full_text):
            raise ValueError('kind = "folder" has a folder, no url and no full_text')
        if self.kind == "feed" and self.every < timedelta(minutes=1):
            raise ValueError("a feed is asked at most once a minute")
        return self


class ControlRule(Strict):
    """A place changes hands, or its state changes otherwise."""

    when: Literal["control"]
    name: Name = Field(description="What the rule is called in alerts.")
    set: str = Field(default="", description="Places of this set of the theatre, as in `provincial capitals`.")
    places: tuple[Name, ...] = Field(default=(), description="Or these places, by any of their names; neither = all.")
    send: SendTo = ()


class AccessRule(Strict):
    """A place that a side holds is cut off from its base by road, or can be reached again."""

    when: Literal["access"]
    name: Name = Field(description="What the rule is called in alerts.")
    places: tuple[Name, ...] = Field(default=(), description="These places; without it, all.")
    side: str = Field(default="", description="For this side; without it, for any.")
    send: SendTo = ()


class RoadRule(Strict):
    """A road is cut, restricted or open again for a side."""

    when: Literal["road"]
    name: Name = Field(description="What the rule is called in alerts.")
    roads: tuple[Name, ...] = Field(default=(), description="These named main roads of the theatre; without it, all.")
    places: tuple[Name, ...] = Field(default=(), description="Main roads that pass one of these places.")
    side: str = Field(default="", description="For this side; without it, for any.")
    send: SendTo = ()


class HarmRule(Strict):
    """One event has done more harm than a number."""

    when: Literal["harm"]
    name: Name = Field(description="What the rule is called in alerts.")
    what: Literal["killed", "wounded", "missing", "detained", "freed", "displaced"] = Field(
        default="killed", description="What is counted."
    )
    above: int = Field(ge=0, description="More than so many, by the highest figure a report gives.")
    send: SendTo = ()


class EventRule(Strict):
    """An event of a type is reported for the first time."""

    when: Literal["event"]
    name: Name = Field(description="What the rule is called in alerts.")
    type: str = Field(description="Types of the codebook that begin so, as in `territory.` or `violence.strike`.")
    places: tuple[Name, ...] = Field(default=(), description="At these places of the theatre; without it, anywhere.")
    send: SendTo = ()


class SourceRule(Strict):
    """A source falls silent, cannot be read as before, or brings less than it does."""

    when: Literal["source"]
    name: Name = Field(description="What the rule is called in alerts.")
    sources: tuple[Name, ...] = Field(default=(), description="These sources; without it, all.")
    states: tuple[Literal["silent", "unreadable", "below", "quiet", "above", "unwatched"], ...] = Field(
        default=("silent", "unreadable"), description="The states to be told of."
    )
    send: SendTo = ()


class Webhook(Strict):
    """A POST of JSON to an address."""

    kind: Literal["webhook"]
    name: Name = Field(description="What rules call it.")
    url: WebAddress = Field(description="Where to post; it may be in your own network. Redirects are not followed.")
    secret_env: str = Field(
        default="",
        description="The environment variable that holds the secret; the body is then signed in `X-Khabar-Signature`.",
    )


class Mail(Strict):
    """An e-mail by SMTP."""

    kind: Literal["email"]
    name: Name = Field(description="What rules call it.")
    host: str = Field(min_length=1, description="The mail server.")
    port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="`starttls`, `tls` from the first byte, or `none`, for a server on this machine.",
    )
    user: str = Field(default="", description="The user, where the server asks for one.")
    password_env: str = Field(default="", description="The environment variable that holds the password.")
    sender: str = Field(min_length=3, description="The address it is from.")
    to: tuple[Annotated[str, Field(min_length=3)], ...] = Field(min_length=1, description="The addresses it goes to.")


class LinesFile(Strict):
    """A file of JSON lines."""

    kind: Literal["file"]
    name: Name = Field(description="What rules call it.")
    path: Path = Field(description="The file; where its path is not whole, from the folder of this file.")


class Apprise(Strict):
    """Any of the services that Apprise knows. Needs the extra `khabar[apprise]`."""

    kind: Literal["apprise"]
    name: Name = Field(description="What rules call it.")
    url_env: str = Field(min_length=1, description="The environment variable that holds Apprise's address of it.")


Rule = ControlRule | AccessRule | RoadRule | HarmRule | EventRule | SourceRule
Destination = Webhook | Mail | LinesFile | Apprise


class FeedsFile(Strict):
    """feeds.toml as a whole."""

    format: Literal["khabar.feeds/1"] = Field(alias="schema", description=f'Always `"{SCHEMA}"`.')
    contact: str = Field(
        min_length=5,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="An e-mail or web address, told to every server asked, for its owner to reach you.",
    )
    sources: tuple[Source, ...] = Field(min_length=1)
    rules: tuple[Annotated[Rule, Field(discriminator="when")], ...] = ()
    destinations: tuple[Annotated[Destination, Field(discriminator="kind")], ...] = ()

    def destinations_of(self, rule: Rule) -> tuple[str, ...]:
        """The names of the destinations that hear of a rule's alerts."""
        return rule.send or tuple(d.name for d in self.destinations)


def load_feeds(path: Path) -> FeedsFile:
    """The feeds file at a path, its own paths made whole.

    Raises BadInput where it cannot be read, BadPack with line and field where it breaks its schema.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadInput(
            f"Cannot read {path}: {why}.", next_step="`khabar watch example` prints one to begin with."
        ) from None
    found = feeds_from(text, file=str(path))
    home = path.resolve().parent
    return found.model_copy(
        update={
            "sources": tuple(
                s.model_copy(update={"folder": home / s.folder}) if s.folder else s for s in found.sources
            ),
            "destinations": tuple(
                d.model_copy(update={"path": home / d.path}) if isinstance(d, LinesFile) else d
                for d in found.destinations
            ),
        }
    )


def feeds_from(text: str, *, file: str) -> FeedsFile:
    """The feeds file in a text; `file` is the name faults are shown under. Raises BadPack."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise BadPack(file, f"is not TOML: {error}", line=int(found[1]) if found else text.count("\n") + 1) from None
    try:
        feeds = FeedsFile.model_validate(values)
    except ValidationError as error:
        raise _fault(error, text, file) from None
    for part, faults in _crossed(feeds):
        raise BadPack(file, faults, line=line_of(text, part), field=field_at(part))
    return feeds


def _fault(error: ValidationError, text: str, file: str) -> BadPack:
    """The first of the schema's complaints by line."""
    found = []
    for complaint in error.errors(include_url=False):
        path = complaint["loc"]
        if path[0] in ("rules", "destinations"):
            path = (*path[:2], *path[3:])  # without the kind that the union was read as: it is no part of the file
        if complaint["type"].startswith("union_tag"):
            path = (*path, complaint["ctx"]["discriminator"].strip("'"))
        words = complaint_words(complaint)
        found.append(BadPack(file, words, line=line_of(text, path), field=field_at(path)))
    # A list whose parts are all at fault is also said to be too short, which stands nowhere.
    return min(found, key=lambda fault: (fault.line == 0, fault.line))


def _crossed(feeds: FeedsFile) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Names given twice, and names that nothing has."""
    named = {"sources": feeds.sources, "rules": feeds.rules, "destinations": feeds.destinations}
    for group, parts in named.items():
        seen: set[str] = set()
        for number, part in enumerate(parts):
            if part.name in seen:
                yield (group, number, "name"), f"{part.name!r} is given twice"
            seen.add(part.name)
    sources, destinations = ({p.name for p in parts} for parts in (feeds.sources, feeds.destinations))
    for number, rule in enumerate(feeds.rules):
        for name in rule.send:
            if name not in destinations:
                yield ("rules", number, "send"), f"there is no destination {name!r}"
        for name in rule.sources if isinstance(rule, SourceRule) else ():
            if name not in sources:
                yield ("rules", number, "sources"), f"there is no source {name!r}"
    if feeds.rules and not feeds.destinations:
        yield ("rules", 0), "there is no destination that its alerts could go to"
