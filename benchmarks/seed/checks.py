"""What the seed article must lead to, each as a question with its answer: in its mentions, and in the picture."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import khabar
from benchmarks.seed.facts import FOLDER
from benchmarks.seed.mentions import ENOUGH, FALSE_AT_MOST, PUBLISHED, Agreement
from khabar.situation import Situation
from khabar.times.moments import end_of_day

THEATRE = "afghanistan-2021"
TALLY = "provincial capitals"


@dataclass(frozen=True)
class Check:
    """One thing that must hold; `found` is what there is."""

    name: str
    holds: bool
    found: str


def mention_checks(read: Agreement) -> Iterator[Check]:
    """What must hold of the article's mentions."""
    required, hits = len(read.required), len(read.hits)
    name = f"at least {ENOUGH} of {required} required mentions, with type and main roles"
    yield Check(name, hits >= ENOUGH, str(hits))
    yield Check(f"at most {FALSE_AT_MOST} false mentions", len(read.false) <= FALSE_AT_MOST, str(len(read.false)))
    yield _said(read, "m16", "the Ghazni deal is alleged by Amanullah Kamrani, a local official", "Kamrani")
    yield _said(read, "m20", "the use of houses as shields is the source's word", "source")
    yield _said(read, "m21", "the air strikes amid civilians are the source's word", "source")
    caption = read.coded.document.text.index("Image:")
    coded = [m.trigger.text for m in read.coded.mentions if m.sentence.end > caption]
    yield Check("the caption is not coded", not coded, ", ".join(coded) or "nothing")
    yield _capitals(read)


def _said(read: Agreement, mention_id: str, name: str, speaker: str) -> Check:
    found = read.of(mention_id)
    said = found.mention.attribution if found.mention else None
    if found.mention is None or said is None:
        return Check(name, False, "not coded" if found.mention is None else "the outlet's own word")
    shown = f"{found.mention.modality}, {said.span.text}, {said.kind}"
    return Check(name, found.is_well_told and speaker in said.span.text, shown)


def _capitals(read: Agreement) -> Check:
    name = "11 of the 34 provincial capitals is a count with its week"
    mention = read.of("m02").mention
    if mention is None or mention.occurred is None:
        return Check(name, False, "not coded" if mention is None else "no time")
    counts = [(c.best, c.of, c.noun) for c in mention.counts]
    days = (mention.occurred.first_day, mention.occurred.last_day)
    holds = (11, 34, TALLY) in counts and days == (date(2021, 8, 5), date(2021, 8, 12))
    return Check(name, holds, f"{counts}, {days[0]} to {days[1]}")


def situation_of_the_article() -> Situation:
    """The picture made from the article alone, as of the end of its day."""
    with tempfile.TemporaryDirectory() as folder, khabar.open(Path(folder) / "seed.db", theatre=THEATRE) as picture:
        list(picture.ingest(FOLDER / "article.txt", published=PUBLISHED))
        return picture.situation(on=PUBLISHED, known=end_of_day(PUBLISHED))


def picture_checks(situation: Situation) -> Iterator[Check]:
    """What must hold of the picture made from the article alone."""
    for key in ("herat", "ghazni"):
        reading = situation.control(key)
        holds = (reading.state, reading.holder) == ("held", "taliban")
        yield Check(f"{key.title()} is held by the Taliban", holds, f"{reading.state}, {reading.holder}")
    yield _tally(situation)
    yield _highway(situation)
    yield _crucial_highway(situation)
    deals = [c for c in situation.open_claims if c.event_type == "politics.agreement" and c.outcome == "open"]
    holds = any("Kamrani" in c.voice and c.voice_kind == "local official" for c in deals)
    yield Check("the deal is an open claim", holds, ", ".join(f"{c.voice} ({c.voice_kind})" for c in deals) or "none")


def _crucial_highway(situation: Situation) -> Check:
    name = "that Ghazni's fall cuts the crucial highway from Kabul to the south is borne out by the roads"
    said = [s for s in situation.road_statements if (s.place_key, s.one, s.toward) == ("ghazni", "kabul", "south")]
    shown = ", ".join(f"{s.verdict}: {len(s.beyond)} of {len(s.served)} places" for s in said) or "no statement"
    return Check(name, [s.verdict for s in said] == ["cuts the usual way"], shown)


def _tally(situation: Situation) -> Check:
    name = "11 of 34 as stated stands beside our own 2: nine are missing from the record"
    stated = next((s for s in situation.stated if s.name == TALLY and s.side == "taliban"), None)
    if stated is None:
        return Check(name, False, "no stated tally")
    shown = f"{stated.best} of {stated.of} stated, ours {', '.join(stated.ours)}, {stated.difference} missing"
    holds = (stated.best, stated.of, stated.difference) == (11, 34, 9) and stated.ours == ("ghazni", "herat")
    return Check(name, holds, shown)


def _highway(situation: Situation) -> Check:
    name = "the Kabul-Kandahar highway is cut at Ghazni for the government, with the way round"
    road = next((r for r in situation.roads if (r.name, r.side) == ("Kabul-Kandahar highway", "government")), None)
    if road is None:
        return Check(name, False, "no such road")
    bars = [b.place_key for b in road.barred_at]
    detour = road.detour or road.track_detour
    way = f"{' - '.join(detour.places)}, {detour.length_km:.0f} km" if detour else "none"
    holds = road.status == "cut" and bars == ["ghazni"] and detour is not None and "ghazni" not in detour.places
    return Check(name, holds, f"{road.status} at {', '.join(bars)}; way round: {way}")
