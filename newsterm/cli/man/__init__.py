"""The manual page: made of the grammar, the keys, the query language and the settings, so that it says what is so."""

from newsterm.cli.man.page import page

__all__ = ["page"]
