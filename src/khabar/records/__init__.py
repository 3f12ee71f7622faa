"""The frozen values the rooms hand to one another."""

from khabar.records.actor import ACTOR_KINDS, Actor, ActorName
from khabar.records.claim import Claim
from khabar.records.document import Document, SetAside
from khabar.records.event import Event, Figure, Judgement, Standing, Verdict
from khabar.records.issue import Issue
from khabar.records.mention import (
    Argument,
    Aspect,
    Attribution,
    Coded,
    Count,
    Mention,
    Modality,
    Polarity,
    RoleName,
    VoiceKind,
)
from khabar.records.parse import Block, NameSpan, Parse, Sentence, Token
from khabar.records.place import Place, PlaceName, Precision
from khabar.records.release import Release
from khabar.records.span import Span

__all__ = [
    "ACTOR_KINDS",
    "Actor",
    "ActorName",
    "Argument",
    "Aspect",
    "Attribution",
    "Block",
    "Claim",
    "Coded",
    "Count",
    "Document",
    "Event",
    "Figure",
    "Issue",
    "Judgement",
    "Mention",
    "Modality",
    "NameSpan",
    "Parse",
    "Place",
    "PlaceName",
    "Polarity",
    "Precision",
    "Release",
    "RoleName",
    "Sentence",
    "SetAside",
    "Span",
    "Standing",
    "Token",
    "Verdict",
    "VoiceKind",
]
