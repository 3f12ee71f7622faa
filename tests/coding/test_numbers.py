"""Quantities in a sentence, and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slash_tree import plain, slash_tree, word

from khabar.coding.quantities.number_words import NumberWords, load_number_words
from khabar.coding.quantities.numbers import numbers
from khabar.errors import BadPack
from khabar.packs.yaml_file import load_yaml


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("killed 1,200 traders", 1200, 1200, 1200),
        ("killed 1 200 traders", 1200, 1200, 1200),
        ("home to 1.5 million farmers", 1_500_000, 1_500_000, 1_500_000),
        ("twenty-three miners", 23, 23, 23),
        ("one hundred and fifty-two miners", 152, 152, 152),
        ("three hundred thousand refugees", 300_000, 300_000, 300_000),
        ("a dozen boys", 12, 12, 12),
        ("two dozen boys", 24, 24, 24),
        ("half a million voters", 500_000, 500_000, 500_000),
        ("a couple of guards", 2, 2, 2),
        ("dozens of guards", 24, None, None),
        ("scores of guards", 40, None, None),
        ("hundreds fled", 200, None, None),
        ("thousands fled", 2000, None, None),
        ("tens of thousands fled", 20_000, None, None),
        ("hundreds of thousands fled", 200_000, None, None),
        ("several hundred fled", 200, None, None),
        ("several guards fled", None, None, None),
        ("at least 12 guards", 12, None, None),
        ("more than a dozen guards", 12, None, None),
        ("well over 40 guards", 40, None, None),
        ("no fewer than 11 guards", 11, None, None),
        ("up to 50 guards", None, None, 50),
        ("as many as 60 guards", None, None, 60),
        ("fewer than 10 guards", None, None, 10),
        ("no more than 10 guards", None, None, 10),
        ("around 70 guards", None, 70, None),
        ("some 90 guards", None, 90, None),
        ("an estimated 3,000 guards", None, 3000, None),
        ("200+ guards", 200, None, None),
        ("30 or more guards", 30, None, None),
        ("40 or so guards", None, 40, None),
        ("between 30 and 50 guards", 30, None, 50),
        ("20 to 30 guards", 20, None, 30),
        ("1,500–2,000 guards", 1500, None, 2000),
        ("two or three guards", 2, None, 3),
        ("More Than 100 Guards", 100, None, None),
    ],
)
def test_a_quantity_is_a_range_no_narrower_than_its_words(
    text: str, low: int | None, best: int | None, high: int | None
) -> None:
    (number,) = numbers(plain(text))
    assert (number.low, number.best, number.high) == (low, best, high)
    assert number.span.text in text


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("11 of the 34 provincial capitals", 11, 34),
        ("eleven out of 34 districts", 11, 34),
        ("12 of Ruritania's 34 capitals", 12, 34),
        ("all 34 capitals", 34, 34),
        ("half of the 34 capitals", 17, 34),
    ],
)
def test_a_part_keeps_the_whole_it_is_of(text: str, part: int, whole: int) -> None:
    (number,) = numbers(plain(text))
    assert (number.best, number.of) == (part, whole)


@pytest.mark.parametrize(
    "text",
    [
        "12 percent of voters",
        "nearly 40% of homes",
        "a boy aged 12",
        "a 12-year-old boy",
        "the clerk, Ivan Petrov, 27, was shot",
        "in 2014 the war spread",
        "on July 5 the bridge fell",
        "on 5 July 2014 the bridge fell",
        "on 26.12.2014 at 18:05",
        "a 107mm rocket",
        "at 9 a.m. sharp",
        "worth $5 million",
        "20 dollars",
        "15 km from the town",
        "a two-day battle",
        "the 217 Pamir Corps",
        "Resolution 2254",
        "the Group of 20",
        "flight MH17, a T-72 and an F-16",
        "no one and one another",
        "half of them",
        "30 hours later",
    ],
)
def test_a_number_that_counts_nothing_is_no_quantity(text: str) -> None:
    assert numbers(plain(text)) == ()


def test_a_change_from_one_figure_to_another_is_no_range() -> None:
    assert [n.best for n in numbers(plain("the toll rose from 12 to 15"))] == [12, 15]


def test_a_number_knows_the_noun_it_counts() -> None:
    sentence = slash_tree(
        "A/DET/DT/det/1 mine/NOUN/NN/nsubj/2 killed|kill/VERB/VBD/root/2 at/ADP/IN/case/4 least/ADJ/JJS/nmod/5 "
        "twelve/NUM/CD/nummod/8 River/PROPN/NNP/compound/7 Guard/PROPN/NNP/compound/8 recruits|recruit/NOUN/NNS/obj/2"
    )
    (number,) = numbers(sentence)
    assert number.head_i == word(sentence, "recruits").i
    assert number.text == "at least twelve"


def test_a_quantity_word_counts_the_noun_after_of() -> None:
    sentence = slash_tree(
        "Dozens|dozen/NOUN/NNS/nsubj/3 of/ADP/IN/case/2 pilgrims|pilgrim/NOUN/NNS/nmod/0 fled|flee/VERB/VBD/root/3"
    )
    (number,) = numbers(sentence)
    assert number.head_i == word(sentence, "pilgrims").i


def test_a_bare_number_counts_no_noun() -> None:
    sentence = slash_tree("The/DET/DT/det/1 mine/NOUN/NN/nsubj/2 killed|kill/VERB/VBD/root/2 12/NUM/CD/obj/2")
    (number,) = numbers(sentence)
    assert number.head_i is None


@given(st.integers(min_value=2, max_value=1890))
def test_any_whole_number_is_read_as_itself(value: int) -> None:
    (number,) = numbers(plain(f"at least {value} traders"))
    assert number.low == value


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing_and_spans_hold_their_words(text: str) -> None:
    for number in numbers(plain(text)):
        assert text[number.span.start : number.span.end] == number.text


def test_the_packaged_words_are_complete_and_their_floors_are_the_codebooks() -> None:
    words = load_number_words()
    assert (words.vague["dozens"], words.vague["thousands"]) == (24, 2000)
    assert words.outcome_of["behead"] == "killed"


def test_a_file_of_number_words_with_a_strange_key_is_refused() -> None:
    with pytest.raises(BadPack) as caught:
        load_yaml("schema: 1\nlanguage: en\nwrods: {one: 1}\n", file="numbers.yaml").bind(NumberWords)
    assert caught.value.file == "numbers.yaml"
