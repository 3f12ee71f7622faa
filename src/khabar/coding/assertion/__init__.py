"""How it is said: polarity, modality, aspect."""
