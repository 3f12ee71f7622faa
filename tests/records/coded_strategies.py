"""Ways to make coded documents for the laws that hold of all of them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import get_args

from hypothesis import strategies as st

from khabar.records import (
    ACTOR_KINDS,
    Actor,
    ActorName,
    Argument,
    Aspect,
    Attribution,
    Coded,
    Count,
    Document,
    Issue,
    Mention,
    Modality,
    Place,
    PlaceName,
    Polarity,
    Precision,
    RoleName,
    Span,
    VoiceKind,
)
from khabar.records.mention import Counted
from khabar.records.place import Use
from khabar.times import Basis, Interval, Occurred, TimePrecision

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1))
numbers = st.none() | st.integers(0, 10**6)


def spans_of(text: str) -> st.SearchStrategy[Span]:
    """Any stretch of a text, the empty one too."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.map(lambda two: Span.of(text, min(two), max(two)))


actors = st.builds(
    Actor, id=words, name=words, kind=st.sampled_from(ACTOR_KINDS), side=words, country=st.sampled_from(["", "SY"])
)
places = st.builds(
    Place,
    id=words,
    name=words,
    precision=st.sampled_from(get_args(Precision)),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    country=st.sampled_from(["", "AF"]),
    admin1=words,
    population=st.integers(0, 10**8),
    geonameid=st.none() | st.integers(0, 10**8),
    uncertainty_km=st.none() | st.floats(0, 500),
    pcode=words,
)
issues = st.builds(Issue, code=words, text=words, done=words, start=numbers, end=numbers)
times = st.builds(
    lambda one, other, *rest: Occurred(Interval.of_days(min(one, other), max(one, other)), *rest),
    days,
    days,
    st.sampled_from(get_args(TimePrecision)),
    st.sampled_from(get_args(Basis)),
    words,
)
counts = st.builds(
    Count,
    what=st.sampled_from(get_args(Counted)),
    text=words,
    low=numbers,
    best=numbers,
    high=numbers,
    of=numbers,
    noun=words,
)


def mentions_of(text: str) -> st.SearchStrategy[Mention]:
    """A mention whose spans lie in `text`."""
    spans = spans_of(text)
    arguments = st.builds(
        Argument,
        span=st.none() | spans,
        resolved=st.none() | actors | places,
        stands_for=words,
        relation=st.sampled_from(["in", "near", "from"]),
    )
    roles = st.dictionaries(st.sampled_from(get_args(RoleName)), st.lists(arguments, max_size=2).map(tuple), max_size=3)
    said = st.builds(
        Attribution,
        kind=st.sampled_from(get_args(VoiceKind)),
        span=spans,
        actor=st.none() | actors,
        stands_for=words,
    )
    return st.builds(
        Mention,
        id=words,
        type=st.sampled_from(["territory.capture", "harm.casualties"]),
        codebook=words,
        trigger=spans,
        sentence=spans,
        roles=roles.map(lambda found: tuple(found.items())),
        counts=st.lists(counts, max_size=2).map(tuple),
        occurred=st.none() | times,
        polarity=st.sampled_from(get_args(Polarity)),
        modality=st.sampled_from(get_args(Modality)),
        aspect=st.sampled_from(get_args(Aspect)),
        background=st.booleans(),
        descriptive=st.booleans(),
        aggregate=st.booleans(),
        status=st.sampled_from(["", "held", "stalled"]),
        attribution=st.none() | said,
        why=st.lists(words, max_size=2).map(tuple),
    )


@st.composite
def coded_documents(draw: st.DrawFn) -> Coded:
    """A document with anything the records allow coded from it."""
    text = draw(words)
    document = Document(
        id=draw(words),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        published=draw(st.none() | days),
        title=draw(words),
        publisher=draw(words),
        url=draw(st.none() | words),
    )
    spans = spans_of(text)
    place_names = st.builds(
        PlaceName,
        span=spans,
        use=st.sampled_from(get_args(Use)),
        place=st.none() | places,
        score=st.floats(0, 1),
        candidates=st.lists(places, max_size=2).map(tuple),
        reasons=st.lists(words, max_size=2).map(tuple),
    )
    return Coded(
        document=document,
        mentions=tuple(draw(st.lists(mentions_of(text), max_size=2, unique_by=lambda m: m.id))),
        places=tuple(draw(st.lists(place_names, max_size=2))),
        names=tuple(draw(st.lists(st.builds(ActorName, span=spans, label=words, actor=actors), max_size=2))),
        issues=tuple(draw(st.lists(issues, max_size=2))),
    )
