"""Dates with precision, half-open intervals, and the two clocks: the world's time and our knowledge."""

from khabar.times.interval import Interval
from khabar.times.moments import parse_day, parse_moment
from khabar.times.occurred import Basis, Occurred, TimePrecision

__all__ = ["Basis", "Interval", "Occurred", "TimePrecision", "parse_day", "parse_moment"]
