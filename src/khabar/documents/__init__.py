"""Reading reports: files and texts in, `Document` values out, each with its text as read.

Nothing heavy is imported before it is needed: the page extractor with the first web page, the language identifier with
the first text that is not plainly English, the near-duplicate index with the first comparison.
"""

from khabar.documents.build import MAX_CHARACTERS, from_text
from khabar.documents.copies import Copies, Copy, copies_among
from khabar.documents.offsets import source_offset
from khabar.documents.read import FILES_READ, read

__all__ = ["FILES_READ", "MAX_CHARACTERS", "Copies", "Copy", "copies_among", "from_text", "read", "source_offset"]
