"""Measures of keeping watch on sources."""
