"""The language room: from a document's text to blocks, sentences, names and grammar."""

from khabar.language.pipeline import Parser

__all__ = ["Parser"]
