"""A text as words, sentences and quotations: what every rule reads."""
