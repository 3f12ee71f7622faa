"""Pack tables: what is refused, with file, line and column."""

from __future__ import annotations

import pytest

from khabar.errors import BadPack
from khabar.packs.table import Row, read_table


def _row(**cells: str) -> Row:
    return Row("t.csv", 7, cells)


def test_rows_know_their_lines_even_after_a_cell_with_a_line_break() -> None:
    rows = read_table('a,b\n1,"x\ny"\n\n2,z\n', file="t.csv", needed=("a", "b"))
    assert [(row.line, row["a"]) for row in rows] == [(2, "1"), (5, "2")]


FORMS = {
    "nothing": ("", 0, ""),
    "no rows": ("a,b\n", 0, ""),
    "an unknown column": ("a,b,c\n1,2,3\n", 1, "c"),
    "a missing column": ("a\n1\n", 1, "b"),
    "a column twice": ("a,b,a\n1,2,3\n", 1, "a"),
    "a short row": ("a,b\n1,2\n3\n", 3, ""),
    "an open quote": ('a,b\n1,2\n"3,4\n', 3, ""),
}


@pytest.mark.parametrize(("text", "line", "column"), FORMS.values(), ids=FORMS.keys())
def test_a_table_of_wrong_form_is_refused(text: str, line: int, column: str) -> None:
    with pytest.raises(BadPack) as caught:
        read_table(text, file="t.csv", needed=("a", "b"))
    assert (caught.value.file, caught.value.line, caught.value.field) == ("t.csv", line, column)


def test_cells_are_read_as_what_they_are() -> None:
    row = _row(names="Herat; Hirat", lat="34.35", people="574276", none="")
    assert row.several("names") == ("Herat", "Hirat")
    assert row.number("lat", low=-90, high=90) == 34.35
    assert row.whole("people", low=0, high=10**9) == 574276
    assert row.number("none", low=0, high=1) is None
    assert row["no such column"] == ""


def test_cells_that_do_not_fit_point_at_themselves() -> None:
    for act in (
        lambda: _row(x="").needed("x"),
        lambda: _row(x="a; b; a").several("x"),
        lambda: _row(x="north").number("x", low=0, high=1),
        lambda: _row(x="91").number("x", low=-90, high=90),
        lambda: _row(x="1.5").whole("x", low=0, high=9),
        lambda: _row(x="villige").one_of("x", ("town", "village")),
    ):
        with pytest.raises(BadPack) as caught:
            act()
        assert (caught.value.line, caught.value.field) == (7, "x")
