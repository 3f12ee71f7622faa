"""The mentions of the seed article against those expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.seed.facts import Expected, content_words, expected_mentions, read_article
from khabar.documents import from_text
from khabar.reader import Reader
from khabar.records import Argument, Coded, Mention, SetAside

PUBLISHED = date(2021, 8, 12)
ENOUGH, FALSE_AT_MOST = 20, 4


@dataclass(frozen=True)
class Found:
    """One expected mention beside what was coded for it, None = nothing of its type at its words.

    `lacking` are the roles its own sentence fills and the coding does not; `understood` those that only other sentences
    tell and the coding lacks.
    """

    expected: Expected
    mention: Mention | None
    lacking: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()

    @property
    def is_hit(self) -> bool:
        """Right type at the right words, with every role that its own sentence fills."""
        return self.mention is not None and not self.lacking

    @property
    def is_well_told(self) -> bool:
        """Whether modality and speaker are right too."""
        said = self.mention.attribution if self.mention else None
        if self.mention is None or self.mention.modality != self.expected.modality:
            return False
        if not self.expected.speaker:
            return True
        right_kind = said is not None and (not self.expected.speaker_kind or said.kind == self.expected.speaker_kind)
        return said is not None and right_kind and bool(content_words(said.span.text) & self.expected.speaker)


@dataclass(frozen=True)
class Agreement:
    """The article's coding beside what was expected."""

    coded: Coded
    found: tuple[Found, ...]
    false: tuple[Mention, ...]

    @property
    def required(self) -> tuple[Found, ...]:
        """Those that must be found."""
        return tuple(f for f in self.found if not f.expected.optional)

    @property
    def hits(self) -> tuple[Found, ...]:
        """The required ones found with type and main roles."""
        return tuple(f for f in self.required if f.is_hit)

    def of(self, mention_id: str) -> Found:
        """What became of one expected mention. Raises KeyError for an unknown id."""
        return {f.expected.id: f for f in self.found}[mention_id]


def coded_article(theatre: str | None = None) -> Coded:
    """The article, coded for the world or for a theatre."""
    document = from_text(read_article(), published=PUBLISHED)
    if isinstance(document, SetAside):
        raise SystemExit(document.message)
    return Reader.load(theatre=theatre).read(document)


def agreement(coded: Coded) -> Agreement:
    """What was expected of the article beside its coding; each coded mention answers for one expected at most."""
    left = [m for m in coded.mentions if not m.descriptive]
    found = []
    for expected in expected_mentions(coded.document.text):
        mention = next((m for m in left if _is_the_act(expected, m)), None)
        if mention is not None:
            left.remove(mention)
        found.append(_compared(expected, mention))
    return Agreement(coded, tuple(found), tuple(left))


def _is_the_act(expected: Expected, mention: Mention) -> bool:
    at_its_words = mention.trigger.start < expected.end and expected.start < mention.trigger.end
    return at_its_words and mention.type in expected.types


def _compared(expected: Expected, mention: Mention | None) -> Found:
    if mention is None:
        return Found(expected, None)
    absent = [(role, fillers) for role, fillers in expected.roles if not _is_filled(mention, role, fillers)]
    here = content_words(mention.sentence.text)
    lacking = tuple(role for role, fillers in absent if any(words & here for words in fillers))
    return Found(expected, mention, lacking, tuple(role for role, _ in absent if role not in lacking))


def _is_filled(mention: Mention, role: str, fillers: Sequence[frozenset[str]]) -> bool:
    """Whether one of a role's fillers shares a word with the coded ones; of participants every one must."""
    names = ("actor", "target") if role == "participants" else (role,)
    coded = [words for name, arguments in mention.roles if name in names for a in arguments for words in _words(a)]
    wanted = [any(words & ours for ours in coded) for words in fillers]
    return all(wanted) if role == "participants" else any(wanted)


def _words(argument: Argument) -> Iterator[frozenset[str]]:
    yield content_words(argument.text)
    yield content_words(argument.stands_for)
    if argument.resolved is not None:
        yield content_words(argument.resolved.name)
