"""Copies found pair by pair, by the keys of each text, are those that the index of all texts finds."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest

from khabar.documents import from_text
from khabar.documents.copies import Copies
from khabar.documents.copy_keys import are_one_text, keys_of
from khabar.documents.fingerprint import fingerprint_of
from khabar.linking.neighbourhoods import roots_of
from khabar.records import Document

WORDS = [
    f"{a} the {b}" for a in ("near", "from", "along", "behind") for b in ("road", "bridge", "river", "camp", "hill")
]
DAY = date(2021, 8, 12)


def reports(seed: int) -> list[Document]:
    """Texts with their reprints, cuts, corrections and those that share a quotation or an agency, in any order."""
    draw = random.Random(seed)  # noqa: S311  no secret
    found: list[Document] = []
    for _ in range(12):
        words = draw.choices(WORDS, k=draw.choice((6, 40, 90)))
        quoted = f" “{' '.join(draw.choices(WORDS, k=12))}” he said. "
        for _ in range(draw.randint(1, 5)):
            told = list(words)
            for at in draw.sample(range(len(told)), len(told) // draw.choice((5, 12, 60))):
                told[at] = draw.choice(WORDS)
            told = told[: draw.choice((len(told), len(told), len(told) * 2 // 3))]
            text = " ".join(told) + draw.choice(("", "", quoted))
            text = (
                draw.choice(("", "(Reuters) - ", "(Corrects toll in paragraph 2) ")) + f"The rebels said that {text}."
            )
            day = draw.choice((DAY, DAY, DAY + timedelta(days=draw.randint(0, 9)), None))
            found.append(
                from_text(text, published=day, publisher=draw.choice(("Herald", "Gazette", "")), id=f"r{len(found)}")
            )
    draw.shuffle(found)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_pairs_by_key_give_the_copies_of_the_index(seed: int) -> None:
    documents = reports(seed)
    prints = [fingerprint_of(document) for document in documents]
    under: dict[int, list[int]] = defaultdict(list)
    for n, known in enumerate(prints):
        for key in keys_of(known)[0]:
            under[key].append(n)
    pairs = {(n, m) for n, known in enumerate(prints) for key in keys_of(known)[1] for m in under[key] if n != m}
    tied = [(n, m) for n, m in pairs if are_one_text(prints[n], prints[m])]
    homes: dict[int, list[int]] = defaultdict(list)
    for n, home in enumerate(roots_of(len(prints), tied)):
        homes[home].append(n)
    originals = {n: min(group, key=lambda m: prints[m].rank) for group in homes.values() for n in group}
    index = Copies(documents)
    by_index = {d.id: copy.original for d in documents if (copy := index.copy_of(d.id)) is not None}
    assert {prints[n].id: prints[original].id for n, original in originals.items() if original != n} == by_index
    assert by_index


def test_keys_are_the_same_for_the_same_words() -> None:
    (one, *_) = reports(1)
    assert keys_of(fingerprint_of(one)) == keys_of(fingerprint_of(replace(one, id="another")))
