"""What settings are called, and what they may be: for the completion of `newsterm config`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.completion.walk import Offer
from newsterm.model import Target
from newsterm.model.address import mask_credentials
from newsterm.settings import describe
from newsterm.settings.colours import colour_names
from newsterm.settings.keys import key_names
from newsterm.settings.kinds import Choice, YesNo
from newsterm.settings.named import named
from newsterm.settings.special import Colour, KeyList, SlotTag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.cli.completion.names import Asked


def setting_names(asked: Asked) -> Iterator[Offer]:
    """Every setting; under names of the user's own those that the library and the settings know.

    An address stands without quotation marks, which a shell would take away.
    """
    for described in describe():
        head, mark, tail = _split(described.key)
        if not mark:
            yield Offer(described.key, described.meaning)
        elif asked.typed.startswith(head):
            yield from (Offer(f"{head}{name}{tail}", described.meaning) for name in _own(asked, mark, head))
        else:
            yield Offer(head, described.meaning)


def _split(key: str) -> tuple[str, str, str]:
    """A key before its place for a name of the user's own, what stands there, and after it."""
    for mark in ('"URL"', "NAME", "ACTION"):
        if mark in key:
            return key.partition(mark)
    return key, "", ""


def _own(asked: Asked, mark: str, head: str) -> Iterable[str]:
    library = asked.library()
    if mark == "ACTION":
        from newsterm.ui.actions import BY_ID  # noqa: PLC0415 - only keys need it

        return list(BY_ID)
    if mark == '"URL"':
        urls = [feed.url for feed in library.feed_counts()] if library else []
        return [url for url in urls if mask_credentials(url) == url and url.startswith("http")]
    named_so = dict.fromkeys(getattr(asked.settings(), head.removesuffix(".")))
    if head == "tags." and library:
        named_so |= dict.fromkeys(name for target in (Target.ENTRY, Target.CLAIM) for name, _ in library.tags(target))
    return named_so


def setting_values(asked: Asked) -> Iterator[Offer]:
    """What the setting that stands before may be."""
    wanted = named(asked.place.given["key"][-1])
    match wanted.kind:
        case Choice():
            words: Iterable[str] = wanted.kind.options
        case YesNo():
            words = ("true", "false")
        case Colour():
            words = colour_names()
        case KeyList():
            words = key_names()
        case SlotTag():
            library = asked.library()
            target = Target.CLAIM if "claims" in wanted.path else Target.ENTRY
            words = [name for name, _ in library.tags(target)] if library else ()
        case _:
            words = ()
    usual = next((d.default.strip('"') for d in describe() if d.key == wanted.generic), "")
    yield from (Offer(word, "default" if word == usual else "") for word in words)
