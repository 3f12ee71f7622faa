"""From triggers to acts: roles filled, shared among acts of one sentence, merged, told apart by means and cause."""
