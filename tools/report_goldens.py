"""Writes the reports of the packaged example as the tests keep them: read the difference before it is committed.

    uv run python -m tools.report_goldens

A test holds that writing them anew changes nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from khabar.cli.commands.example import EVENING, THEATRE, example_folder
from khabar.picture import open_picture
from khabar.report import Brief
from khabar.reporting import Asked, rendered, report_of

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "report" / "golden"


def example_reports(folder: Path) -> dict[str, Brief]:
    """The situation report and the page on what changed, on the example's evening; its store is made in a folder."""
    with open_picture(folder / "example.db", theatre=THEATRE) as picture:
        list(picture.ingest(example_folder()))
        asked = Asked(on=date.fromisoformat(EVENING))
        return {"situation": report_of(picture, "situation", asked), "changes": report_of(picture, "changes", asked)}


def goldens(reports: dict[str, Brief]) -> dict[str, bytes]:
    """The files, by name."""
    return {
        "situation.md": rendered(reports["situation"], "md", pictures="situation.svg"),
        "situation.html": rendered(reports["situation"], "html"),
        "changes.md": rendered(reports["changes"], "md"),
    }


def main() -> None:
    """Writes all of them."""
    with TemporaryDirectory() as folder:
        for name, content in goldens(example_reports(Path(folder))).items():
            (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
