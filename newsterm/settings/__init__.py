"""The settings: a TOML file as values, each problem in it named by file, line and key."""

from newsterm.settings.bindings import KeyChoice
from newsterm.settings.describe import Described, describe, example_toml
from newsterm.settings.read import read_settings
from newsterm.settings.requests import Header, Secret
from newsterm.settings.values import (
    Claims,
    Command,
    FeedSettings,
    Images,
    Interface,
    Limits,
    LocalSource,
    Login,
    Notify,
    Open,
    Poll,
    Retention,
    Settings,
    SlotTags,
    TagStyle,
    given_address,
)

__all__ = [
    "Claims",
    "Command",
    "Described",
    "FeedSettings",
    "Header",
    "Images",
    "Interface",
    "KeyChoice",
    "Limits",
    "LocalSource",
    "Login",
    "Notify",
    "Open",
    "Poll",
    "Retention",
    "Secret",
    "Settings",
    "SlotTags",
    "TagStyle",
    "describe",
    "example_toml",
    "given_address",
    "read_settings",
]
