"""What stands around a match: the neighbours, the word for its kind, the list it is in, what the parser thinks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khabar.places.containment import holds
from khabar.places.gazetteer import Bearer
from khabar.places.matches import Match
from khabar.places.wording import Word
from khabar.places.words import UNIT_KINDS, PlaceWords
from khabar.records import NameSpan, Parse, Token

_JOINING = {"and", "or", "to"}
_LONG_LIST = 3  # others, from which a list is one without its "and"


@dataclass(frozen=True)
class Setting:
    """A match in its sentence.

    `before` and `after` are the words beside it with nothing but a space between, None at a mark or sentence end.
    `unit` is the kind of place named beside it (province, district, settlement, region, water) or "". `listed` links
    it to the matches it shares a list with (their first words). `container` is the first word of the match after the
    comma in "Homs, Syria", None where there is none; `elsewhere` is it where none of the places known by this name lies
    there ("Bradford, Ontario"). `label` and `inside` are the parser's: the type of the name that is exactly this, and
    of a longer one around it. `token` is the parser's last token of the name. `key` is its words in plain spelling.
    `is_country_acronym`: US, UK, U.S., which before a noun stand for "American", "British"; `is_demonym`: it can be an
    adjective or a people ("Syrian").
    """

    match: Match
    words: tuple[Word, ...]
    before: Word | None
    after: Word | None
    unit: str = ""
    listed: tuple[int, ...] = ()
    container: int | None = None
    elsewhere: int | None = None
    label: str = ""
    inside: str = ""
    token: Token | None = None
    key: str = field(init=False)
    is_country_acronym: bool = field(init=False)
    is_demonym: bool = field(init=False)

    def __post_init__(self) -> None:
        bearers = self.match.bearers
        object.__setattr__(self, "key", " ".join(word.key for word in self.words))
        acronym = any(bearer.acronym and bearer.place.precision == "country" for bearer in bearers)
        object.__setattr__(self, "is_country_acronym", acronym)
        object.__setattr__(self, "is_demonym", any(bearer.how == "demonym" for bearer in bearers))

    @property
    def start(self) -> int:
        """Document offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Document offset after its last character."""
        return self.words[-1].end

    @property
    def has_article(self) -> bool:
        """ "the Pacific" with nothing behind it: seas and regions have an article, towns seldom."""
        describes = self.token.relation in ("compound", "amod") if self.token else self.after is not None
        return self.before is not None and self.before.key == "the" and not describes


def settings_of(
    matches: Sequence[Match], words: Sequence[Word], *, lexicon: PlaceWords, parse: Parse | None, without_commas: bool
) -> list[Setting]:
    """Each match with its surroundings. In a text that lost its commas, names side by side are a list."""
    hints = _Hints(parse)
    units = [_unit(match, words, lexicon) for match in matches]
    lists = _lists(matches, words, {",", "/", "-", "–", ""} if without_commas else {",", "/", "-", "–"})
    _share_plurals(units, lists, matches, words, lexicon)
    found = []
    for i, match in enumerate(matches):
        inner = tuple(words[match.first : match.last + 1])
        label, inside = hints.labels(inner[0].start, inner[-1].end)
        found.append(
            Setting(
                match=match,
                words=inner,
                before=_beside(words, match.first - 1, match.first),
                after=_beside(words, match.last + 1, match.last + 1),
                unit=units[i],
                listed=tuple(matches[j].first for j in lists[i]),
                container=None if _is_list_of_equals(i, lists[i], matches, words) else _container(i, matches, words),
                elsewhere=_elsewhere(i, matches, words),
                label=label,
                inside=inside,
                token=hints.token(inner[-1].end),
            )
        )
    return found


def _beside(words: Sequence[Word], i: int, gap_before: int) -> Word | None:
    """The word at `i` where only a space (or hyphen) parts it from the match."""
    if not 0 <= i < len(words) or gap_before >= len(words):
        return None
    right = words[gap_before]
    parted = right.gap.strip() not in ("", "-", ".") or (right.gap.strip() == "." and len(words[i].key) > 4)
    return None if parted or words[i].sentence != words[gap_before - 1].sentence or right.opens else words[i]


def kind_of(word: str, lexicon: PlaceWords) -> str:
    """The kind of unit a word names, singular or plural: "provinces" -> province; "" for other words."""
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y")
    kinds = [kind for form in forms if (kind := lexicon.unit_kinds.get(form)) is not None]
    return UNIT_KINDS[min(kinds)] if kinds else ""


def _unit(match: Match, words: Sequence[Word], lexicon: PlaceWords) -> str:
    return _unit_after(match, words, lexicon) or _unit_before(match, words, lexicon)


def _unit_after(match: Match, words: Sequence[Word], lexicon: PlaceWords) -> str:
    after = _beside(words, match.last + 1, match.last + 1)
    if after is None:
        return ""
    if after.key in ("state", "states") and not any(_is_state(b, lexicon) for b in match.bearers):
        return ""  # "in Homs state television said": commas get lost
    return kind_of(after.key, lexicon)


def _is_state(bearer: Bearer, lexicon: PlaceWords) -> bool:
    return bearer.place.precision == "province" and bearer.place.country in lexicon.lists.lands_of_states


def _unit_before(match: Match, words: Sequence[Word], lexicon: PlaceWords) -> str:
    of = _beside(words, match.first - 1, match.first)
    if of is None or match.first < 2:
        return ""
    head = words[match.first - 2] if of.key == "of" else of
    if of.key == "of" and head.key == "capital":
        return ""  # "the capital of Mali": what has a capital is no town
    if head.sentence == words[match.first].sentence and (of.key == "of" or not head.capital):
        return kind_of(head.key, lexicon)
    return ""


def _lists(matches: Sequence[Match], words: Sequence[Word], marks: set[str]) -> list[tuple[int, ...]]:
    """For each match the others of its list: "A, B and C", "A-B"."""
    groups: list[list[int]] = []
    for i, match in enumerate(matches):
        if groups and _joined(matches[i - 1], match, words, marks):
            groups[-1].append(i)
        else:
            groups.append([i])
    return [tuple(j for j in group if j != i) for group in groups for i in group]


def _joined(one: Match, other: Match, words: Sequence[Word], marks: set[str]) -> bool:
    if words[one.last].sentence != words[other.first].sentence:
        return False
    between = words[one.last + 1 : other.first]
    if not between:
        return words[other.first].gap.strip() in marks
    if len(between) == 1 and between[0].key in _JOINING:
        return between[0].gap.strip() in (",", "") and not words[other.first].gap.strip()
    return False


def _share_plurals(
    units: list[str],
    lists: list[tuple[int, ...]],
    matches: Sequence[Match],
    words: Sequence[Word],
    lexicon: PlaceWords,
) -> None:
    """In "Kunduz, Takhar and Badakhshan provinces" the last word is said of all."""
    for i, match in enumerate(matches):
        after = _beside(words, match.last + 1, match.last + 1)
        if units[i] and after is not None and after.key.endswith("s") and kind_of(after.key, lexicon) == units[i]:
            for j in lists[i]:
                units[j] = units[j] or units[i]


def _container(i: int, matches: Sequence[Match], words: Sequence[Word]) -> int | None:
    """The next match, where only a comma parts it from this one, or "in": "Douma, Syria", "Herat in Afghanistan"."""
    if i + 1 >= len(matches):
        return None
    match, other = matches[i], matches[i + 1]
    between = words[match.last + 1 : other.first]
    if words[match.last].sentence != words[other.first].sentence or not _can_hold(other, match):
        return None
    if not between and words[other.first].gap.strip() in (",", "", "("):
        return other.first
    small = {"in", "province", "of", "the", "district", "city", "town", "village", "s"}
    if between and len(between) <= 3 and all(w.key in small for w in between) and "in" in {w.key for w in between}:
        return other.first
    return None


def _is_list_of_equals(i: int, others: tuple[int, ...], matches: Sequence[Match], words: Sequence[Word]) -> bool:
    """ "Washington, Pennsylvania and California": a list of states, not a town in one."""
    if i + 1 not in others or len(others) < 2:
        return False
    last = matches[max(others)]
    ends = words[last.first - 1].key in _JOINING and last is not matches[i + 1]
    return (ends or len(others) >= _LONG_LIST) and bool(_divisions(matches[i]) & _divisions(matches[i + 1]))


def _divisions(match: Match) -> set[str]:
    """Whether a name is also that of a country, of a province."""
    return {b.place.precision for b in match.bearers if b.place.precision in ("country", "province") and not b.former}


def _elsewhere(i: int, matches: Sequence[Match], words: Sequence[Word]) -> int | None:
    """The match after the comma where it must hold this one and holds none of its bearers: "Bradford, Ontario"."""
    if i + 1 >= len(matches):
        return None
    match, other = matches[i], matches[i + 1]
    apart = other.first != match.last + 1 or words[other.first].gap.strip() != ","
    if apart or words[match.last].sentence != words[other.first].sentence or _can_hold(other, match):
        return None
    kinds = _divisions(other)
    following = words[other.last + 1] if other.last + 1 < len(words) else None
    closes = (
        following is None or following.sentence != words[other.last].sentence or following.gap.strip() in (",", ")")
    )
    describes = kinds == {"province"} and following is not None and not following.capital and following.key != "s"
    joined = following is not None and following.key in _JOINING
    listed = following is not None and following.gap.strip() == "," and following.capital
    return other.first if kinds and not _divisions(match) and (closes or describes) and not (joined or listed) else None


def _can_hold(holder: Match, match: Match) -> bool:
    return any(holds(h.place, b.place) for h in holder.bearers for b in match.bearers)


class _Hints:
    """What a parse says of a stretch of text; nothing without a parse."""

    def __init__(self, parse: Parse | None) -> None:
        sentences = parse.sentences if parse else ()
        self._ends = {token.end: token for s in sentences for token in s.tokens}
        self._names: tuple[NameSpan, ...] = tuple(name for s in sentences for name in s.names)

    def labels(self, start: int, end: int) -> tuple[str, str]:
        """The label of the name that is exactly this stretch, and of one that is longer and holds it."""
        exact = inside = ""
        for name in self._names:
            if name.span.start <= start and end <= name.span.end:
                if end - start >= name.span.end - name.span.start - 4:  # "the", a possessive
                    exact = name.label
                else:
                    inside = name.label
        return exact, inside

    def token(self, end: int) -> Token | None:
        """The token that ends here."""
        return self._ends.get(end)
