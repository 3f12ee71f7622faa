"""Khabar reads news reports of armed conflict and keeps a sourced, dated picture of who holds what.

    import khabar
    coded = khabar.read("Rebels seized the town of Daran on Monday.", published=date(2021, 8, 12))
    situation = khabar.open("store.db", theatre="afghanistan-2021").situation(on=date(2021, 8, 12))

Names are loaded when first used, so that `import khabar` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khabar.documents import from_text as from_text
    from khabar.errors import KhabarError as KhabarError
    from khabar.packs import load_theatre as load_theatre
    from khabar.packs import theatres as theatres
    from khabar.picture import Picture as Picture
    from khabar.picture import open_picture as open
    from khabar.reader import Reader as Reader
    from khabar.reader import read as read

__version__ = "0.1.0"

_HOMES = {
    "read": ("khabar.reader", "read"),
    "Reader": ("khabar.reader", "Reader"),
    "open": ("khabar.picture", "open_picture"),
    "Picture": ("khabar.picture", "Picture"),
    "from_text": ("khabar.documents", "from_text"),
    "theatres": ("khabar.packs", "theatres"),
    "load_theatre": ("khabar.packs", "load_theatre"),
    "KhabarError": ("khabar.errors", "KhabarError"),
}
__all__ = ["KhabarError", "Picture", "Reader", "__version__", "from_text", "load_theatre", "open", "read", "theatres"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'khabar' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
