"""`khabar doctor`: what is installed, what is missing, what to do."""

from __future__ import annotations

import json

import typer

from khabar.cli.failures import PACK
from khabar.cli.options import AsJson
from khabar.cli.shelf import own_gazetteers


def doctor(as_json: AsJson = False) -> None:
    """Check every part Khabar needs: packages, weights, gazetteer, data files, theatres; say what to do."""
    from khabar.health import check_installation

    checks = check_installation(own_gazetteers())
    if as_json:
        print(json.dumps([{"part": c.part, "ok": c.ok, "found": c.found, "next_step": c.next_step} for c in checks]))
    else:
        for check in checks:
            print(f"{'ok     ' if check.ok else 'MISSING'}  {check.part}: {check.found}")
            if check.next_step:
                print(f"         {check.next_step}")
    if not all(check.ok for check in checks):
        raise typer.Exit(PACK)
