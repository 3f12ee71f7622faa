"""Where the user's own gazetteers are: the one place that looks at the environment for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.places.own.shelf import Shelf

VARIABLE = "KHABAR_GAZETTEERS"


def own_shelf() -> Shelf:
    """The folder of the user's gazetteers: the one KHABAR_GAZETTEERS names, else that of the user's data."""
    from khabar.places.own.shelf import Shelf

    named = os.environ.get(VARIABLE)
    data = os.environ.get("XDG_DATA_HOME")
    return Shelf(Path(named) if named else (Path(data) if data else Path.home() / ".local/share") / "khabar/gazetteers")


def own_gazetteers() -> tuple[Path, ...]:
    """The files of the user's gazetteers, in the order they are asked in."""
    return own_shelf().files()
