"""The poller: due feeds are fetched, parsed, planned and stored; then articles and claims are made of what is new."""
