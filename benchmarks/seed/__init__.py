"""The seed article: one report from text to answer, checked against what a careful reader writes down."""
