"""The tagger of word lists: what finds attributions where the model can't run, and beyond where it reads."""
