"""Failures as a person or a program wants them: a message, the next step, an exit code, and no traceback."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from khabar.errors import BadInput, BadPack, KhabarError, MissingPart, StoreError

OK, BAD_INPUT, USAGE, STORE, PACK, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


def exit_code_of(error: KhabarError) -> int:
    """The documented exit code of a failure."""
    if isinstance(error, StoreError):
        return STORE
    if isinstance(error, BadPack | MissingPart):
        return PACK
    return BAD_INPUT if isinstance(error, BadInput) else PACK


def told_plainly(run: Callable[[], object]) -> int:
    """Runs a command; its exit code, with any expected failure told on standard error."""
    import click

    try:
        code = run()
    except KhabarError as error:
        _tell(error)
        return exit_code_of(error)
    except click.exceptions.Abort:
        print("Stopped. What was finished is kept; run the same command again to go on.", file=sys.stderr)
        return INTERRUPTED
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept; run the same command again to go on.", file=sys.stderr)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`khabar events | head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code if isinstance(code, int) else OK


def _tell(error: KhabarError) -> None:
    if "--json" in sys.argv:
        print(json.dumps({"error": error.as_json()}, ensure_ascii=False), file=sys.stderr)
        return
    print(f"Error: {error.message}", file=sys.stderr)
    if error.next_step:
        print(f"  {error.next_step}", file=sys.stderr)
