"""Which mentions Khabar takes for one act, beside labels of which are."""
