"""The command line: a thin room over the public API, one file a command.

Exit codes: 0 done; 1 bad input; 2 wrong command line; 3 the store cannot serve; 4 a data pack or part is broken or
missing; 5 nothing could be read; 130 stopped by Ctrl-C (what was finished is kept).
"""

from __future__ import annotations

import os
import sys

from khabar.cli.app import app
from khabar.cli.failures import told_plainly

__all__ = ["app", "main"]


def main() -> None:
    """The entry point: runs the command, and turns every expected failure into a message and an exit code."""
    code = told_plainly(lambda: app(prog_name="khabar", standalone_mode=False))
    _say_the_rest()
    sys.exit(code)


def _say_the_rest() -> None:
    """Ends quietly where whoever read our output stopped early (`khabar events | head`), as other programs do.

    Not by the signal SIGPIPE: that would also end a desk whose browser hangs up.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
