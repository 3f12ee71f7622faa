"""The map picture of a report: an SVG drawn by hand, of the theatre's places, roads and the lines of countries."""

from khabar.report.map.picture import map_drawing

__all__ = ["map_drawing"]
