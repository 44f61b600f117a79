"""What arguments may be called: the library's and the settings' own names, by what the grammar says is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.completion.walk import Offer
from newsterm.model import Target, counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from newsterm.cli.completion.walk import Place
    from newsterm.library import Library
    from newsterm.settings import Settings

    Names = Callable[["Asked"], Iterable[Offer]]

_ENTRIES = 100
"""How many items are offered, the newest first."""


_SOURCES = 1000
"""How many of those who are quoted, the most quoted first."""


class Asked:
    """What is typed at a place, and where names are looked up: opened only by what needs it."""

    def __init__(
        self,
        place: Place,
        typed: str,
        library: Callable[[], Library | None],
        settings: Callable[[], Settings],
    ) -> None:
        self.place = place
        self.typed = typed
        self.settings = settings
        self._open = library

    def library(self) -> Library | None:
        """The library; None where there is no cache yet, or none that can be read as it is."""
        return self._open()


def names_for(action: argparse.Action, path: tuple[str, ...]) -> Names | str | None:
    """What tells the names of an argument: a function, or "files" or "dirs"; None where anything may stand.

    An argument is known by what it is called in help, else by its name; where both mean something else in one command,
    by the command as well.
    """
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    special = BY_COMMAND.get((path[0] if path else "", action.dest))
    return special or BY_METAVAR.get(metavar) or BY_DEST.get(action.dest)


def _feeds(asked: Asked) -> Iterator[Offer]:
    from newsterm.model.address import mask_credentials  # noqa: PLC0415 - each name has its own imports

    library = asked.library()
    feeds = library.feed_counts() if library else ()
    titles = [feed.title.casefold() for feed in feeds]
    by_address = asked.typed.casefold().startswith(("http:", "https:", "exec:"))
    for feed, title in zip(feeds, titles, strict=True):
        address = mask_credentials(feed.url)
        alone = titles.count(title) == 1 and not title.startswith("-")
        if alone and not by_address:
            yield Offer(feed.title, address)
        else:
            yield Offer(address, feed.title)


def _entries(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    if library:
        yield from (Offer(i.id, f"{i.title} ({i.feed_title})") for i in library.listing("").rows(0, _ENTRIES))


def _tags(asked: Asked) -> Iterator[Offer]:
    """Tags in use, most used first, then those of the slots."""
    library, used = asked.library(), set()
    for target, noun in ((Target.ENTRY, "item"), (Target.CLAIM, "claim")):
        for name, count in library.tags(target) if library else ():
            used.add(name)
            yield Offer(name, f"on {counted(count, noun)}")
    slots = asked.settings().slots
    for things, tags in (("items", slots.items), ("claims", slots.claims)):
        yield from (Offer(name, f"slot {digit} of {things}") for digit, name in tags.items() if name not in used)


def _folders(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    folders = [feed.folder for feed in library.feed_counts() if feed.folder] if library else []
    for name in sorted(set(folders)):
        number = folders.count(name)
        yield Offer(name, counted(number, "feed"))


def _views(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    if library:
        yield from (Offer(view.name, view.query) for view in library.views())


def _rules(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    if library:
        yield from (Offer(rule.name, rule.shown_query) for rule in library.rules())


def _mutes(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    if library:
        yield from (Offer(rule.name, rule.shown_query) for rule in library.mutes())


def _muted(asked: Asked) -> Iterator[Offer]:
    """What `mute` takes after what it is to be: feeds by name; who writes and what words there are is no short list."""
    if asked.place.given.get("what") == ["feed"]:
        yield from _feeds(asked)


def _sources(asked: Asked) -> Iterator[Offer]:
    library = asked.library()
    if library:
        for source in library.sources(limit=_SOURCES):
            yield Offer(source.name, counted(source.claims, "claim"))


def _view_keys(_: Asked) -> Iterator[Offer]:
    from newsterm.ui.view_keys import VIEW_KEYS  # noqa: PLC0415 - see _feeds

    yield from map(Offer, VIEW_KEYS)


def _own_commands(asked: Asked) -> Iterator[Offer]:
    for name, command in asked.settings().commands.items():
        yield Offer(name, command.title or " ".join(command.run or ()))


def _schemas(_: Asked) -> Iterator[Offer]:
    from newsterm.export.schemas import SCHEMAS  # noqa: PLC0415 - see _feeds

    yield from (Offer(schema.name, schema.description) for schema in SCHEMAS.values())


def _query(asked: Asked) -> Iterator[Offer]:
    """What a query may go on with; its words may be several words of the shell."""
    from newsterm.query.complete import complete, token_start  # noqa: PLC0415 - see _feeds
    from newsterm.query.fields import FIELDS  # noqa: PLC0415
    from newsterm.ui.completing import query_names  # noqa: PLC0415

    action = asked.place.argument()
    before = asked.place.given.get(action.dest, []) if action and action.nargs in {"*", "+"} else []
    text = " ".join([*before, asked.typed])
    start, begun = token_start(text, len(text)), len(text) - len(asked.typed)
    library = asked.library() if ":" in text[start:] else None
    names = query_names(library, None) if library else {}
    for found in complete(text, len(text), names=names):
        field = FIELDS.get(found.removesuffix(":"))
        if text[start:begun] == found[: max(0, begun - start)]:
            whole = asked.typed[: max(0, start - begun)] + found[max(0, begun - start) :]
            yield Offer(whole, field.meaning if field else "")


def _kinds(_: Asked) -> Iterator[Offer]:
    from newsterm.export.plain import KIND_WORDS  # noqa: PLC0415 - see _feeds
    from newsterm.query.fields import KIND_NAMES  # noqa: PLC0415

    yield from (Offer(names[0], KIND_WORDS[kind]) for kind, names in KIND_NAMES.items())


def _colours(_: Asked) -> Iterator[Offer]:
    from newsterm.settings.colours import colour_names  # noqa: PLC0415 - see _feeds

    yield from map(Offer, colour_names())


def _setting_names(asked: Asked) -> Iterable[Offer]:
    from newsterm.cli.completion.settings_names import setting_names  # noqa: PLC0415 - see _feeds

    return setting_names(asked)


def _setting_values(asked: Asked) -> Iterable[Offer]:
    from newsterm.cli.completion.settings_names import setting_values  # noqa: PLC0415 - see _feeds

    return setting_values(asked)


BY_METAVAR: dict[str, Names | str] = {
    "FEED": _feeds,
    "ENTRY": _entries,
    "ID": _entries,
    "QUERY": _query,
    "VIEW": _views,
    "TAG": _tags,
    "FOLDER": _folders,
    "KEY": _setting_names,
    "VALUE": _setting_values,
    "FILE": "files",
    "FILE|URL": "files",
    "FILE|URL|-": "files",
    "DIR": "dirs",
}
BY_DEST: dict[str, Names | str] = {
    "feed": _feeds,
    "entry": _entries,
    "query": _query,
    "tag": _tags,
    "untag": _tags,
    "kind": _kinds,
    "colour": _colours,
    "folder": _folders,
    "view": _views,
}
BY_COMMAND: dict[tuple[str, str], Names | str] = {
    ("highlight", "kind"): _kinds,
    ("mute", "value"): _muted,
    ("rules", "before"): _rules,
    ("rules", "name"): _rules,
    ("rules", "pipe"): _own_commands,
    ("run", "name"): _own_commands,
    ("schema", "name"): _schemas,
    ("sources", "name"): _sources,
    ("unmute", "name"): _mutes,
    ("views", "key"): _view_keys,
    ("views", "name"): _views,
}
"""By the command, without its subcommand, and the argument's name."""
FREE = frozenset({"URL", "DATE", "TITLE", "NAME", "NEW", "N", "SPAN", "T", "TEXT", "ID|WHEN", "WHICH", "WORDS"})
"""What arguments are called that nothing can complete."""


def tag_words(asked: Asked) -> Iterator[Offer]:
    """The `+tag` and `-tag` of the command `tag`, which no grammar of options has."""
    sign = asked.typed[:1]
    yield from (Offer(sign + offer.value, offer.about) for offer in _tags(asked))
