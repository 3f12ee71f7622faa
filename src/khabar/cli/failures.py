"""Failures as a person or a program wants them: a message, the next step, an exit code, and no traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from typer import Abort
from typer.exceptions import TyperException

from khabar.errors import BadInput, KhabarError, NothingToRead, StoreError

OK, BAD_INPUT, USAGE, STORE, PACK, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
_STOPPED = "Stopped. What was finished is kept; run the same command again to go on."


def exit_code_of(error: KhabarError) -> int:
    """The documented exit code of a failure."""
    if isinstance(error, StoreError):
        return STORE
    if isinstance(error, NothingToRead):
        return NOTHING_READ
    return BAD_INPUT if isinstance(error, BadInput) else PACK


def told_plainly(run: Callable[[], object]) -> int:
    """Runs a command; its exit code, with any expected failure told on standard error."""
    try:
        code = run()
    except KhabarError as error:
        _tell(error.as_json())
        return exit_code_of(error)
    except TyperException as error:
        _tell({"code": "usage", "message": error.format_message(), "next_step": f"Try `{_command(error)} --help`."})
        return error.exit_code
    except (Abort, KeyboardInterrupt):
        code = INTERRUPTED
    if code == INTERRUPTED:
        print(_STOPPED, file=sys.stderr)
    return code if isinstance(code, int) else OK


def _command(error: TyperException) -> str:
    """The command that was called wrongly, as in `khabar read`."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "khabar"


def _tell(failure: dict[str, str]) -> None:
    """One failure, in words, or as the one JSON shape every failure has."""
    if "--json" in sys.argv:
        print(json.dumps({"error": failure}, ensure_ascii=False), file=sys.stderr)
        return
    print(f"Error: {failure['message']}", file=sys.stderr)
    if failure["next_step"]:
        print(f"  {failure['next_step']}", file=sys.stderr)
