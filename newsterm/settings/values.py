"""The settings: every key once, with its default, what it accepts and what it means.

Reading, describing and the example file all walk these classes; a setting exists by being a field here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsterm.settings.bindings import KeyChoice, KeyTable
from newsterm.settings.kinds import Choice, Kind, Line, ListOf, Number, Section, TableOf, Whole, YesNo
from newsterm.settings.special import ARGV, Colour, FeedAddress, Header, Headers, HostName, Slots, TagName

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES = (
    "newsterm-dark", "newsterm-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki",
    "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light",
    "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
PRESETS = ("newsterm", "newsboat")
ITEM_SLOTS = ("read-later", "important", "follow-up", "archive", "", "", "", "", "")
CLAIM_SLOTS = (
    "check", "doubt", "confirmed", "quotable", "statistic", "promise", "denial", "contradicts", "later",
)  # fmt: skip


def _setting(default: object, kind: Kind, meaning: str) -> Any:
    return field(default=default, metadata={"kind": kind, "meaning": meaning})


def _table(kind: Kind, meaning: str, default: Mapping[Any, Any] | None = None) -> Any:
    return field(default_factory=lambda: dict(default or {}), metadata={"kind": kind, "meaning": meaning})


def _section(values: type[Any]) -> Mapping[str, Any]:
    return {"kind": Section(values), "meaning": ""}


def _slots(defaults: tuple[str, ...], meaning: str) -> Any:
    return _table(Slots(defaults), meaning, {n: tag for n, tag in enumerate(defaults, start=1) if tag})


_INTERVAL = Whole(15, 43_200, "minutes", like=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may cost; an answer beyond it is an error of that feed alone."""

    wire_bytes: int = _setting(
        10 * 1024 * 1024, Whole(1024, 2**30, "bytes"), "how much of an answer is taken from the network"
    )
    inflated_bytes: int = _setting(
        20 * 1024 * 1024, Whole(1024, 2**30, "bytes"), "how large an answer may become when it is decompressed"
    )
    deadline: float = _setting(60.0, Number(1, 3600, "seconds"), "how long one feed may take in all")
    entries: int = _setting(20_000, Whole(1, 1_000_000), "how many entries a document may have")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """How feeds are asked."""

    interval: int = _setting(60, _INTERVAL, "how often a feed is asked; a publisher may want it less often")
    while_open: bool = _setting(True, YesNo(), "whether the reader polls in the background while it is open")
    per_host_gap: float = _setting(1.0, Number(0, 3600, "seconds"), "the pause between two requests to the same host")
    concurrency: int = _setting(32, Whole(1, 256), "how many hosts are asked at once")
    allow_private: tuple[str, ...] = _setting(
        (),
        ListOf(HostName(), 'a list of hosts such as ["printer.local"]', '["printer.local"]'),
        "hosts on private networks that a redirect may lead to",
    )
    limits: Limits = field(default_factory=Limits, metadata=_section(Limits))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """How the reader looks."""

    theme: str = _setting("newsterm-dark", Choice(THEMES), "the colours")
    width: int = _setting(80, Whole(20, 400, "columns"), "how wide a line of an article may be")
    mouse: bool = _setting(True, YesNo(), "whether the mouse is used; without it the terminal selects text itself")
    dense: bool = _setting(False, YesNo(), "whether rows stand without space between them")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTags:
    """The tags that the digits 1 to 9 toggle."""

    items: Mapping[int, str] = _slots(ITEM_SLOTS, "the tag that this digit toggles on an item")
    claims: Mapping[int, str] = _slots(CLAIM_SLOTS, "the tag that this digit toggles on a claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagStyle:
    """How a tag is shown."""

    colour: str | None = _setting(None, Colour(), "its colour; without one newsterm picks it by the name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Commands that are given an address, without a shell: in the place of `{url}`, else as their last word."""

    browser: tuple[str, ...] | None = _setting(None, ARGV, "opens pages; without it the system's own browser")
    player: tuple[str, ...] | None = _setting(None, ARGV, "plays enclosures; without it the browser gets them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is kept of feeds; nothing is dropped unless set, and never what is starred or tagged."""

    days: int | None = _setting(None, Whole(1, 36_500, "days", like=90), "items older than this are dropped")
    entries: int | None = _setting(
        None, Whole(1, 1_000_000, like=500), "how many items of a feed are kept, the latest first"
    )
    unread_days: int = _setting(30, Whole(0, 36_500, "days"), "unread items younger than this are never dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """What is particular to one feed."""

    interval: int | None = _setting(None, _INTERVAL, "how often it is asked, instead of poll.interval")
    full_text: bool | None = _setting(None, YesNo(), "whether its pages are fetched when it is polled")
    user_agent: str | None = _setting(None, Line(), "what is sent as User-Agent")
    headers: Mapping[str, Header] = _table(Headers(), "request headers that are sent as well")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set."""

    poll: Poll = field(default_factory=Poll, metadata=_section(Poll))
    interface: Interface = field(default_factory=Interface, metadata=_section(Interface))
    preset: str = PRESETS[0]
    """Which set of keys `keys` departs from; written as `preset` among them."""
    keys: Mapping[str, KeyChoice] = _table(KeyTable(), "the keys of this action")
    slots: SlotTags = field(default_factory=SlotTags, metadata=_section(SlotTags))
    tags: Mapping[str, TagStyle] = _table(TableOf("NAME", TagName(), Section(TagStyle)), "how a tag is shown")
    open: Open = field(default_factory=Open, metadata=_section(Open))
    retention: Retention = field(default_factory=Retention, metadata=_section(Retention))
    feeds: Mapping[str, FeedSettings] = _table(
        TableOf('"URL"', FeedAddress(), Section(FeedSettings)), "what is particular to one feed"
    )
