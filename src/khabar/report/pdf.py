"""A report as PDF, and its map as an image: both need the extra `report`."""

from __future__ import annotations

from types import ModuleType
from typing import Any, cast

from khabar.errors import MissingPart
from khabar.report.brief import Brief, Drawing
from khabar.report.html import PRINT_PT, brief_html

_NEXT_STEP = 'Install it with `pip install "khabar[report]"`.'


_SIZES_PT = (PRINT_PT, 7.4, 6.8)


def brief_pdf(brief: Brief) -> bytes:
    """A report as PDF with links both ways; the same report gives the same bytes.  Raises MissingPart.

    Where it would take more pages than it should, the letters are made smaller, as far as they can still be read.
    """
    documents = (_laid_out(brief_html(brief, print_pt=size)) for size in _SIZES_PT)
    for document in documents:
        if brief.pages is None or len(document.pages) <= brief.pages:
            break
    return _written(document)


def drawing_png(drawing: Drawing, *, width: int) -> bytes:
    """A picture as PNG, so many pixels wide.  Raises MissingPart."""
    from io import BytesIO

    size = f"{drawing.width:g}px {drawing.height:g}px"
    page = f"<style>@page {{ size: {size}; margin: 0 }} svg {{ display: block }}</style>{drawing.svg}"
    document = part("pypdfium2").PdfDocument(_laid_out(page).write_pdf())
    sheet = document[0]
    image = sheet.render(scale=width / sheet.get_width()).to_pil()
    found = BytesIO()
    image.save(found, format="PNG", optimize=True)
    document.close()
    return found.getvalue()


def part(name: str) -> ModuleType:
    """A package of the extra `report`.  Raises MissingPart where it, or a library it stands on, is absent."""
    from importlib import import_module

    try:
        return import_module(name)
    except (ImportError, OSError) as error:
        message = f"This format needs {name.replace('docx', 'python-docx')}, which cannot be loaded: {error}."
        raise MissingPart(message, next_step=_NEXT_STEP) from None


def _laid_out(html: str) -> Any:
    return part("weasyprint").HTML(string=html, url_fetcher=_refuse).render()


def _written(document: Any) -> bytes:
    return cast("bytes", document.write_pdf(pdf_identifier=b"khabar", pdf_tags=True))


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Nothing is fetched: a report is whole in itself, and news text could name any address."""
    raise ValueError(f"a report fetches nothing, not {url}")
