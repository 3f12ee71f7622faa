"""Which reports of many shards count, and which repeat another, is told as by a store that takes them all in."""

from __future__ import annotations

import random
from pathlib import Path

from shards.shard_builders import FAKE, HereEngine, json_lines

from khabar.documents.copies import Copies
from khabar.records import Coded
from khabar.shards import code_with, coded_in, results_of, shards_in
from khabar.shards.link.known import Known, known_of
from khabar.store.rows import identity_of

WORDS = ("night", "road", "bridge", "army", "village", "river", "market", "school", "truck", "hill", "border")


def in_one_pass(folder: str) -> list[Known]:
    """The same, by going through all shards with everything at hand."""
    copies, seen = Copies(), set[str]()
    ids: list[list[str]] = []
    twice: list[set[int]] = []
    for done in coded_in(folder):
        ids.append([])
        twice.append(set())
        for number, result in enumerate(results_of(folder, done)):
            if isinstance(result, Coded):
                names = {f"id {result.document.id}", f"text {identity_of(result.document)}"}
                if seen & names:
                    twice[-1].add(number)
                    continue
                seen |= names
                copies.add(result.document)
                ids[-1].append(result.document.id)
    found = ({id: copy.original for id in here if (copy := copies.copy_of(id)) is not None} for here in ids)
    return [Known(frozenset(numbers), originals) for numbers, originals in zip(twice, found, strict=True)]


def write_news(folder: Path) -> None:
    """Shards of reports, many of them reprints of others, some there twice, some no reports at all."""
    draw = random.Random(7)  # noqa: S311  no secret
    texts = [f"The rebels said on Monday that {' '.join(draw.choices(WORDS, k=80))}." for _ in range(12)]
    for shard in range(5):
        rows: list[dict[str, object]] = []
        for n in range(30):
            words = draw.choice(texts).split()
            words[draw.randrange(5, len(words))] = draw.choice(WORDS)
            row = {"id": f"{shard}-{n}", "text": " ".join(words), "source": draw.choice(("Post", "Herald", "Echo"))}
            rows.append(row | {"date": f"2021-08-{draw.randint(10, 14)}"})
            if n % 10 == 5:
                rows.append(rows[draw.randrange(len(rows))] | {"id": draw.choice((f"{shard}-{n}-again", "0-3"))})
            if n % 10 == 7:
                rows.append({"id": "no report"})
        json_lines(folder / f"{shard}.jsonl", rows)


def test_reports_of_many_shards_are_known_as_by_going_through_them_all(tmp_path: Path) -> None:
    write_news(tmp_path / "news")
    coded, work = str(tmp_path / "coded"), tmp_path / "work"
    list(code_with(FAKE, shards_in([str(tmp_path / "news")]), coded, engine=HereEngine()))
    work.mkdir()
    known = known_of(coded, coded_in(coded), engine=HereEngine(), work=work, portion=20, memory_mb=300)
    assert known == in_one_pass(coded)
    assert sum(len(one.copies) for one in known) > 50
    assert sum(len(one.twice) for one in known) > 5


def test_where_nothing_repeats_anything_nothing_is_known(tmp_path: Path) -> None:
    coded, work = str(tmp_path / "coded"), tmp_path / "work"
    json_lines(tmp_path / "news" / "a.jsonl", [{"id": "a", "text": "The army left the town."}])
    list(code_with(FAKE, shards_in([str(tmp_path / "news")]), coded, engine=HereEngine()))
    work.mkdir()
    assert known_of(coded, coded_in(coded), engine=HereEngine(), work=work, portion=20, memory_mb=300) == [Known()]
