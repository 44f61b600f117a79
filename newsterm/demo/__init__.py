"""The bundled sample: six invented outlets, their feeds and pages, served on loopback."""

from newsterm.demo.server import Newsstand, subscriptions

__all__ = ["Newsstand", "subscriptions"]
