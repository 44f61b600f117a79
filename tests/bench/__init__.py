"""Measurements of the cache beside raw SQLite: `python -m tests.bench.store`."""
