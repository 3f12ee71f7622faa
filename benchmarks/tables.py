"""Tables of figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def markdown_table(head: str, rows: Iterable[str]) -> str:
    """The rows under their head, each written as `| one | other |`."""
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])
