"""The situation report, in the order an OCHA reader expects, and the one page on what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from khabar.report import ground, outlook, roads
from khabar.report.brief import Brief, Line, Section, brief, packs_of
from khabar.report.map import map_drawing
from khabar.report.sitrep import harm, said
from khabar.report.sitrep.access import access
from khabar.report.sitrep.control import changed, control, first_of
from khabar.report.sitrep.extent import FULL, ONE_PAGE, THREE_PAGES, Extent
from khabar.report.sitrep.figures import key_figures
from khabar.report.sitrep.highlights import highlights
from khabar.report.sitrep.news import news_of
from khabar.report.wording import Names, day, things
from khabar.situation import Situation, Source
from khabar.watching import SourceState


def situation_report(
    situation: Situation,
    *,
    states: Sequence[SourceState] = (),
    standing: str = "",
    title: str = "",
    full: bool = False,
) -> Brief:
    """The report of a situation, three pages at most; `full` tells everything.

    `states` are how the sources that are watched do. `standing` is what to know before the first line; `title` "" = the
    theatre and the day.
    """
    names, extent = Names(situation.theatre), FULL if full else THREE_PAGES
    sections = [
        extent.cut(highlights(situation, names, extent), lines=8),
        key_figures(situation, names),
        _map(situation),
        extent.cut(control(situation, names, extent)),
        extent.cut(changed(situation, names, extent)),
        extent.cut(access(situation, names, extent), lines=5),
        *(extent.cut(section, lines=5) for section in _people(situation, names)),
        extent.cut(said.political_track(situation), lines=5),
        extent.cut(said.claims(situation, names), lines=7),
        extent.cut(said.gaps(situation, names, states)),
        *(_annex(situation, names) if full else ()),
    ]
    name = title or f"{situation.theatre.name}: situation report, {day(situation.on)}"
    return _brief(name, situation, sections, standing, extent)


def change_report(
    situation: Situation,
    *,
    states: Sequence[SourceState] = (),
    standing: str = "",
    title: str = "",
    full: bool = False,
) -> Brief:
    """What changed since the situation's earlier moment, on one page; `full` tells all of it.

    `states` are how the sources that are watched do.
    """
    names, extent = Names(situation.theatre), FULL if full else ONE_PAGE
    news = news_of(situation)
    sections = [
        extent.cut(changed(situation, names, extent), lines=6),
        Section("Map", drawing=map_drawing(situation), note="The situation report cites what each place rests on."),
        *(_new(extent.cut(section, lines=3)) for section in _people(news, names)),
        _new(extent.cut(said.political_track(news), lines=3)),
        _new(extent.cut(said.claims(news, names), lines=4)),
        Section("Information gaps", tuple(said.outages(states))),
    ]
    name = title or f"{situation.theatre.name}: what changed, {day(situation.on)}"
    return _brief(name, situation, sections, standing, extent)


def _map(situation: Situation) -> Section:
    drawing = map_drawing(situation)
    if drawing is None:
        return Section("Map")
    return Section("Map", (Line(drawing.words, first_of(situation.controls)),), drawing=drawing)


def _new(section: Section) -> Section:
    """A section of news, which add up to no total, and of which there may be none."""
    return replace(section, table=None, empty="Nothing new.")


def _people(situation: Situation, names: Names) -> Iterable[Section]:
    for title, kinds, of in (
        ("Protection and harm", harm.HARM, "people killed or wounded"),
        ("Displacement", harm.DISPLACED, "people driven from their homes"),
        ("Detainees", harm.CUSTODY, "people detained or freed"),
    ):
        yield harm.people(title, kinds, situation, names, empty=f"The record says nothing of {of}.")


def _annex(situation: Situation, names: Names) -> Iterable[Section]:
    """Place by place and road by road, for the full report."""
    yield ground.who_holds_what(situation, names)
    yield ground.tallies(situation, names)
    yield roads.roads(situation, names)
    yield from roads.cut_off(situation, names)
    yield outlook.outlook(situation, names)


def _brief(title: str, situation: Situation, sections: Iterable[Section], standing: str, extent: Extent) -> Brief:
    counts = situation.counts
    return brief(
        title=title,
        about=(
            f"By what was known at {situation.known:%Y-%m-%d %H:%M} UTC: {things(counts.documents, 'document')} of "
            f"{things(counts.outlets, 'named outlet')}, {things(counts.claims, 'statement')} "
            f"({counts.copies} in copies), {things(counts.events, 'event')}. The numbers lead to the sentences each "
            "line rests on; words in quotation marks are a source's own."
        ),
        sections=[s for s in sections if s.lines or s.table or s.empty or s.drawing],
        sources=tuple(_quoted(source, extent.quoted) for source in situation.sources),
        packs=packs_of(situation.theatre),
        standing=standing,
        moment=situation.known,
        pages=extent.pages,
    )


def _quoted(source: Source, most: int | None) -> Source:
    """A source with its sentence no longer than so many letters, cut at a word and so marked."""
    sentence = source.sentence.strip()
    if most is None or len(sentence) <= most:
        return source
    return replace(source, sentence=f"{sentence[:most].rsplit(None, 1)[0]} …")
