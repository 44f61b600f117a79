"""Compressed bodies, unpacked as they arrive and never beyond a bound."""

from __future__ import annotations

import zlib

from newsterm.errors import FetchError

_GZIP = 16 + zlib.MAX_WBITS
_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})
_MAX_CODINGS = 2


class Inflater:
    """A chain of decompressors for a Content-Encoding (RFC 9110, 8.4); identity where it is empty.

    FetchError where the coding is unknown, the data corrupt or cut short, or the result larger than `limit` bytes.
    """

    def __init__(self, encoding: str, *, limit: int) -> None:
        codings = [c for c in (part.strip().lower() for part in encoding.split(",")) if c not in {"", "identity"}]
        unknown = [c for c in codings if c not in _CODINGS]
        if unknown:
            raise FetchError(f'The answer is packed as "{unknown[0][:20]}", which was not asked for.')
        if len(codings) > _MAX_CODINGS:
            raise FetchError("The answer is packed several times over.")
        self._stages = [_Stage(coding, limit) for coding in reversed(codings)]
        self._limit = limit
        self._size = 0

    def feed(self, data: bytes) -> bytes:
        """What these bytes unpack to."""
        for stage in self._stages:
            data = stage.feed(data)
        self._size += len(data)
        if self._size > self._limit:
            raise too_large(self._limit)
        return data

    def finish(self) -> None:
        """The end of the data; FetchError where more was to come."""
        for stage in self._stages:
            stage.finish()


class _Stage:
    """One decompressor, over the members that a gzip stream may consist of (RFC 1952, 2.2)."""

    def __init__(self, coding: str, limit: int) -> None:
        self._gzip = coding != "deflate"
        self._limit = limit
        self._engine = zlib.decompressobj(_GZIP) if self._gzip else None
        self._size = 0
        self._fed = False

    def feed(self, data: bytes) -> bytes:
        out = []
        while data:
            self._fed = True
            if (
                self._engine is None
            ):  # deflate is zlib's format or, against RFC 9110, the bare one: the first byte tells
                self._engine = zlib.decompressobj(zlib.MAX_WBITS if data[0] & 0x0F == 8 else -zlib.MAX_WBITS)
            if self._engine.eof:
                if not (self._gzip and data.startswith(b"\x1f")):
                    break  # padding after the last member
                self._engine = zlib.decompressobj(_GZIP)
            try:
                piece = self._engine.decompress(data, self._limit + 1 - self._size)
            except zlib.error as error:
                raise FetchError("The answer is packed, but can't be unpacked: the data are corrupt.") from error
            self._size += len(piece)
            if self._size > self._limit:
                raise too_large(self._limit)
            out.append(piece)
            data = self._engine.unused_data or self._engine.unconsumed_tail
        return b"".join(out)

    def finish(self) -> None:
        if self._fed and self._engine is not None and not self._engine.eof:
            raise FetchError("The answer broke off: the packed data are cut short.")


def too_large(limit: int) -> FetchError:
    """The error for more bytes than allowed."""
    return FetchError(f"The answer is larger than {limit / 2**20:.3g} MiB.")
