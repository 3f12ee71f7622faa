"""One report goes from text to answer: the seed article read, coded, kept, and asked about."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.seed import checks
from benchmarks.seed.facts import FOLDER, is_present
from benchmarks.seed.mentions import ENOUGH, FALSE_AT_MOST, Agreement, agreement, coded_article

pytestmark = pytest.mark.skipif(not is_present(), reason=f"the seed article is not at {FOLDER}")


@cache
def read(theatre: str | None) -> Agreement:
    """The article's coding beside what was expected of it."""
    return agreement(coded_article(theatre))


@cache
def picture() -> dict[str, checks.Check]:
    """The checks of the picture made from the article alone, by name."""
    return {check.name: check for check in checks.picture_checks(checks.situation_of_the_article())}


@pytest.mark.parametrize("theatre", [None, checks.THEATRE], ids=["the world", "its theatre"])
class TestTheMentions:
    def test_at_least_twenty_of_the_required_are_coded_with_type_and_main_roles(self, theatre: str | None) -> None:
        found = read(theatre)
        assert len(found.required) == 24
        assert len(found.hits) >= ENOUGH, [f.expected.id for f in found.required if not f.is_hit]

    def test_at_most_four_are_false(self, theatre: str | None) -> None:
        false = [(m.type, m.trigger.text) for m in read(theatre).false]
        assert len(false) <= FALSE_AT_MOST, false

    def test_each_voice_the_caption_and_the_count_are_right(self, theatre: str | None) -> None:
        rest = [check for check in checks.mention_checks(read(theatre)) if not check.name.startswith("at ")]
        assert len(rest) == 5
        assert [check for check in rest if not check.holds] == []


def test_the_picture_made_from_it_alone_answers_who_holds_what_is_missing_what_is_cut_and_what_is_only_said() -> None:
    assert len(picture()) == 6
    assert [check for check in picture().values() if not check.holds] == []


def test_the_measure_gives_nothing_for_nothing_and_blames_what_is_wrong() -> None:
    coded = read(None).coded
    assert agreement(replace(coded, mentions=())).hits == ()
    wrong = agreement(replace(coded, mentions=tuple(replace(m, type="aid.deliver") for m in coded.mentions)))
    assert wrong.hits == ()
    assert len(wrong.false) == len([m for m in coded.mentions if not m.descriptive])
    bare = agreement(replace(coded, mentions=tuple(replace(m, roles=()) for m in coded.mentions)))
    assert [f.mention is None for f in bare.found] == [f.mention is None for f in agreement(coded).found]
    assert len(bare.hits) < len(agreement(coded).hits) / 4
