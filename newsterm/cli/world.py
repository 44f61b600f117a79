"""Where a command finds things: paths, settings, and the library they lead to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.cli.output import say, telling
from newsterm.errors import EarlierStore, StoreUnavailable
from newsterm.library import Library, utc_now
from newsterm.paths import find_paths
from newsterm.settings import Settings, read_settings
from newsterm.store import Store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from newsterm.paths import Paths


class World(Struct, frozen=True, kw_only=True):
    """The folders and settings that this command works with."""

    paths: Paths
    settings: Settings

    @classmethod
    def find(cls, args: argparse.Namespace, environ: Mapping[str, str], *, needs_settings: bool = True) -> World:
        """From the options before the command, else the environment, else the system's folders."""
        paths = find_paths(args.data, args.config, environ)
        if not needs_settings:
            return cls(paths=paths, settings=Settings())
        return cls(paths=paths, settings=read_settings(paths.config, required=paths.config_named))

    def library(self, *, set_aside: bool = False) -> Library:
        """The library, to change it; with `set_aside` a damaged cache is renamed and a new one begun."""
        return Library(self.store(set_aside=set_aside))

    def store(self, *, set_aside: bool = False) -> Store:
        """What the library keeps things in, for what goes past its verbs."""
        with telling() as tell:
            return self._told(Store.open(self.paths.store, set_aside=set_aside, now=utc_now(), tell=tell))

    def library_to_read(self) -> Library:
        """The library, only to look: nothing is set aside or written, except to bring an earlier cache forward."""
        try:
            store = Store.open(self.paths.store, read_only=self.paths.store.exists(), now=utc_now())
        except EarlierStore as earlier:
            try:
                return self.library()
            except StoreUnavailable:
                if os.access(self.paths.store.parent, os.W_OK):
                    raise
                raise earlier from None  # which says what to do
        return Library(self._told(store))

    @staticmethod
    def _told(store: Store) -> Store:
        for notice in store.notices:
            say(notice)
        return store
