"""What words mean: the codebook, frames, kinds of noun, verbs that carry acts."""
