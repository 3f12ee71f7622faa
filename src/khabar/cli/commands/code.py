"""`khabar code`: shards of reports to coded shards, on one machine or many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import (
    DEFAULT_PATIENCE,
    AsJson,
    EngineChosen,
    Haste,
    OnlyTheatre,
    Patience,
    PublishedOn,
    RayAddress,
    ShardsAtOnce,
    TheatreName,
    day_given,
)
from khabar.cli.shelf import own_gazetteers

if TYPE_CHECKING:
    from khabar.shards import Done

SHOWN = 20


def code(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUTS", help="Shards: .jsonl, .warc, .wet, each also .gz, or .parquet; folders, patterns, URLs."
        ),
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="FOLDER", help="Where coded shards go: a folder or URL.")],
    theatre: TheatreName = None,
    only_theatre: OnlyTheatre = False,
    date: PublishedOn = None,
    jobs: ShardsAtOnce = None,
    engine: EngineChosen = "local",
    ray_address: RayAddress = None,
    patience: Patience = DEFAULT_PATIENCE,
    haste: Haste = 0,
    as_json: AsJson = False,
) -> None:
    """Code shards of reports into coded shards (Parquet). Safe to stop and to repeat: what is done is left alone.

    Says what could not be read. `khabar import coded FOLDER` takes the coded shards into a store.
    """
    from khabar.cli.progress import shown
    from khabar.shards import code as coded
    from khabar.shards import engine_named

    with closing(engine_named(engine, jobs=jobs, address=ray_address)) as running:
        results = coded(
            inputs,
            out,
            engine=running,
            theatre=theatre,
            gazetteers=own_gazetteers(),
            haste=haste,
            patience=patience,
            published=day_given(date),
            only_theatre=only_theatre,
        )
        dones = list(shown(results, size=lambda done: done.reports, quiet=as_json))
    if as_json:
        print(json.dumps(_as_json(dones), ensure_ascii=False))
    else:
        _tell(dones, out)
    if not any(done.reports for done in dones):
        raise typer.Exit(NOTHING_READ)


def _reasons(dones: Iterable[Done]) -> Counter[str]:
    return sum((Counter(dict(done.set_aside)) for done in dones), Counter())


def _states(dones: list[Done]) -> tuple[int, int, int]:
    """How many shards were coded now, were coded before, and could not be read."""
    held, unread = sum(done.held for done in dones), sum(not done.file for done in dones)
    return len(dones) - held - unread, held, unread


def _as_json(dones: list[Done]) -> dict[str, object]:
    shards = sorted(dones, key=lambda done: (done.shard, done.file))
    new, held, unread = _states(dones)
    return {
        "format": "khabar.coding/1",
        "new": new,
        "already": held,
        "unread": unread,
        "reports": sum(done.reports for done in dones),
        "mentions": sum(done.mentions for done in dones),
        "set_aside": dict(sorted(_reasons(dones).items())),
        "culprits": [asdict(culprit) for done in shards for culprit in done.culprits],
    }


def _tell(dones: list[Done], out: str) -> None:
    from khabar.plain_text import clean
    from khabar.report.wording import things

    new, held, unread = _states(dones)
    print(f"{out}: {things(new, 'shard')} coded, {held:,} held already, {unread:,} not read.")
    reports, mentions = sum(done.reports for done in dones), sum(done.mentions for done in dones)
    print(f"  {things(reports, 'report')}, {things(mentions, 'mention')}.")
    reasons = _reasons(dones)
    if elsewhere := reasons.pop("elsewhere", 0):
        print(f"  {elsewhere:,} left unread: they name no place, actor or country of the theatre.")
    if reasons:
        words = ", ".join(f"{number:,} {reason}" for reason, number in sorted(reasons.items()))
        print(f"  Set aside: {words}.")
    culprits = [culprit for done in sorted(dones, key=lambda d: d.shard) for culprit in done.culprits]
    for culprit in culprits[:SHOWN]:
        print(clean(f"  {culprit.where}: {culprit.message}"))
    if len(culprits) > SHOWN:
        print(f"  ... and {len(culprits) - SHOWN:,} more in culprits.jsonl.")
