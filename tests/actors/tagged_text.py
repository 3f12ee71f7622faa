"""Reports for tests, written as "word/POS" with the relation to the main verb where it matters: "army/NOUN/nsubj"."""

from __future__ import annotations

from khabar.records import Document, NameSpan, Parse, Place, PlaceName, Sentence, Span, Token


class Report:
    """Sentences of tagged words, one space apart, with the place names and pipeline names a test gives."""

    def __init__(self, *sentences: str, persons: tuple[str, ...] = (), organisations: tuple[str, ...] = ()) -> None:
        rows = [[word.split("/") for word in line.split()] for line in sentences]
        self.text = " ".join(" ".join(word[0] for word in row) for row in rows)
        self._names = [(n, "PERSON") for n in persons] + [(n, "ORG") for n in organisations]
        self.places: list[PlaceName] = []
        at, made = 0, []
        for row in rows:
            made.append(self._sentence(row, at))
            at = made[-1].end + 1
        self.parse = Parse("by hand", sentences=tuple(made))
        self.document = Document("d", self.text, "0" * 64)

    def _sentence(self, row: list[list[str]], at: int) -> Sentence:
        tokens: list[Token] = []
        root = next((i for i, word in enumerate(row) if "VERB" in word), len(row) - 1)
        start = at
        for i, word in enumerate(row):
            dep = word[2] if len(word) > 2 else ("root" if i == root else "dep")
            head = i + 1 if dep in ("compound", "amod", "det") else root
            tokens.append(Token(i, start, start + len(word[0]), word[0], word[0].lower(), word[1], "", "", head, dep))
            start += len(word[0]) + 1
        text = self.text[at : tokens[-1].end]
        spans = [(self._span(n, at), label) for n, label in self._names if n in text]
        names = tuple(NameSpan(span, label) for span, label in spans)
        return Sentence(at, tokens[-1].end, text, "paragraph", tuple(tokens), names)

    def _span(self, words: str, start: int = 0) -> Span:
        begin = self.text.index(words, start)
        return Span(begin, begin + len(words), words)

    def with_place(self, words: str, country: str, *, use: str = "place", precision: str = "settlement") -> Report:
        """The same report, `words` read as a place of a country."""
        place = Place(f"geonames:{country}{words}", words, precision, country=country)  # type: ignore[arg-type]
        self.places.append(PlaceName(self._span(words), use, place, 0.9))  # type: ignore[arg-type]
        return self
