"""How a sentence hangs together: slots around a word, phrases, kinship of acts."""
