"""The name and version of the article extractor: a higher version makes stored articles anew."""

EXTRACTOR = "newsterm-articles 2"
