"""Event data that others coded, row by row as claims of their own: the coders speak, from the outlet they cite."""

from __future__ import annotations

from khabar.datasets.rows import RowReader
from khabar.datasets.scheme import Scheme, load_scheme, schemes
from khabar.datasets.sheet import is_row_of_data

__all__ = ["RowReader", "Scheme", "is_row_of_data", "load_scheme", "schemes"]
