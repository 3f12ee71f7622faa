"""A report as one HTML file: no script, nothing fetched, and news text that stays text."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from khabar.report.brief import Brief
from khabar.report.direction import direction, isolated
from khabar.report.page import page_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = resources.files("khabar") / "data" / "report"


PRINT_PT = 8.0


def brief_html(brief: Brief, *, print_pt: float = PRINT_PT) -> str:
    """A report as a whole page, which prints as it is, in letters of a size; the same report gives the same bytes."""
    return _environment().get_template("report.html.j2").render(page=page_of(brief), print_pt=print_pt)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"shown": isolated, "direction": direction, "drawn": _own}
    environment.globals["style"] = _own(_text("report.css"))
    return environment


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _own(text: str) -> Markup:
    """Markup that Khabar made or ships, in which all text of others is escaped already."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704
