"""The errors a user can meet; the text of each is a sentence that says what happened, to what, and what to do.

NewstermError
├── UsageError            the command line asks for something that can't be done (exit status 2)
├── SettingsError         the settings file is wrong: file, line or key, what was expected (exit status 2)
├── StoreError            the cache can't be used (exit status 2)
│   ├── DamagedStore      its file is not a database, or not a whole one
│   ├── ForeignStore      its file is a database, but not newsterm's
│   ├── NewerStore        it was written by a later newsterm
│   ├── EarlierStore      it was written by an earlier newsterm, and may only be read
│   └── StoreUnavailable  locked, read-only, or the disk is full
├── NotFound              no such feed, entry, claim or tag
├── FetchError            an address gave nothing usable; `reason` is short, `retry_after` what the server asks for
├── ParseError            the bytes are no feed, or not one that can be read
├── QueryError            a query that can't be read; `position` is where
├── ExtractError          a page gave no article
├── PictureError          bytes are no picture that can be shown, in a few words
└── WorkError             a worker process took too long, too much memory, or stumbled
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NewstermError(Exception):
    """What happened, to what, and what to do, in one sentence."""


class UsageError(NewstermError):
    """The command line asks for something that can't be done."""


class SettingsError(NewstermError):
    """The settings file is wrong; the sentence names file, line or key, and what was expected."""


class StoreError(NewstermError):
    """The cache can't be used."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class DamagedStore(StoreError):
    """The cache file is not a database, or not a whole one."""


class ForeignStore(StoreError):
    """The cache file is a database of another program."""


class NewerStore(StoreError):
    """The cache was written by a later newsterm."""


class EarlierStore(StoreError):
    """The cache was written by an earlier newsterm; opening it for writing brings it forward."""


class StoreUnavailable(StoreError):
    """The cache is locked, can't be written, or the disk is full."""


class NotFound(NewstermError):
    """No such feed, entry, claim or tag."""


class FetchError(NewstermError):
    """An address gave nothing usable.

    `status` is the HTTP status where there was one; `retry_after` the header's value, exactly as sent; `url` is the
    address that answered so, where redirects had led.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: str | None = None, url: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.url = url


class ParseError(NewstermError):
    """The bytes are no feed, or not one that can be read."""


class QueryError(NewstermError):
    """A query that can't be read; `position` counts characters from 0."""

    def __init__(self, message: str, *, position: int) -> None:
        super().__init__(message)
        self.position = position


class ExtractError(NewstermError):
    """A page gave no article."""


class PictureError(NewstermError):
    """Bytes are no picture that can be shown: what they are, in words that fit behind a caption."""


class WorkError(NewstermError):
    """A worker process took too long, too much memory, or stumbled over its input."""
