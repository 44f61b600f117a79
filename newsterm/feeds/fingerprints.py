"""Entries that are as they were: told by a fingerprint, before anything is made of them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from newsterm import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.feeds.raw import RawEntry

SIZE = 8
"""Bytes of a fingerprint: among the entries of one feed, two that differ never share one by chance."""
MOST = 2_000
"""Entries of a document whose fingerprints are kept; of a larger one every entry is made anew."""

_encode = msgspec.msgpack.Encoder().encode


def fingerprint(entry: RawEntry, context: bytes) -> bytes | None:
    """Equal for entries of which the same is made; None where it can't be told (text that has no UTF-8)."""
    try:
        return blake2b(_encode(entry), key=context, digest_size=SIZE).digest()
    except (UnicodeEncodeError, TypeError):
        return None


def context_of(*said: object) -> bytes:
    """What else decides about an entry: this version of newsterm, and what its document says for all of them."""
    return blake2b(repr((__version__, *said)).encode("utf-8", "replace"), digest_size=32).digest()


def joined(fingerprints: Iterable[bytes | None]) -> bytes:
    """Fingerprints as they are kept with a feed's state."""
    known = [each for each in fingerprints if each is not None]
    return b"".join(known) if len(known) <= MOST else b""


def split(kept: bytes) -> frozenset[bytes]:
    """The fingerprints that are kept."""
    return frozenset(_pieces(kept))


def _pieces(kept: bytes) -> Iterator[bytes]:
    for start in range(0, len(kept) - SIZE + 1, SIZE):
        yield kept[start : start + SIZE]
