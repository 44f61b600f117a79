"""The query language: text to tree and back."""

from newsterm.query.normal import normalise
from newsterm.query.parse import parse, parse_leniently
from newsterm.query.render import render

__all__ = ["normalise", "parse", "parse_leniently", "render"]
