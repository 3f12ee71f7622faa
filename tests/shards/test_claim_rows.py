"""The claims of a coded shard are those that a store would hold which took the same reports in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from shards.shard_builders import FAKE, HereEngine, json_lines, rows

from khabar.records import Claim, Coded
from khabar.shards import code_with, coded_in, results_of, shards_in
from khabar.shards.link.claim_rows import claims_of, claims_table
from khabar.shards.link.known import Known
from khabar.store.rows import known_at

NOW = datetime(2021, 9, 1, tzinfo=UTC)
NOTICE = "took Daran. An earlier version of this report gave the wrong town."


def told(folder: str, known: Known) -> Iterator[Claim]:
    """What each report tells, taken from the report itself."""
    for number, found in enumerate(results_of(folder, coded_in(folder)[0])):
        if isinstance(found, Coded) and number not in known.twice:
            document = found.document
            yield from (
                Claim(
                    mention,
                    document.id,
                    document.publisher,
                    document.published,
                    known_at(document, NOW),
                    NOW,
                    mention.sentence.text,
                    title=document.title,
                    url=document.url,
                    copy_of=known.copies.get(document.id),
                    corrects=document.id == "r3",
                )
                for mention in found.mentions
            )


def test_claims_are_made_of_rows_as_of_reports(tmp_path: Path) -> None:
    reports = rows(6, r2=NOTICE, r3=NOTICE)
    reports[4] |= {"date": "", "title": "Fighting", "url": "https://example.org/4"}
    reports.insert(1, {"id": "bad"})
    reports.append(reports[0] | {"id": "r0"})
    json_lines(tmp_path / "news" / "a.jsonl", reports)
    out = str(tmp_path / "coded")
    list(code_with(FAKE, shards_in([str(tmp_path / "news")]), out, engine=HereEngine()))
    known = Known(twice=frozenset({7}), copies={"r3": "r2", "r5": "r1"})
    claims = claims_of(claims_table(out, coded_in(out)[0], known=known, recorded_at=NOW))
    assert claims == list(told(out, known))
    assert [(claim.document_id, claim.copy_of, claim.corrects) for claim in claims] == [
        ("r0", None, False),
        ("r1", None, False),
        ("r2", None, False),
        ("r3", "r2", True),
        ("r4", None, False),
        ("r5", "r1", False),
    ]
    assert (claims[4].known_at, claims[4].url) == (NOW, "https://example.org/4")
