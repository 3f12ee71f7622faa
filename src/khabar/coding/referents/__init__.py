"""What pronouns and definite nouns stand for, and where the story is."""
