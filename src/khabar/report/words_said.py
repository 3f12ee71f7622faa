"""The part of the report on what is only said: open claims, settled ones, and what is new."""

from __future__ import annotations

from khabar.coding.lexicon.codebook import load_codebook
from khabar.report.brief import Line, Section
from khabar.report.wording import Names, day, listed, number, parties
from khabar.situation import Change, ClaimStanding, Situation

CITED = 5
LATEST = 15


def open_claims(situation: Situation) -> Section:
    """What one voice says and nobody else has confirmed."""
    lines = tuple(claim_line(c) for c in situation.open_claims)
    return Section("Open claims", lines[: 3 * LATEST])


def settled_claims(situation: Situation) -> Section:
    """What was claimed first and has since been confirmed or retracted."""
    settled = [c for c in situation.claims if c.outcome in ("confirmed", "refuted")]
    return Section("Claims since settled", tuple(claim_line(c) for c in settled[:LATEST]))


def claim_line(claim: ClaimStanding) -> Line:
    """One claim: when, where, what, who says it, and what became of it."""
    where = f", {listed(claim.places)}" if claim.places else ""
    said = f"{claim.modality} by {claim.voice} ({claim.voice_kind})"
    became = {
        "open": "not confirmed",
        "denied": "denied by another voice",
        "refuted": "retracted",
        "confirmed": f"since confirmed{_after(claim)}",
    }[claim.outcome]
    words = (
        f"{day(claim.day)}{where}: {load_codebook().label_of(claim.event_type)}, {parties(claim.parties, claim.toward)}"
    )
    cited = (*claim.claim_ids[:CITED], *claim.settled_by[:CITED])
    return Line(f"{words}; {said}; {became}.", cited, "claimed" if claim.outcome == "open" else "")


def _after(claim: ClaimStanding) -> str:
    if claim.after_days is None:
        return ""
    return " the same day" if claim.after_days == 0 else f" after {number(claim.after_days)} days"


def changes(situation: Situation, names: Names) -> Section:
    """What differs from what was known at the earlier moment; left out where none was given."""
    if situation.since is None:
        return Section("Changes")
    lines = tuple(change_line(c, names) for c in situation.changes if c.kind != "claim")
    empty = "Nothing has changed."
    return Section(f"Changes since {situation.since:%Y-%m-%d %H:%M} UTC", lines, empty=empty)


def change_line(change: Change, names: Names) -> Line:
    """One difference as a line: where, how it is now, and how it was."""
    before, after = (state_words(words, names) for words in (change.before, change.after))
    where = "Stated tally" if change.kind == "tally" else names.place(change.key)
    where += ", by road" if change.kind == "cut off" else ""
    words = f"{where}: {after}" + (f" (before: {before})" if before else "")
    return Line(f"{words}.", change.claim_ids, change.after.partition(":")[0])


def state_words(words: str, names: Names) -> str:
    """A state of a change in words, as in "held by Taliban" for `held:taliban`."""
    state, _, side = words.partition(":")
    return f"{state} by {names.side(side)}" if side else state
