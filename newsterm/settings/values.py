"""The settings: every key once, with its default, what it accepts and what it means.

Reading, describing and the example file all walk these classes; a setting exists by being a field here.
"""

from collections.abc import Mapping, Sequence  # annotations are looked at: they hold what a key accepts
from typing import Annotated

from msgspec import Struct, field

from newsterm.settings.bindings import KeyChoice, KeyTable
from newsterm.settings.kinds import Choice, Line, ListOf, Number, Section, TableOf, Told, Whole, YesNo
from newsterm.settings.requests import FeedAddress, Header, Headers, HostName, Secret, SecretKind, Selector, SourceName
from newsterm.settings.special import ARGV, Clipboard, Colour, CommandName, OneKey, Slots, Step, TagName

THEMES = (
    "newsterm-dark", "newsterm-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki",
    "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light",
    "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
ROWS = ("one-line", "two-line")
ASCII = ("auto", "yes", "no")
PRESETS = ("newsterm", "newsboat")
SHOWS = ("auto", "kitty", "sixel", "half-blocks", "never")
FETCHES = ("asked", "opened")
ONS = ("item", "claim", "items")
ANSWERS = ("message", "output", "nothing")
TEXTS = ("better", "feed", "page")
TERMINAL_NOTICES = ("nothing", "bell", "osc-9")
_ITEMS = Slots(("read-later", "important", "follow-up", "archive", "", "", "", "", ""))
_CLAIMS = Slots((
    "check", "doubt", "confirmed", "quotable", "statistic", "promise", "denial", "contradicts", "later",
))  # fmt: skip
_INTERVAL = Whole(15, 43_200, "minutes", like=120)


class Limits(Struct, frozen=True, kw_only=True):
    """What one answer may cost; an answer beyond it is an error of that feed alone."""

    wire_bytes: Annotated[int, Told(Whole(1024, 2**30, "bytes"), "how much of an answer is taken from the network")] = (
        10 * 2**20
    )
    inflated_bytes: Annotated[
        int, Told(Whole(1024, 2**30, "bytes"), "how large an answer may become when it is decompressed")
    ] = 20 * 2**20
    deadline: Annotated[float, Told(Number(1, 3600, "seconds"), "how long one feed may take in all")] = 60.0
    entries: Annotated[int, Told(Whole(1, 1_000_000), "how many entries a document may have")] = 20_000


class Poll(Struct, frozen=True, kw_only=True):
    """How feeds are asked."""

    interval: Annotated[int, Told(_INTERVAL, "how often a feed is asked; a publisher may want it less often")] = 60
    while_open: Annotated[bool, Told(YesNo(), "whether the reader polls in the background while it is open")] = True
    per_host_gap: Annotated[
        float, Told(Number(0, 3600, "seconds"), "the pause between two requests to the same host")
    ] = 1.0
    concurrency: Annotated[int, Told(Whole(1, 256), "how many hosts are asked at once")] = 32
    allow_private: Annotated[
        tuple[str, ...],
        Told(
            ListOf(HostName(), 'a list of hosts such as ["printer.local"]', '["printer.local"]'),
            "hosts on private networks that a redirect may lead to",
        ),
    ] = ()
    limits: Annotated[Limits, Told(Section(Limits))] = field(default_factory=Limits)


class Interface(Struct, frozen=True, kw_only=True):
    """How the reader looks."""

    theme: Annotated[str, Told(Choice(THEMES), "the colours")] = "newsterm-dark"
    width: Annotated[int, Told(Whole(20, 400, "columns"), "how wide a line of an article may be")] = 80
    mouse: Annotated[bool, Told(YesNo(), "whether the mouse is used; without it the terminal selects text itself")] = (
        True
    )
    rows: Annotated[
        str, Told(Choice(ROWS), "whether FEED tells an item in one line, or its title in one and the rest in another")
    ] = ROWS[0]
    ascii: Annotated[
        str, Told(Choice(ASCII), "whether all is drawn with ASCII alone; auto where the terminal shows nothing else")
    ] = ASCII[0]
    dense: Annotated[bool, Told(YesNo(), "whether days and claims stand without an empty line between them")] = False
    simple: Annotated[
        bool, Told(YesNo(), "whether the reader goes line by line, without boxes, for screen readers; as --simple does")
    ] = False


class Images(Struct, frozen=True, kw_only=True):
    """Pictures in the text, with the extra newsterm[images]."""

    show: Annotated[
        str,
        Told(
            Choice(SHOWS),
            "how pictures are shown, where newsterm[images] is installed; with never nothing is fetched",
        ),
    ] = SHOWS[0]
    fetch: Annotated[
        str,
        Told(
            Choice(FETCHES), "when pictures are fetched, which their servers see: when asked for, or with every article"
        ),
    ] = FETCHES[0]
    megabytes: Annotated[
        int, Told(Whole(1, 100_000, "megabytes"), "how much of them is kept, those seen last before others")
    ] = 100


class Claims(Struct, frozen=True, kw_only=True):
    """Which claims are shown beside their article."""

    sure: Annotated[
        float, Told(Number(0, 1), "how sure a claim must be to be shown at first; counts and lists have all")
    ] = 0.35


class SlotTags(Struct, frozen=True, kw_only=True):
    """The tags that the digits 1 to 9 toggle."""

    items: Annotated[Mapping[int, str], Told(_ITEMS, "the tag that this digit toggles on an item")] = field(
        default_factory=_ITEMS.usual
    )
    claims: Annotated[Mapping[int, str], Told(_CLAIMS, "the tag that this digit toggles on a claim")] = field(
        default_factory=_CLAIMS.usual
    )


class TagStyle(Struct, frozen=True, kw_only=True):
    """How a tag is shown."""

    colour: Annotated[str | None, Told(Colour(), "its colour; without one newsterm picks it by the name")] = None


class Open(Struct, frozen=True, kw_only=True):
    """Commands that are given an address, without a shell: in the place of `{url}`, else as their last word."""

    browser: Annotated[tuple[str, ...] | None, Told(ARGV, "opens pages; without it the system's own browser")] = None
    player: Annotated[tuple[str, ...] | None, Told(ARGV, "plays enclosures; without it the browser gets them")] = None
    clipboard: Annotated[
        str | tuple[str, ...],
        Told(Clipboard(), "copies; auto asks the terminal by OSC 52, inside tmux tmux; osc52 always the terminal"),
    ] = "auto"


def given_address(command: Sequence[str], url: str) -> list[str]:
    """The words of a command of `Open` with an address among them, one word of its own or within one."""
    argv = [word.replace("{url}", url) for word in command]
    return argv if argv != list(command) else [*argv, url]


class Command(Struct, frozen=True, kw_only=True):
    """A command of the user's, run without a shell; `newsterm.commands` says what it is given."""

    run: Annotated[
        tuple[str, ...] | None,
        Told(ARGV, "the program and its arguments; {url}, {id}, {title}, {feed}, {claim} and {source} may be in them"),
    ] = None
    key: Annotated[str | None, Told(OneKey(), "the key that runs it")] = None
    on: Annotated[
        str, Told(Choice(ONS), "what it is given as JSON: an item, a claim, or all marked items, one a line")
    ] = ONS[0]
    show: Annotated[
        str, Told(Choice(ANSWERS), "what is shown of its answer: the first line, all of it in a frame, or nothing")
    ] = ANSWERS[0]
    title: Annotated[str | None, Told(Line(), "what help calls it; without one its name")] = None
    confirm: Annotated[bool, Told(YesNo(), "whether the reader asks before it is run")] = False
    then: Annotated[
        tuple[str, ...],
        Told(ListOf(Step(), 'a list such as ["read", "tag:saved"]', '["read", "tag:saved"]'), "done when it went well"),
    ] = ()
    seconds: Annotated[int, Told(Whole(1, 3600, "seconds"), "how long it may take")] = 30
    where: str = ""
    """File and line, for an error that is found later."""


class Retention(Struct, frozen=True, kw_only=True):
    """What is kept of feeds; nothing is dropped unless set, and never what you marked, noted on or highlighted."""

    days: Annotated[int | None, Told(Whole(1, 36_500, "days", like=90), "items older than this are dropped")] = None
    entries: Annotated[
        int | None, Told(Whole(1, 1_000_000, like=500), "how many items of a feed are kept, the latest first")
    ] = None
    unread_days: Annotated[int, Told(Whole(0, 36_500, "days"), "unread items younger than this are never dropped")] = 30


class Login(Struct, frozen=True, kw_only=True):
    """A name and a password for a feed (Basic authentication, RFC 7617)."""

    user: Annotated[str | None, Told(Line(), "the user name that the server asks for")] = None
    password: Annotated[Secret | None, Told(SecretKind(), "where its password is kept")] = None


class FeedSettings(Struct, frozen=True, kw_only=True):
    """What is particular to one feed."""

    interval: Annotated[int | None, Told(_INTERVAL, "how often it is asked, instead of poll.interval")] = None
    full_text: Annotated[bool | None, Told(YesNo(), "whether its pages are fetched when it is polled")] = None
    text: Annotated[
        str | None, Told(Choice(TEXTS), "whose text is shown: the feed's, the page's, or the better of the two")
    ] = None
    selector: Annotated[
        str | None, Told(Selector(), "which elements of its pages hold the article, where that is guessed wrong")
    ] = None
    filter: Annotated[
        tuple[str, ...] | None, Told(ARGV, "a command that gets what was fetched and prints the feed to be read")
    ] = None
    user_agent: Annotated[str | None, Told(Line(), "what is sent as User-Agent")] = None
    headers: Annotated[Mapping[str, Header], Told(Headers(), "request headers that are sent as well")] = field(
        default_factory=dict
    )
    login: Annotated[
        Login, Told(Section(Login, "a table with user and password", together=("user", "password"), secret=True))
    ] = field(default_factory=Login)


class LocalSource(Struct, frozen=True, kw_only=True):
    """A feed that a command of the user's prints; `newsterm add exec:NAME` follows it."""

    command: Annotated[tuple[str, ...] | None, Told(ARGV, "the command that prints the feed")] = None


class Notify(Struct, frozen=True, kw_only=True):
    """How rules tell of what arrives."""

    command: Annotated[
        tuple[str, ...] | None,
        Told(
            ARGV,
            "shows a notification while no reader is open: given {title} and {body}, else both as its last words; "
            "without it notify-send, where that is installed",
        ),
    ] = None
    terminal: Annotated[
        str, Told(Choice(TERMINAL_NOTICES), "what the open reader sends its terminal besides: a bell, a notification")
    ] = TERMINAL_NOTICES[0]


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that can be set."""

    poll: Annotated[Poll, Told(Section(Poll))] = field(default_factory=Poll)
    interface: Annotated[Interface, Told(Section(Interface))] = field(default_factory=Interface)
    images: Annotated[Images, Told(Section(Images))] = field(default_factory=Images)
    claims: Annotated[Claims, Told(Section(Claims))] = field(default_factory=Claims)
    preset: str = PRESETS[0]
    """Which set of keys `keys` departs from; written as `preset` among them."""
    keys: Annotated[Mapping[str, KeyChoice], Told(KeyTable(), "the keys of this action")] = field(default_factory=dict)
    slots: Annotated[SlotTags, Told(Section(SlotTags))] = field(default_factory=SlotTags)
    tags: Annotated[
        Mapping[str, TagStyle], Told(TableOf("NAME", TagName(), Section(TagStyle)), "how a tag is shown")
    ] = field(default_factory=dict)
    open: Annotated[Open, Told(Section(Open))] = field(default_factory=Open)
    retention: Annotated[Retention, Told(Section(Retention))] = field(default_factory=Retention)
    feeds: Annotated[
        Mapping[str, FeedSettings],
        Told(TableOf('"URL"', FeedAddress(), Section(FeedSettings)), "what is particular to one feed"),
    ] = field(default_factory=dict)
    notify: Annotated[Notify, Told(Section(Notify))] = field(default_factory=Notify)
    commands: Annotated[
        Mapping[str, Command],
        Told(TableOf("NAME", CommandName(), Section(Command)), "a command of your own"),
    ] = field(default_factory=dict)
    exec: Annotated[
        Mapping[str, LocalSource],
        Told(TableOf("NAME", SourceName(), Section(LocalSource)), "a feed that a command prints"),
    ] = field(default_factory=dict)
