"""`khabar ledger verify`: is everything the store holds as it was recorded?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace

if TYPE_CHECKING:
    from khabar.store.verify import Verified

ledger = typer.Typer(help="The chain of what was recorded, when and by whom.", no_args_is_help=True)
Head = Annotated[
    str, typer.Option("--head", metavar="HEAD", help="The head an earlier run printed: it must still lie on the chain.")
]


@ledger.callback()
def about() -> None:
    """The chain of what was recorded, when and by whom."""


@ledger.command("verify")
def verify_command(store: StorePlace = DEFAULT_STORE, head: Head = "", as_json: AsJson = False) -> None:
    """Follow the chain of hashes over all that was recorded; name each row that was changed, taken out or put in.

    Note the head it prints somewhere else: given back with --head, it shows that nothing recorded before was cut off
    or written anew. Ends with 3 where anything is not as it was recorded.
    """
    from khabar.errors import LedgerBroken
    from khabar.store import open_store

    with open_store(store, create=False, read_only=True) as opened:
        found = opened.verify(head=head)
    if as_json:
        print(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        print("\n".join(_lines(found)))
    if not found.sound:
        raise LedgerBroken(f"The store {opened.place} does not hold what was recorded.", faults=found.fault_count)


def _as_json(found: Verified) -> dict[str, object]:
    def moment(value: object) -> str | None:
        return value.isoformat() if hasattr(value, "isoformat") else None

    faults = [
        {"code": f.code, "table": f.kind, "row": f.row, "entry": f.entry, "at": moment(f.at), "message": f.message}
        for f in found.faults
    ]
    return {
        "format": "khabar.ledger/1",
        "sound": found.sound,
        "entries": found.entries,
        "head": found.head,
        "since": moment(found.since),
        "last": moment(found.last),
        "chained_later": found.chained_later,
        "unsigned": found.unsigned,
        "sound_until": found.sound_until,
        "sound_again": found.sound_again,
        "fault_count": found.fault_count,
        "faults": faults,
    }


def _lines(found: Verified) -> list[str]:
    from khabar.plain_text import clean
    from khabar.report.wording import things

    lines = [clean(fault.message) for fault in found.faults]
    if found.fault_count > len(found.faults):
        lines.append(f"... and {found.fault_count - len(found.faults):,} more.")
    if not found.sound:
        stretches = [f"up to entry {found.sound_until}"] if found.sound_until else []
        stretches += [f"from entry {found.sound_again} on"] if found.sound_again else []
        holds = f"all is as it was recorded {' and '.join(stretches)}" if stretches else "no stretch of it holds"
        lines.append(f"{things(found.fault_count, 'fault')}; {holds}.")
    else:
        lines.append(f"All is as it was recorded: {found.entries:,} entries, the chain holds.")
    if found.since is not None and found.last is not None:
        lines.append(f"It vouches for what was recorded from {_minute(found.since)} to {_minute(found.last)} UTC.")
    if found.chained_later:
        rows = things(found.chained_later, "row")
        lines.append(f"{rows} were there before the ledger was begun; for what befell them until then it cannot speak.")
    if found.unsigned:
        lines.append(f"Of {things(found.unsigned, 'act')} it is not known whose they were.")
    return [*lines, f"Head: {found.head or 'none, nothing was recorded'}"]


def _minute(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
