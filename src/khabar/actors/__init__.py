"""Who acts: names of forces, groups, governments, bodies and persons in a text, and who each stands for."""

from khabar.actors.belligerents import is_belligerent
from khabar.actors.finder import ActorFinder, ground_of
from khabar.actors.forces import government_of

__all__ = ["ActorFinder", "government_of", "ground_of", "is_belligerent"]
