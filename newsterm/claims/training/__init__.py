"""Training of the neural tagger: from marked articles to the model that newsterm ships. Needs newsterm[train]."""
