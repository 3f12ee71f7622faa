"""The folder in which a user's gazetteers are kept, each a file."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from khabar.errors import BadInput, UnknownGazetteer
from khabar.places.own.build import work_folder

_ENDING = ".gaz"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


@dataclass(frozen=True)
class Shelf:
    """The gazetteers in a folder; the folder itself need not be there."""

    folder: Path

    def files(self) -> tuple[Path, ...]:
        """The gazetteers' files, by name: where two hold one place, the first describes it."""
        return tuple(sorted(self.folder.glob(f"*{_ENDING}")))

    def names(self) -> tuple[str, ...]:
        """The gazetteers' names, in order."""
        return tuple(file.stem for file in self.files())

    def file_of(self, name: str) -> Path:
        """Where the gazetteer of a name is, or would be. Raises BadInput for a name that no file can have."""
        if not _NAME.fullmatch(name) or name == "world":
            raise BadInput(
                f"A gazetteer cannot be called {name!r}.",
                next_step="Name it with --name: letters, digits, _ and -. The embedded one is called world.",
            )
        return self.folder / f"{name}{_ENDING}"

    def remove(self, name: str) -> None:
        """Take a gazetteer away, also one that is not finished. Raises UnknownGazetteer."""
        file = self.folder / f"{name}{_ENDING}"
        unfinished = work_folder(file)
        if not _NAME.fullmatch(name) or not (file.exists() or unfinished.exists()):
            raise UnknownGazetteer(name, self.names())
        file.unlink(missing_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
