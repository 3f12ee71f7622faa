"""The claims of a coded document, taken as known at the end of the day it was published."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.records import Claim, Coded
from khabar.times.moments import end_of_day


def claims_of(coded: Coded) -> Iterator[Claim]:
    """One claim for each mention; the document must have a day of publication."""
    document = coded.document
    if document.published is None:
        raise ValueError(f"{document.id} has no day of publication")
    moment = end_of_day(document.published)
    for mention in coded.mentions:
        yield Claim(
            mention=mention,
            document_id=document.id,
            outlet=document.publisher,
            published=document.published,
            known_at=moment,
            recorded_at=moment,
            sentence_text=mention.sentence.text,
            title=document.title,
            url=document.url,
        )
