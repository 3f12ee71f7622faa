"""Who acts: names of forces, groups, governments, bodies and persons in a text, and who each stands for."""

from khabar.actors.belligerents import is_belligerent
from khabar.actors.finder import ActorFinder

__all__ = ["ActorFinder", "is_belligerent"]
