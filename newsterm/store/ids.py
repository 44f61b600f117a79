"""Short, stable names of entries."""

from __future__ import annotations

import hashlib
from base64 import b32encode

ID_LENGTH = 10
"""Characters of an entry id: 50 bits, so that a million entries clash once in two thousand caches."""


def entry_id(feed_url: str, guid: str, *, salt: int = 0) -> str:
    """The id of the entry that a feed names `guid`: lower-case base32 of a SHA-256.

    A `salt` other than 0 gives the next id to try, where two entries share one by chance.
    """
    name = f"{feed_url}\0{guid}" + (f"\0{salt}" if salt else "")
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest)[:ID_LENGTH].decode("ascii").lower()
