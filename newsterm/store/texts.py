"""How texts of documents are compared with those of queries."""

from __future__ import annotations

import re
import unicodedata


def bare(text: str) -> str:
    """The text without diacritics, as the index has it."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a text with case and diacritics folded."""
    return re.findall(r"[^\W_]+", bare(text).casefold())


def host(url: str) -> str:
    """The host of a URL, case folded."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].casefold()


def is_below(folder: str | None, wanted: str) -> bool:
    """Whether a folder is the one wanted or lies below it, case folded."""
    if folder is None:
        return False
    here, there = folder.casefold(), wanted.casefold().rstrip("/")
    return here == there or here.startswith(there + "/")
