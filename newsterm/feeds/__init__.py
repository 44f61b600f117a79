"""Feeds: an address becomes values."""
