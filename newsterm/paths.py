"""Where newsterm keeps things: one data directory and one settings file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Paths(Struct, frozen=True, kw_only=True):
    """The places in use; nothing here says that they exist."""

    data: Path
    """The directory of everything that newsterm keeps; absolute."""
    config: Path
    """The settings file; absolute."""
    config_named: bool = False
    """Whether the user named the settings file, so that its absence is an error."""

    @property
    def store(self) -> Path:
        """The cache."""
        return self.data / "newsterm.db"

    @property
    def lock(self) -> Path:
        """Held by the one poller at work."""
        return self.data / "poller.lock"

    @property
    def preparing(self) -> Path:
        """Held by the one process that makes articles and claims of what is new."""
        return self.data / "preparing.lock"

    @property
    def reader(self) -> Path:
        """Held for as long as a reader is open."""
        return self.data / "reader.lock"

    @property
    def images(self) -> Path:
        """Pictures of articles that were opened; may be deleted at any time."""
        return self.data / "images"

    @property
    def log(self) -> Path:
        """What happened, for when something went wrong."""
        return self.data / "newsterm.log"


def find_paths(data: str | None, config: str | None, environ: Mapping[str, str]) -> Paths:
    """The places by `--data` and `--config`, else NEWSTERM_DATA and NEWSTERM_CONFIG, else the system's own.

    On Linux and its like those are the XDG Base Directories. An empty value counts as none. Raises SettingsError
    where a place is needed that the system can't name.
    """
    data = data or environ.get("NEWSTERM_DATA")
    config = config or environ.get("NEWSTERM_CONFIG")
    return Paths(
        data=_absolute(data) if data else _system_directory("data", environ) / "newsterm",
        config=_absolute(config) if config else _system_directory("config", environ) / "newsterm" / "config.toml",
        config_named=bool(config),
    )


def _absolute(name: str) -> Path:
    """The path seen from where newsterm was started: the background process may run elsewhere."""
    try:
        return Path(name).expanduser().absolute()
    except RuntimeError as error:
        raise SettingsError(f'The folder in "{name}" has no owner on this system; write the whole path.') from error


def _system_directory(kind: str, environ: Mapping[str, str]) -> Path:
    if sys.platform in {"win32", "darwin"}:
        return _native_directory(kind)
    # XDG Base Directory Specification 0.8: a relative path is invalid and is ignored.
    # Read here because platformdirs takes 8 ms to import, a tenth of what a bare interface needs to appear.
    stated = environ.get(f"XDG_{kind.upper()}_HOME", "")
    if Path(stated).is_absolute():
        return Path(stated)
    return _home(environ) / {"data": ".local/share", "config": ".config"}[kind]


def _native_directory(kind: str) -> Path:
    import platformdirs  # noqa: PLC0415 - see _system_directory

    dirs = platformdirs.PlatformDirs(appname=None, appauthor=False)
    return dirs.user_data_path if kind == "data" else dirs.user_config_path


def _home(environ: Mapping[str, str]) -> Path:
    try:
        return Path(environ.get("HOME") or Path.home()).absolute()
    except RuntimeError as error:
        raise SettingsError("There is no home directory; say where to keep things with --data and --config.") from error
