"""The folder of pictures that were fetched: named by a hash of their address, the longest unseen dropped first."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ENDING = ".picture"


class PictureFolder:
    """Files of at most `most` bytes together; what it can't read it does not have."""

    def __init__(self, path: Path, most: int) -> None:
        self._path = path
        self._most = most

    def get(self, url: str) -> bytes | None:
        """The picture of this address, which counts as seen; None where it is not kept."""
        file = self._file(url)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(file)
        return data

    def keep(self, url: str, data: bytes) -> None:
        """Keep a picture, and drop those that were not seen for the longest time where there are too many bytes.

        OSError where the disk does not take it.
        """
        self._path.mkdir(parents=True, exist_ok=True)
        file = self._file(url)
        part = file.with_suffix(f".{os.getpid()}")
        try:
            part.write_bytes(data)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        self._drop()

    def drop(self, url: str) -> None:
        """Forget a picture that can't be used."""
        with suppress(OSError):
            self._file(url).unlink(missing_ok=True)

    def _file(self, url: str) -> Path:
        return self._path / (sha256(url.encode("utf-8", "replace")).hexdigest()[:40] + _ENDING)

    def _drop(self) -> None:
        found = []
        for file in self._path.iterdir():
            with suppress(OSError):  # another process may have dropped it
                stat = file.stat()
                found.append((stat.st_mtime_ns, stat.st_size, file))
        size = sum(length for _, length, _ in found)
        for _, length, file in sorted(found, key=lambda entry: entry[0]):
            if size <= self._most:
                return
            with suppress(OSError):
                file.unlink()
                size -= length
