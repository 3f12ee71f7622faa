"""Coded mentions as a person wants to read them: the sentence with its words marked, then who, what, where, when."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from khabar.coding.lexicon.codebook import load_codebook
from khabar.plain_text import clean
from khabar.records import Actor, Argument, Coded, Count, Mention, Place, PlaceName
from khabar.times import Occurred

_OPENING = 100
_STYLES = {
    "actor": "cyan",
    "target": "magenta",
    "people": "magenta",
    "origin": "green",
    "destination": "green",
    "place": "green",
}


def print_coded(coded: Coded, *, reasons: bool = False, console: Console | None = None) -> None:
    """A document's mentions, sentence by sentence; `reasons` adds why each was coded so, and each place taken so."""
    out = console or Console(highlight=False, soft_wrap=True)
    document = coded.document
    facts = (document.publisher, str(document.published or "undated"), f"id {document.id[:12]}")
    about = " · ".join(p for p in facts if p)
    out.print(Text(clean(document.title or opening(document.text)), style="bold"))
    out.print(Text(clean(about), style="dim"))
    sentence = None
    for mention in coded.mentions:
        if mention.sentence != sentence:
            sentence = mention.sentence
            out.print()
            out.print(marked(coded, mention))
        for line in lines_of(mention, reasons=reasons):
            out.print(line)
    if not coded.mentions:
        out.print(Text("Nothing in it is for the codebook.", style="dim"))
    for name in coded.places if reasons else ():
        out.print(Text(clean(f"  place {place_in_words(name)}"), style="dim"))
    for issue in coded.issues:
        out.print(Text(clean(f"  ! {issue.code}: “{issue.text}” – {issue.done}"), style="yellow"))
    out.print()


def opening(text: str) -> str:
    """The first line of a text; a long one is cut after a word."""
    line = text.strip().split("\n", 1)[0]
    if len(line) <= _OPENING:
        return line
    words = line[:_OPENING].rsplit(maxsplit=1)[0] if " " in line[:_OPENING] else line[: _OPENING - 1]
    return f"{words.rstrip(' ,;:')}…"


def marked(coded: Coded, mention: Mention) -> Text:
    """The sentence with the triggers and arguments of all its mentions marked."""
    sentence = mention.sentence
    text = Text(clean(sentence.text).replace("\n", " "))
    if len(text) != len(sentence.text):
        return text  # control characters were taken out: offsets no longer hold
    for other in (m for m in coded.mentions if m.sentence == sentence):
        for role, arguments in other.roles:
            for argument in arguments:
                if argument.span:
                    text.stylize(
                        _STYLES[role], argument.span.start - sentence.start, argument.span.end - sentence.start
                    )
        text.stylize("bold red", other.trigger.start - sentence.start, other.trigger.end - sentence.start)
    return text


def lines_of(mention: Mention, *, reasons: bool) -> Iterator[Text]:
    """The lines that tell one mention."""
    label = load_codebook().types[mention.type].label
    line = Text("  • ")
    line.append(mention.type, style="bold")
    line.append(f" ({label})", style="dim")
    for role, arguments in mention.roles:
        line.append(f"  {role}: ", style="dim")
        line.append("; ".join(clean(told(a)) for a in arguments), style=_STYLES[role])
    yield line
    yield Text(f"      {'; '.join(clean(p) for p in particulars(mention))}")
    for reason in mention.why if reasons else ():
        yield Text(f"      because {clean(reason)}", style="dim")


def place_in_words(name: PlaceName) -> str:
    """What a place name was taken for, how surely, and why; the candidates where Khabar abstained."""
    taken = f"{name.place.name} ({name.place.id}), {name.score:.0%}" if name.place else "not decided"
    others = ", ".join(c.name + (f" {c.country}" if c.country else "") for c in name.candidates[:3])
    among = f"; among {others}" if others and not name.place else ""
    return f"“{name.span.text}”: {taken}{among}; {'; '.join(name.reasons)}".rstrip("; ")


def told(argument: Argument) -> str:
    """An argument in words: its text, and in brackets what it was taken for; `understood` where no word names it."""
    meaning = argument.stands_for
    resolved = argument.resolved
    if isinstance(resolved, Place) and resolved.lat is not None and resolved.lon is not None:
        meaning = f"{meaning or resolved.name} {resolved.lat:.2f},{resolved.lon:.2f}"
    elif isinstance(resolved, Actor):
        meaning = meaning or resolved.name
    if argument.span is None:
        return f"understood [{meaning or argument.text}]"
    relation = f"{argument.relation} " if argument.relation != "in" else ""
    return relation + (f"{argument.text} [{meaning}]" if meaning and meaning != argument.text else argument.text)


def particulars(mention: Mention) -> Iterator[str]:
    """When, how many, how sure and by whom, in words."""
    yield when(mention.occurred)
    if mention.counts:
        yield ", ".join(f"{c.what if c.what != 'other' else c.noun or 'count'} {range_of(c)}" for c in mention.counts)
    unsure = [mention.modality] + (["did not happen"] if mention.polarity == "no" else [])
    unsure += [mention.aspect] if mention.aspect != "done" else []
    unsure += [
        word for word, holds in (("background", mention.background), ("description", mention.descriptive)) if holds
    ]
    unsure += [mention.status] if mention.status else []
    yield ", ".join(unsure)
    said = mention.attribution
    yield f"said by {said.stands_for or said.span.text} ({said.kind})" if said else "said by the outlet"


def when(occurred: Occurred | None) -> str:
    """A time in words, no more exact than it is known."""
    if occurred is None:
        return "time unknown"
    days = str(occurred.first_day)
    if occurred.last_day != occurred.first_day:
        days = f"{occurred.first_day} to {occurred.last_day}"
    basis = {"document": "by the report's date", "relative": f"“{occurred.text}”", "explicit": f"“{occurred.text}”"}
    return f"{days} ({basis[occurred.basis]})"


def range_of(count: Count) -> str:
    """A count as a range: "12", "at least 12", "up to 30", "around 20", "11 of 34"; else in its own words."""
    of = f" of {count.of}" if count.of is not None else ""
    if count.best is not None:
        exact = count.low == count.best == count.high
        return f"{'' if exact else 'around '}{count.best:,}{of}"
    if count.low is not None and count.high is not None:
        return f"{count.low:,} to {count.high:,}{of}"
    if count.low is not None:
        return f"at least {count.low:,}{of}"
    return (f"up to {count.high:,}" if count.high is not None else clean(count.text)) + of
