"""From bytes to characters: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs

SAMPLE_BYTES = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich-text document"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b"))
_MOST_CONTROLS = 0.02


def binary_kind(sample: bytes) -> str:
    """What a file is where it is no text ("a PDF", "binary data"); "" where it is text.

    `sample` are its first bytes. A stray NUL does not make a text binary; one control character in fifty does.
    """
    for magic, kind in _FORMATS:
        if sample.startswith(magic):
            return kind
    if any(sample.startswith(bom) for bom, _ in _BOMS):
        return ""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "binary data" if controls > max(1, _MOST_CONTROLS * len(sample)) else ""


def encoding_of(sample: bytes, *, declared: str = "", complete: bool = True) -> str:
    """The encoding of a text: by its byte-order mark, by what it declares, as UTF-8, else by its letters.

    `complete` is False where `sample` is only the beginning, which may end inside a character. A declared encoding that
    does not exist or does not fit is passed over. Never fails: what nothing fits is read as UTF-8 with replacements.
    """
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    for name in (declared, "utf-8"):
        if name and _fits(sample, name, complete):
            return name
    return _guessed(sample) or "utf-8"


def decode(raw: bytes, *, declared: str = "") -> str:
    """The characters of `raw`; bytes that make none become U+FFFD, one for each fault."""
    return raw.decode(encoding_of(raw, declared=declared), errors="replace")


def _fits(sample: bytes, name: str, complete: bool) -> bool:
    try:
        b"a".decode(name, "ignore")  # refuses "hex" and the like, which are no character sets
        codecs.getincrementaldecoder(name)().decode(sample, final=complete)
    except (LookupError, UnicodeError):
        return False
    return True


def _guessed(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:SAMPLE_BYTES]).best()
    return best.encoding if best else ""
