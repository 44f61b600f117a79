"""The neural tagger: a small encoder that marks cues, and for each cue what is said and by whom."""
