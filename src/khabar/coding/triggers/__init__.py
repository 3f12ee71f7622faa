"""Which words report an act, and by which frame."""
