"""The frozen values the rooms hand to one another."""

from khabar.records.actor import ACTOR_KINDS, Actor, ActorName
from khabar.records.claim import Claim
from khabar.records.correction import CORRECTED_FIELDS, CorrectedField, Correction
from khabar.records.document import Document, SetAside
from khabar.records.event import Event, Figure, Judgement, Standing, Verdict
from khabar.records.heartbeat import Alert, Heartbeat, Pulse
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
    "CORRECTED_FIELDS",
    "Actor",
    "ActorName",
    "Alert",
    "Argument",
    "Aspect",
    "Attribution",
    "Block",
    "Claim",
    "Coded",
    "CorrectedField",
    "Correction",
    "Count",
    "Document",
    "Event",
    "Figure",
    "Heartbeat",
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
    "Pulse",
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
