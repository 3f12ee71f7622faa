"""Persons' names and telling words taken out of an event. What cannot be told from a name goes with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from khabar.records import Actor, Attribution, Claim, Event, Span

_NO_WORDS = Span(0, 0, "")


def without_persons(event: Event, kinds: Collection[str]) -> tuple[Event, int]:
    """The event with actors of some kinds named by their kind alone, and how many names were taken out.

    The words for those who are nobody known go where they hold a capital letter: they may be a name.
    """
    actors, targets = (tuple(_kind_only(a, kinds) for a in them) for them in (event.actors, event.targets))
    actor_words, target_words = (
        tuple(w for w in them if not _may_name(w)) for them in (event.actor_words, event.target_words)
    )
    taken = sum(old != new for old, new in zip(event.actors + event.targets, actors + targets, strict=True))
    taken += len(event.actor_words + event.target_words) - len(actor_words + target_words)
    figures = tuple(
        replace(f, versions=tuple((low, best, high, "", claim) for low, best, high, _, claim in f.versions))
        for f in event.figures
    )
    claims = tuple(_voice_hidden(claim, kinds) for claim in event.claims)
    return (
        replace(
            event,
            actors=tuple(dict.fromkeys(actors)),
            targets=tuple(dict.fromkeys(targets)),
            actor_words=actor_words,
            target_words=target_words,
            figures=figures,
            claims=claims,
        ),
        taken,
    )


def without_words(event: Event) -> Event:
    """The event without its sentences, titles and reasons; what was said, when and by whom stays."""
    return replace(event, claims=tuple(map(_wordless, event.claims)), merges=())


def _kind_only(actor: Actor, kinds: Collection[str]) -> Actor:
    if actor.kind not in kinds:
        return actor
    return Actor(f"withheld:{actor.kind}", actor.kind, actor.kind, actor.side, actor.country)


def _may_name(words: str) -> bool:
    return words != words.lower()


def _voice_hidden(claim: Claim, kinds: Collection[str]) -> Claim:
    """The claim with a speaker who is, or may be, a person known by the kind of voice alone."""
    said = claim.mention.attribution
    if said is None or (said.actor is not None and said.actor.kind not in kinds):
        return claim
    hidden = Attribution(said.kind, Span(0, len(said.kind), said.kind))
    return replace(claim, mention=replace(claim.mention, attribution=hidden))


def _wordless(claim: Claim) -> Claim:
    mention = claim.mention
    said = mention.attribution
    if said is not None:
        # The speaker's own words for a place ("a resident of ...") go; who it is stays, where it is somebody known.
        shown = said.actor.name if said.actor else said.kind
        said = Attribution(said.kind, Span(0, len(shown), shown), said.actor)
    bare = replace(mention, sentence=_NO_WORDS, roles=(), why=(), attribution=said)
    return replace(claim, mention=bare, sentence_text="", title="")
