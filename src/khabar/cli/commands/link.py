"""`khabar link`: coded shards to events, part by part."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.options import AsJson, EngineChosen, RayAddress, ShardsAtOnce, TheatreName


def link(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What `khabar code` wrote: a folder or URL.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the events go.")],
    theatre: TheatreName = None,
    jobs: ShardsAtOnce = None,
    engine: EngineChosen = "local",
    ray_address: RayAddress = None,
    as_json: AsJson = False,
) -> None:
    """Link coded shards into events (Parquet), part by part: the same events as linking all of them at once."""
    from datetime import UTC, datetime

    from khabar.report.wording import things
    from khabar.shards import engine_named
    from khabar.shards.link import link_shards

    with closing(engine_named(engine, jobs=jobs, address=ray_address)) as running:
        linked = link_shards(folder, out, engine=running, theatre=theatre, recorded_at=datetime.now(UTC))
    if as_json:
        print(json.dumps({"format": "khabar.linking/1", **asdict(linked)}))
    else:
        print(f"{out}: {things(linked.events, 'event')} of {things(linked.claims, 'mention')}.")
