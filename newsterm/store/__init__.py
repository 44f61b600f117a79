"""The cache: TinyDB documents over SQLite rows."""
