"""What is no report is marked, and what only looks so is left."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.documents.boilerplate import BoilerplatePattern, find_boilerplate, load_boilerplate

PATTERNS = load_boilerplate()
EXAMPLES = [pytest.param(p, e, id=f"{p.name}: {e[:40]}") for p in PATTERNS for e in p.examples]
NEAR_MISSES = [pytest.param(m, id=f"{p.name}: {m[:40]}") for p in PATTERNS for m in p.near_misses]


def marked(text: str) -> list[str]:
    return [span.text for span in find_boilerplate(text)]


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES)
def test_every_pattern_catches_its_own_examples(pattern: BoilerplatePattern, example: str) -> None:
    inner = re.search("«(.*)»", example)
    words = inner[1] if inner else example
    text = example.replace("«", "").replace("»", "")
    found = pattern.regex.search(text) if inner else pattern.regex.fullmatch(text)
    assert found is not None
    assert found.group() == words
    assert marked(f"The town fell on Monday.\n{text}\nThe army left.") == [words]


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_report_text_that_looks_like_boilerplate_stays(sentence: str) -> None:
    assert marked(sentence) == []
    assert marked(f"The town fell on Monday.\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Photo shops in the old town were looted.",
        "The photo: a boy in the dust, his father dead beside him, moved the council to call for a truce.",
        "Share the city or fight for it, the warlord said.",
        "Copyright holders were not told.",
        "Reporting by the agency put the dead at 40.",
        "By Friday, rebels held both banks of the river",
        "By Order of the Governor, all men over 16 must report to the barracks.",
        "Related to the minister, the man was freed.",
        "Follow the money, the prosecutor said of the militia.",
        "Advertisement hoardings were torn down by the crowd.",
        "Updated figures put the toll at 31.",
        "12 hours ago the last convoy left.",
        "Subscribe to peace, the bishop told both sides.",
        "Getty was among the wounded, the hospital said.",
        "AFP, citing a general, said the dam was held.",
    ],
)
def test_ordinary_sentences_stay(sentence: str) -> None:
    assert marked(sentence) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("   Image: Example Pictures  ", "Image: Example Pictures"),
        ("\tRead more >", "Read more >"),
        ("Photos: Example Agency\r", "Photos: Example Agency"),
    ],
)
def test_blanks_around_a_line_are_not_part_of_it(line: str, words: str) -> None:
    assert marked(f"Shells fell.\n{line}\nNobody died.") == [words]


def test_a_long_line_is_never_boilerplate_as_a_whole() -> None:
    assert marked("Photo: " + "the town fell and fell again " * 20) == []


@given(st.text() | st.lists(st.sampled_from([p.examples[0] for p in PATTERNS] + ["The town fell."])).map("\n".join))
def test_every_mark_is_its_own_slice_of_the_text(text: str) -> None:
    spans = find_boilerplate(text)
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
