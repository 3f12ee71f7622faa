"""The report of a situation: what it says, that every line cites, and that news text stays text."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from builders import (
    DAY,
    GOVERNMENT,
    REBELS,
    a_claim,
    a_place,
    a_road,
    a_theatre,
    a_town,
    a_voice,
    an_event,
)
from hypothesis import given
from hypothesis import strategies as st

from khabar.records import Count, Event, Figure
from khabar.report import (
    Brief,
    brief_markdown,
    brief_text,
    citations,
    escape,
    situation_brief,
    situation_markdown,
    situation_text,
    why_markdown,
    why_text,
)
from khabar.situation import Situation, assemble, why
from khabar.times import Occurred
from khabar.times.moments import end_of_day

CAPITALS = ("provincial capitals",)
HIGHWAY = "Alpha-Southgate highway"
THEATRE = a_theatre(
    [*(a_town(n, sets=CAPITALS, kind="capital") for n in ("Alpha", "Midtown", "Southgate", "Westcity", "Hillfort"))],
    [
        a_road("alpha", "midtown", km=100, name=HIGHWAY),
        a_road("midtown", "southgate", km=100, name=HIGHWAY),
        a_road("alpha", "hillfort", km=300, name="Highland road", grade=3),
        a_road("hillfort", "southgate", km=300, name="Highland road", grade=3),
    ],
)
WEEK = Occurred.within(DAY - timedelta(days=7), DAY, precision="week", basis="relative")


def fell(town: str, **more: object) -> Event:
    return an_event(a_claim(place=[a_place(town)], **more))  # type: ignore[arg-type]


def tally() -> Event:
    counts = (Count("other", "4 of the 5 provincial capitals", best=4, of=5, noun="provincial capitals"),)
    return an_event(a_claim(counts=counts, occurred=WEEK, outlet="The Post"), aggregate=True)


def deal() -> Event:
    voice = a_voice("local official", words="A. Karimi")
    return an_event(
        a_claim("politics.agreement", actor=[REBELS, "the governor"], modality="alleged", said_by=voice, trigger="deal")
    )


def deaths() -> Event:
    claim = a_claim("harm.casualties", actor=[], place=[a_place("Midtown")], target=["civilians"])
    return an_event(claim, figures=(Figure("killed", 12, None, None, ((12, None, None, "x", claim.id),)),))


def of(*events: Event) -> Situation:
    return assemble(events, THEATRE, on=DAY, known=end_of_day(DAY))


EVERYTHING = (
    fell("Westcity"),
    fell("Midtown"),
    fell("Hillfort", modality="claimed", said_by=a_voice("belligerent", REBELS), outlet="The Sun"),
    tally(),
    deal(),
    deaths(),
)

SAYS = {
    "a town held": "held by Rebels",
    "a town only claimed": "claimed by Rebels (unconfirmed); by what is confirmed, held by Government",
    "the stated tally beside ours": "4 of 5 provincial capitals taken by Rebels from 3 Jun 2030 to 10 Jun 2030; this "
    "record has two (Midtown and Westcity): two are missing from the record.",
    "the highway cut": "Alpha-Southgate highway (200 km): cut for the Government at Midtown (held by Rebels since "
    "10 Jun 2030). Shortest supply road left from Alpha to Southgate: 600 km by Hillfort.",
    "deaths as a range": "Killed, where no party is named as the source: at least 12 in one act.",
    "the deal and who alleges it": "agreement or ceasefire, Rebels and the governor; alleged by A. Karimi (local "
    "official); not confirmed.",
    "what nobody reports on": "No report in the record says who holds 2 places, held by Government on 1 Jun 2030: "
    "Alpha and Southgate.",
}


@pytest.mark.parametrize("what", SAYS, ids=str)
def test_the_report_says(what: str) -> None:
    flat = " ".join(situation_text(of(*EVERYTHING)).split())
    assert SAYS[what] in flat


def test_the_sections_come_in_the_order_a_humanitarian_reader_expects() -> None:
    titles = [s.title for s in situation_brief(of(*EVERYTHING)).sections if s.lines or s.table]
    assert titles == [
        "Highlights",
        "Who holds what",
        "Tallies",
        "Roads",
        "Who is cut off: Government, supplied from Alpha",
        "Outlook: risk of changing hands within 7 days",
        "Harm and detainees",
        "Talks and offers",
        "Open claims",
        "Gaps",
    ]


def uncited(report: Brief) -> list[str]:
    lines = [line.words for s in report.sections for line in s.lines if not report.cites(line.rests_on)]
    rows = [r.cells[0] for s in report.sections if s.table for r in s.table.rows if not report.cites(r.rests_on)]
    return lines + rows


def test_every_line_and_every_row_cites_its_sources() -> None:
    assert uncited(situation_brief(of(*EVERYTHING))) == []
    assert uncited(situation_brief(of())) == []


def cited_in(text: str) -> set[str]:
    """The numbers cited, those within a run included."""
    runs = [run.split("-") for cites in re.findall(r"\[(\d[\d, -]*)\]", text) for run in cites.split(", ")]
    return {str(number) for run in runs for number in range(int(run[0]), int(run[-1]) + 1)}


def test_every_number_cited_is_listed_with_outlet_date_and_sentence() -> None:
    text = situation_text(of(*EVERYTHING))
    body, _, sources = text.partition("\nSources\n")
    assert cited_in(body) == set(re.findall(r"^\[(\d+)\]", sources, re.MULTILINE))
    assert "The Herald, 2030-06-10: “Rebels took Westcity.”" in sources


def test_changes_are_told_when_an_earlier_moment_is_given() -> None:
    before = end_of_day(DAY - timedelta(days=1))
    found = assemble(EVERYTHING, THEATRE, on=DAY, known=end_of_day(DAY), since=before)
    assert "- Westcity: held by Rebels (before: held by Government)." in situation_text(found)


def test_an_empty_record_makes_a_report_that_says_so() -> None:
    text = situation_text(of())
    assert "The record says nothing yet on this theatre." in text
    assert "No report in the record says who holds 5 places" in text


def test_camps_that_disagree_stand_side_by_side() -> None:
    voices = {"Government": (50, a_voice("official", GOVERNMENT)), "Rebels": (3, a_voice("belligerent", REBELS))}
    claims = [
        a_claim("harm.casualties", place=[a_place("Midtown")], modality="claimed", said_by=voice, outlet=name)
        for name, (_, voice) in voices.items()
    ]
    versions = tuple((None, voices[c.outlet][0], None, c.outlet, c.id) for c in claims)
    flat = " ".join(situation_text(of(an_event(*claims, figures=(Figure("killed", 3, None, 50, versions),)))).split())
    assert "Killed, as told by Government: 50 in one act." in flat
    assert "Killed, as told by Rebels: 3 in one act." in flat
    assert "another party gives a number that does not fit" in flat


def test_a_claim_that_its_tellers_deny_is_called_retracted() -> None:
    voice = a_voice("belligerent", REBELS)
    claims = [a_claim(place=[a_place("Midtown")], modality=m, said_by=voice) for m in ("claimed", "denied")]
    flat = " ".join(situation_text(of(an_event(*claims))).split())
    assert "claimed by Rebels (belligerent); retracted." in flat


# News text is hostile.

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an image": "![x](http://evil.example/x.png)",
    "a link": "[click](javascript:alert(1))",
    "a bare address": "see http://evil.example now",
    "a table cell": "a | b | c",
    "a heading": "# Victory",
    "an entity": "&lt;b&gt;",
    "a code span": "`rm -rf`",
    "a broken line": "one\n\n## Two",
    "a footnote": "[^1]: note",
}


@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_news_text_stays_text_in_markdown(case: str) -> None:
    found = escape(HOSTILE[case])
    assert "\n" not in found
    assert "<" not in found
    assert not re.search(r"(?<!\\)[\[\]`|#*_]", found.replace("&#8203;", ""))
    assert not re.search(r"https?:", found)


def test_a_hostile_sentence_reaches_the_report_disarmed() -> None:
    events = [fell("Westcity", says="<img src=x onerror=alert(1)> took | Westcity", outlet="The <b>Herald</b>")]
    found = situation_markdown(of(*events))
    assert "<img" not in found
    assert "<b>" not in found
    assert "took \\| Westcity" in found


def test_a_terminal_is_not_steered_by_news_text() -> None:
    found = situation_text(of(fell("Westcity", says="Rebels \x1b[31mtook\x07 \u202eWestcity")))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found)


@given(st.text())
def test_escaped_text_never_holds_html_or_a_line_break(text: str) -> None:
    found = escape(text)
    assert "<" not in found
    assert len(found.splitlines()) <= 1


# Why.


def test_why_tells_the_sentences_their_part_and_what_would_change_it() -> None:
    answer = why("Hillfort", DAY, known=end_of_day(DAY), events=EVERYTHING, theatre=THEATRE)
    flat = " ".join(why_text(answer, THEATRE).split())
    assert "Hillfort is claimed by Rebels (unconfirmed); by what is confirmed, held by Government" in flat
    reason = "100% of the weight, for it: taken by Rebels; claimed; a party's own word."
    assert f"{reason} The Sun, 10 Jun 2030, Rebels (belligerent)" in flat
    assert "An independent outlet, or the other side, confirming Rebels." in flat
    assert "no longer stands after 2030-07-10" in flat


def test_why_of_a_place_nobody_speaks_of_rests_on_the_theatre_pack() -> None:
    answer = why("Alpha", DAY, known=end_of_day(DAY), events=[], theatre=THEATRE)
    assert "No report speaks of it." in why_text(answer, THEATRE)
    assert "Theatre pack testland: holders on 1 Jun 2030" in why_markdown(answer, THEATRE)


def test_both_forms_carry_the_same_lines() -> None:
    report = situation_brief(of(*EVERYTHING))
    plain, marked = brief_text(report), brief_markdown(report)
    lines = sum(len(s.lines) for s in report.sections)
    assert len(re.findall(r"^- ", plain, re.MULTILINE)) == len(re.findall(r"^- ", marked, re.MULTILINE)) == lines


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((4,), "[4]"), ((1, 2, 3, 7), "[1-3, 7]"), ((2, 4, 5), "[2, 4-5]")],
    ids=["none", "one", "a run and one", "one and a run"],
)
def test_citations_in_a_row_are_drawn_together(numbers: tuple[int, ...], words: str) -> None:
    assert citations(numbers) == words


def test_the_outlook_is_never_printed_without_its_skill() -> None:
    found = of(*EVERYTHING)
    report = situation_brief(found)
    (section,) = (s for s in report.sections if s.title.startswith("Outlook"))
    assert section.table is not None
    assert all(report.cites(row.rests_on) for row in section.table.rows)
    assert found.outlook is not None
    assert section.lines[0].words.startswith(f"Skill {found.outlook.skill:.2f} on wars it was not fitted on")


def test_of_a_day_whose_aftermath_is_known_there_is_no_outlook() -> None:
    known = end_of_day(DAY + timedelta(days=3))
    assert assemble(EVERYTHING, THEATRE, on=DAY, known=known).outlook is None
