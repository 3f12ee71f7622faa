"""Which way words run, so that names in Arabic, Dari or Hebrew stand right in an English sentence."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from khabar.plain_text import clean

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}][{_RIGHT_TO_LEFT}\u200c\u200d]*(?:[ \u00a0-][{_RIGHT_TO_LEFT}\u200c\u200d]+)*")
_START, _END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate


def direction(text: str) -> Literal["ltr", "rtl"]:
    """The way words run: from right to left where the first letter and most letters do.

    An English line that begins with a name in Arabic, or lists many, is still an English line.
    """
    kinds = [kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")]
    rightward = kinds.count("L")
    return "rtl" if kinds and kinds[0] != "L" and len(kinds) - rightward > rightward else "ltr"


def isolated(text: str) -> str:
    """Text made safe to show, each run of words from right to left closed off from what stands around it.

    Without it two such names with a comma between change places.
    """
    flat = " ".join(clean(text).split())
    if direction(flat) == "rtl":
        return flat
    return _RUN.sub(rf"{_START}\g<0>{_END}", flat)
