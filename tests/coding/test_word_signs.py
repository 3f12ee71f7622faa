"""The signs by which a text is passed over: a text that has a time or a number has its signs."""

from __future__ import annotations

import pytest

from khabar.coding.lexicon.word_patterns import DIGITS, last_words, signs_in
from khabar.coding.quantities.number_patterns import number_patterns
from khabar.coding.quantities.number_words import load_number_words
from khabar.coding.timing.time_rules import time_rules

TIMES = (
    "Friday, 3rd of March, 2017", "on Mar. 3 2017", "3-5 March 2017", "March 3-5, 2017", "2017-03-03", "3.3.2017",
    "Friday 3 March", "FRIDAY, MARCH 3", "3 – 5 March", "March 3–5", "the second week of May", "mid-May",
    "early in June", "summer of 2012", "last winter", "in 2011", "2011-12", "the early 1990s", "the late 1990’s",
    "New Year’s Eve", "Christmas Day", "last night", "earlier today", "overnight", "a day earlier", "Sundays",
    "Sunday's raid", "two days ago", "some three weeks earlier", "the past two months", "last year", "later this week",
    "next month", "the weekend", "for ten years", "within 48 hours", "a decade ago",
)  # fmt: skip
NUMBERS = (
    "12", "3,400", "twenty-three", "a dozen", "half a million", "an hundred", "Dozens", "tens of thousands",
    "several hundred", "both", "ONE", "many", "a few", "a large number", "a couple",
)  # fmt: skip


def test_every_time_rule_has_a_text_here() -> None:
    unmatched = [rule.read.__name__ for rule in time_rules() if not any(rule.pattern.search(text) for text in TIMES)]
    assert unmatched == []


@pytest.mark.parametrize("text", TIMES)
def test_a_text_that_a_time_rule_matches_has_the_signs_of_the_rule(text: str) -> None:
    for rule in time_rules():
        if rule.pattern.search(text):
            assert rule.may_match(signs_in(f"It was so ({text}), they said."))


@pytest.mark.parametrize("text", ["They may march.", "Markets in the mayor's town reopened", "nothing at all", ""])
def test_a_text_without_number_or_name_of_a_time_is_passed_over_by_all_dated_rules(text: str) -> None:
    assert not any(rule.may_match(signs_in(text)) for rule in time_rules() if rule.read.__name__ == "_exact")


@pytest.mark.parametrize("text", NUMBERS)
def test_a_text_that_states_a_number_has_a_sign_of_it(text: str) -> None:
    patterns = number_patterns()
    assert patterns.number.search(text) or patterns.unstated.search(text)
    assert load_number_words().signs & signs_in(text)


@pytest.mark.parametrize("text", ["The bones were found.", "Nobody was hurt", "alone"])
def test_a_word_that_holds_a_number_word_is_no_sign(text: str) -> None:
    assert not load_number_words().signs & signs_in(text)


def test_digits_are_a_sign_of_their_own() -> None:
    assert signs_in("Killed 5-6") == {"killed", DIGITS}
    assert last_words(["last night", "new year's eve", "today"]) == {"night", "eve", "today"}
