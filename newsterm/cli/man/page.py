"""newsterm(1), section by section."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import newsterm
from newsterm.cli.arguments import build_parser
from newsterm.cli.man.commands import command_lines, option_rows
from newsterm.cli.man.roff import bold, example, italic, paragraphs, plain, section, subsection, tagged
from newsterm.query.grammar import BASICS, NOTES, field_examples
from newsterm.settings import Settings, describe
from newsterm.ui.key_table import key_table
from newsterm.ui.keymap import Keymap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.settings import Described

_DAY = "2026-11-26"
"""When what the page tells changed last (ISO 8601)."""
_ARROWS = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}
"""Not every terminal that shows manuals has them."""
_ENVIRONMENT = (
    ("NEWSTERM_DATA", "the folder where everything is kept, unless `--data` names one"),
    ("NEWSTERM_CONFIG", "the settings file, unless `--config` names one"),
    ("XDG_DATA_HOME", "the folder that has the folder `newsterm` with everything; usually ~/.local/share"),
    ("XDG_CONFIG_HOME", "the folder that has newsterm/config.toml; usually ~/.config"),
    ("VISUAL, EDITOR", "the editor of `newsterm config edit`"),
    ("NO_COLOR", "where it is set, colours are left out; shapes and underlines tell what they told"),
    ("LC_ALL, LC_CTYPE, LANG", "where they name no UTF-8, all is drawn in ASCII"),
    ("TERM, TERM_PROGRAM, COLORTERM", "what the terminal can show; on a dumb one `newsterm --simple` works"),
)
_STATUS = (
    ("0", "done"),
    ("1", "something failed, perhaps only a part, such as a feed of many"),
    ("2", "the command line, the settings or the cache can't be used; nothing was done"),
    ("130", "interrupted from the keyboard; what was done until then is kept"),
)
_FILES = (
    ("~/.config/newsterm/config.toml", "the settings; TOML"),
    ("~/.local/share/newsterm/newsterm.db", "the cache: feeds, items, articles, claims, tags, and what can be undone"),
    ("~/.local/share/newsterm/images/", "pictures of articles that were opened; may be deleted"),
    ("~/.local/share/newsterm/newsterm.log", "what happened, for when something went wrong"),
)
_EXAMPLES = (
    ("Follow a feed, or a page that has one, and read:", ("newsterm add https://example.org/news", "newsterm")),
    (
        "Claims of this week that rest on unnamed sources only, as a table for a spreadsheet:",
        ("newsterm claims 'kind:unnamed since:7d' --csv > unnamed.csv",),
    ),
    (
        "Tag what is about the port and not read yet, and take that back:",
        ("newsterm tag --query 'port is:unread' +check", "newsterm undo"),
    ),
    ("Ask one feed more often than others:", ("newsterm config set feeds.https://example.org/news.interval 15",)),
    ("Poll while no reader is open:", ("newsterm config systemd --write ~/.config/systemd/user",)),
    ("Complete commands, feeds and queries by Tab in bash:", ("source <(newsterm completions bash)",)),
)


def page() -> str:
    """The page as roff source, ASCII alone."""
    parts = (
        _head(), _options(), _commands(), _keys(), _queries(), _settings(), _files(), _environment(), _status(),
        _examples(), _see_also(),
    )  # fmt: skip
    lines = [line for part in parts for line in part]
    # A heading begins a paragraph by itself.
    kept = (line for before, line in pairwise(["", *lines]) if line != ".PP" or before[:3] not in {".SH", ".SS"})
    return "\n".join(kept) + "\n"


def _head() -> Iterator[str]:
    yield '.\\" Made by `newsterm man`; change what it is made of instead.'
    yield f'.TH NEWSTERM 1 "{_DAY}" "newsterm {newsterm.__version__}" "User Commands"'
    # Lines are not hyphenated and not spread out to both margins: most of them hold words that are typed as they are.
    yield from (".nh", ".ad l")
    yield from section("NAME")
    yield f"newsterm \\- {plain('read the news in a terminal and see, for every statement, who says so')}"
    yield from section("SYNOPSIS")
    before = f"[{bold('--data')} {italic('DIR')}] [{bold('--config')} {italic('FILE')}]"
    yield f"{bold('newsterm')} {before} [{bold('--simple')}]"
    yield ".br"
    yield f"{bold('newsterm')} {before} {italic('COMMAND')} [{italic('ARGUMENT')} ...]"
    yield from section("DESCRIPTION")
    yield from paragraphs(
        "newsterm polls RSS, Atom and JSON feeds into a cache on the disk and shows them in three panes: the feed, the"
        " article as clean text, and its claims, each with its source, what kind of source that is, through whom it"
        " came, when it was said and how firmly. Items and claims are tagged with single keys.",
        "Without a command the reader opens; `newsterm --simple` is the same reader line by line, for screen readers,"
        " braille displays, dumb terminals and slow lines. The commands show, change and hand out what is kept. Data"
        " goes to standard output, everything else to standard error.",
    )


def _options() -> Iterator[str]:
    yield from section("OPTIONS")
    yield from paragraphs("These come before the command.")
    yield from tagged(option_rows(build_parser()))


def _commands() -> Iterator[str]:
    yield from section("COMMANDS")
    yield from paragraphs(
        "FEED is the address of a feed, or its title where no other feed has it. ENTRY and ID are what `newsterm list`"
        " shows first; `newsterm claims` has those of claims. QUERY is told below. With `--json` a command prints one"
        " JSON document, with `--jsonl` one object a line."
    )
    yield from command_lines(build_parser())


def _keys() -> Iterator[str]:
    yield from section("KEYS")
    yield from paragraphs(
        "Keys act on marked rows if there are any, else on the row under the cursor. The name in parentheses is that of"
        " the action: for the command line `:`, for `newsterm --simple` and for the settings under [keys]."
        " `newsterm keys` prints the keys with your own settings applied."
    )
    for group, rows in groupby(key_table(Keymap.from_settings(Settings())), key=lambda row: row.group):
        yield from subsection(group)
        yield from tagged(
            (
                ", ".join(bold(_ARROWS.get(key, key)) for key in row.keys),
                f"{row.title} (`{row.id}`). {row.help}" + (f" Only in {row.panes}." if row.panes else ""),
            )
            for row in rows
        )


def _queries() -> Iterator[str]:
    yield from section("QUERIES")
    yield from paragraphs("The filter `/`, saved views and every QUERY of a command speak one language.")
    yield from tagged(((bold(text), meaning) for text, meaning in BASICS), indent=28)
    yield from subsection("Fields")
    yield from tagged(((bold(text), meaning) for text, meaning in field_examples()), indent=28)
    yield from paragraphs(*NOTES)


def _settings() -> Iterator[str]:
    yield from section("SETTINGS")
    yield from paragraphs(
        "The settings file is TOML; `newsterm config path` says where it is. What it leaves out keeps its default; a"
        " key that is no setting is refused with the line where it stands. `newsterm config edit` opens it,"
        " `newsterm config check` tells everything that is wrong in it, and `newsterm config set` changes one setting"
        " and leaves all else as it is. Commands run without a shell, and only from this file; a password is never in"
        " it, only where it is kept.",
        'NAME stands for a name of your own, "URL" for the address of a feed exactly as `newsterm feeds` shows it,'
        " ACTION for the name of an action.",
    )
    for table, settings in groupby(describe(), key=lambda d: d.key.rpartition(".")[0]):
        yield from subsection(f"[{table}]")
        yield from tagged(_setting_rows(settings))


def _setting_rows(settings: Iterable[Described]) -> Iterator[tuple[str, str]]:
    for d in settings:
        name = d.key.rpartition(".")[2]
        tag = f"{bold(name)} = {bold(d.default)}" if d.default else bold(name)
        meaning = f"{d.meaning[:1].upper()}{d.meaning[1:]}"
        yield tag, f"{meaning}: {d.type}." + ("" if d.default else " Not set.")


def _files() -> Iterator[str]:
    yield from section("FILES")
    yield from paragraphs("On Linux and its like; `newsterm paths` says where they are in any case.")
    yield from tagged((italic(name), f"{text}.") for name, text in _FILES)


def _environment() -> Iterator[str]:
    yield from section("ENVIRONMENT")
    yield from tagged((bold(name), f"{text}.") for name, text in _ENVIRONMENT)


def _status() -> Iterator[str]:
    yield from section("EXIT STATUS")
    yield from tagged((bold(number), f"{text}.") for number, text in _STATUS)


def _examples() -> Iterator[str]:
    yield from section("EXAMPLES")
    for text, lines in _EXAMPLES:
        yield from paragraphs(text)
        yield from example(*lines)


def _see_also() -> Iterator[str]:
    yield from section("SEE ALSO")
    yield f"{bold('newsboat')}(1), {bold('pass')}(1), {bold('crontab')}(5), {bold('systemd.timer')}(5)"
