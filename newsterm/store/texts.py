"""How texts of documents are compared with those of queries, where no index does it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tinydb.queries import QueryInstance

if TYPE_CHECKING:
    from newsterm.query.tree import Words


def says(leaf: Words) -> QueryInstance:
    """The claim's own words satisfy a leaf that FTS5 answers only for the whole entry."""
    wanted = words_of(leaf.text)

    def test(text: object) -> bool:
        return isinstance(text, str) and _begin(words_of(text), wanted, phrase=leaf.phrase)

    return QueryInstance(lambda claim: test(claim["text"]), ("pure", ("says", leaf)))


def _begin(there: list[str], wanted: list[str], *, phrase: bool) -> bool:
    if not phrase:
        return all(any(w.startswith(x) for w in there) for x in wanted)
    exact, last, length = wanted[:-1], wanted[-1:], len(wanted)
    starts = range(len(there) - length + 1)
    return any(
        there[i : i + length - 1] == exact and all(there[i + length - 1].startswith(x) for x in last) for i in starts
    )


def words_of(text: str) -> list[str]:
    """The words of a text with case and diacritics folded, as the index folds them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", bare.casefold())


def host(url: str) -> str:
    """The host of a URL, case folded."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].casefold()


def is_below(folder: str | None, wanted: str) -> bool:
    """Whether a folder is the one wanted or lies below it, case folded."""
    if folder is None:
        return False
    here, there = folder.casefold(), wanted.casefold().rstrip("/")
    return here == there or here.startswith(there + "/")
