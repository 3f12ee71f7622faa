"""From bytes to characters."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.documents.charset import binary_kind, decode, encoding_of

RUSSIAN = "Правительственные войска в понедельник отбили город, сообщил губернатор области. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_what_a_page_declares_is_believed_where_it_fits() -> None:
    assert decode("Hérat tombe".encode("latin-1"), declared="iso-8859-1") == "Hérat tombe"
    assert decode("Hérat falls".encode(), declared="ascii") == "Hérat falls"
    assert decode(b"Herat falls", declared="no-such-charset") == "Herat falls"
    assert decode(b"Herat falls", declared="hex") == "Herat falls"


def test_a_sample_may_end_inside_a_character() -> None:
    assert encoding_of("Hérat".encode()[:2], complete=False) == "utf-8"


@pytest.mark.parametrize(
    ("sample", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive or office document"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\x00\x01\x02\x03", "binary data"),
        (b"The rebels took the town.", ""),
        (b"The rebels\x00 took the town.", ""),
        (codecs.BOM_UTF16_LE + "The rebels".encode("utf-16-le"), ""),
        (b"", ""),
    ],
)
def test_text_is_told_from_what_is_none(sample: bytes, kind: str) -> None:
    assert binary_kind(sample) == kind


@given(st.binary(max_size=200))
def test_any_bytes_give_characters(raw: bytes) -> None:
    assert isinstance(decode(raw), str)
