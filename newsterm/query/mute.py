"""What is muted, as a query."""

from __future__ import annotations

from newsterm.model.rule import Muted
from newsterm.query.fields import read_words
from newsterm.query.render import render
from newsterm.query.tree import InFeed, TextField


def mute_query(what: Muted, value: str) -> str:
    """The query of a mute: a feed by its address, an author by name, words wherever they stand, in this order.

    Unreadable where there is no word in it.
    """
    match what:
        case Muted.FEED:
            return render(InFeed(value))
        case Muted.AUTHOR:
            return render(read_words(value, field=TextField.AUTHOR, phrase=True))
        case Muted.WORD:
            return render(read_words(value, phrase=" " in value))
