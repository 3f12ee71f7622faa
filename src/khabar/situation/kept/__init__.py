"""The situation kept in memory: made once from the claims, asked for any day and moment, and carried on by a claim."""

from khabar.situation.kept.record import KeptRecord

__all__ = ["KeptRecord"]
