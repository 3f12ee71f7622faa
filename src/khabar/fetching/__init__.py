"""Getting what others serve: politely, within bounds, and from public addresses alone.

Needs the extra `khabar[watch]`; its packages are imported when something is fetched, not before.
"""

from khabar.fetching.answer import Answer, Wanted
from khabar.fetching.fetcher import Fetcher
from khabar.fetching.politeness import Politeness

__all__ = ["Answer", "Fetcher", "Politeness", "Wanted"]
