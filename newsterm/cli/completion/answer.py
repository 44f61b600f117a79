"""`newsterm _complete SHELL ...`: the answer to a shell's script, in lines that it can take as they are."""

from __future__ import annotations

import os
import re
import sys
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING

from newsterm.cli.arguments import build_parser
from newsterm.cli.completion import shell_words
from newsterm.cli.completion.names import Asked, names_for, tag_words
from newsterm.cli.completion.walk import Offer, choices, walk
from newsterm.errors import NewstermError
from newsterm.library import Library
from newsterm.model import clean_line
from newsterm.paths import find_paths
from newsterm.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.cli.completion.walk import Place
    from newsterm.paths import Paths

_MOST = 500
"""How many words are offered; a shell asks before it shows a hundred."""
_SHOWN = 60
"""How much of what a word means is shown beside it."""
_VALUE = re.compile(r'[a-z]+:"[^"\\]+"')
_LISTS = {"33", "63", "64"}
"""bash's COMP_TYPE where it lists words: !, ? and @."""


def answer(argv: Sequence[str]) -> int:
    """Print what a command line may go on with; nothing where it can't be told. Always 0, and never a word of trouble.

    For zsh and fish the words before the cursor follow, the last of them the one that is typed; for bash the line, the
    characters at which it begins new words, and its COMP_TYPE.
    """
    shell, *rest = argv or [""]
    try:
        lines = _for_bash(*rest) if shell == "bash" else _for_words(shell, rest)
    except Exception:  # noqa: BLE001, RUF100 - whoever pressed Tab is in the middle of a line
        return 0
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _for_words(shell: str, words: Sequence[str]) -> list[str]:
    *before, typed = words or [""]
    if shell == "fish":  # gives the last word as it stands on the line
        typed = shell_words.split(typed).typed
    found = offers(before, typed)
    if isinstance(found, str):
        return [found]
    told = [(offer.value, _shortly(offer.about)) for offer in found]
    if shell == "fish":
        return ["words", *("\t".join(filter(None, (_without_marks(value, typed), about))) for value, about in told)]
    width = max((len(value) for value, _ in told), default=0)
    shown = [f"{value}\t{value:{width}}  -- {about}" if about else f"{value}\t{value}" for value, about in told]
    return ["described" if any(about for _, about in told) else "words", *shown]


def _without_marks(value: str, typed: str) -> str:
    """A query's value with backslashes instead of quotation marks, where fish would not see that it begins as typed.

    fish leaves out words that begin otherwise, but for upper and lower case.
    """
    if '"' in typed or value.startswith(typed) or not _VALUE.fullmatch(value):
        return value
    return re.sub(r"([\s()])", r"\\\1", value.replace('"', ""))


def _for_bash(text: str, breaks: str, kind: str = "") -> list[str]:
    """Words as bash puts them in the place of what it takes for the last one, quoted as that is."""
    line = shell_words.split(text, breaks)
    found = "files" if line.redirected else offers(line.words[1:], line.typed)
    if isinstance(found, str):
        return [found]
    fitting = [offer for offer in found if offer.value.startswith(line.typed[: line.kept])]
    told = [shell_words.quoted(offer.value[line.kept :], line.quote) for offer in fitting]
    if len(told) == 1:
        return ["unfinished" if _is_open(fitting[0].value) else "words", *told]
    if kind in _LISTS:
        width = max(map(len, told), default=0)
        abouts = [_shortly(offer.about) for offer in fitting]
        told = [f"{word:{width}}  ({about})" if about else word for word, about in zip(told, abouts, strict=True)]
    return ["unfinished", *told]


def _is_open(value: str) -> bool:
    """Whether more has to follow without a space."""
    return value.endswith((":", "=", "."))


def _shortly(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def offers(before: Sequence[str], typed: str) -> list[Offer] | str:
    """The words that may take the place of the one that is typed; or "files" or "dirs", which the shell knows best."""
    parser = build_parser()
    place, begun = walk(parser, before), ""
    name, equals, value = typed.partition("=")
    if place is not None and equals and place.waits is None and place.takes_value(name):
        place, typed, begun = walk(parser, [*before, name]), value, f"{name}="
    if place is None:
        return []
    with ExitStack() as opened:
        asked = _asked(place, typed, opened)
        found = _values(asked) if begun or place.waits is not None else _words(asked)
        if isinstance(found, str):
            return found
        return [Offer(begun + offer.value, offer.about) for offer in fitting(typed, found)]


def _words(asked: Asked) -> Iterable[Offer] | str:
    """What may begin here: an option where it looks like one, else what the argument is for, else an option again."""
    place, typed = asked.place, asked.typed
    tags = list(tag_words(asked)) if place.path == ("tag",) and typed[:1] in {"+", "-"} and not place.literal else []
    if tags or (typed.startswith("-") and not place.literal):
        return [*tags, *place.options()]
    if place.argument() is None and not place.literal:
        return place.options()
    return _values(asked)


def _values(asked: Asked) -> Iterable[Offer] | str:
    """What the argument at this place may be."""
    action = asked.place.argument()
    if action is None:
        return []
    known = choices(action)
    names = None if known else names_for(action, asked.place.path)
    if names is None:
        return known
    return names if isinstance(names, str) else names(asked)


def fitting(typed: str, found: Iterable[Offer]) -> list[Offer]:
    """Those that begin as typed; else those that do so in other case; else the one that has it somewhere.

    A word that breaks the line or commands the terminal is none.
    """
    clean = {offer.value: offer for offer in found if offer.value and clean_line(offer.value) == offer.value}
    folded = typed.casefold()
    begins = [offer for offer in clean.values() if offer.value.startswith(typed)]
    begins = begins or [offer for offer in clean.values() if _bare(offer.value).startswith(_bare(folded))]
    if not begins:
        holds = [offer for offer in clean.values() if folded in offer.value.casefold()]
        begins = holds if len(holds) == 1 else []
    return begins[:_MOST]


def _bare(text: str) -> str:
    """Text as it is compared: without case and without the quotation marks of a query's value."""
    return text.casefold().replace('"', "")


def _asked(place: Place, typed: str, opened: ExitStack) -> Asked:
    def paths() -> Paths:
        data, config = (os.path.expandvars(place.given.get(name, [""])[-1]) for name in ("data", "config"))
        return find_paths(data, config, os.environ)

    @cache
    def library() -> Library | None:
        try:
            store = paths().store
            return opened.enter_context(Library.open(store, read_only=True)) if store.exists() else None
        except NewstermError:
            return None

    def settings() -> Settings:
        try:
            return read_settings(paths().config, required=False)
        except NewstermError:
            return Settings()

    return Asked(place, typed, library, settings)
