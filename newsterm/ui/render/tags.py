"""How tags look: a colour that a tag keeps everywhere, and chips in as many cells as there are."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from msgspec import Struct, field

from newsterm.ui.render.cells import cut, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsterm.model import Target
    from newsterm.settings import Settings

Part = tuple[str, str]
"""A text and its style: empty, a colour, or a component class after a dot."""

_HUES = 6
TAG_CLASSES = frozenset(f"tag--{n}" for n in range(_HUES))
"""For the COMPONENT_CLASSES of a widget that shows tags."""

TAG_CSS = """
    .tag--0 { color: $text-accent; }
    .tag--1 { color: $text-success; }
    .tag--2 { color: $text-warning; }
    .tag--3 { color: $text-primary; }
    .tag--4 { color: $text-error; }
    .tag--5 { color: $text-secondary; }
"""
"""Rules to nest in the DEFAULT_CSS of a widget that shows tags: theme variables only, so that every theme works."""

CHIP = "▪"


class TagStyles(Struct, frozen=True, kw_only=True):
    """The colours of tags, and which digit toggles which."""

    colours: Mapping[str, str] = field(default_factory=dict)
    """What the user chose."""
    item_slots: Mapping[int, str] = field(default_factory=dict)
    claim_slots: Mapping[int, str] = field(default_factory=dict)

    def style(self, name: str) -> str:
        """The style of a tag: the user's colour, the hue of its slot, else one that its name gives."""
        if name in self.colours:
            return self.colours[name]
        for slots in (self.item_slots, self.claim_slots):
            for digit, tag in slots.items():
                if tag == name:
                    return f".tag--{(digit - 1) % _HUES}"
        return f".tag--{zlib.crc32(name.encode()) % _HUES}"

    def slots(self, target: Target) -> Mapping[int, str]:
        """Tags by digit."""
        return self.claim_slots if target == "claim" else self.item_slots

    def digit(self, name: str, target: Target) -> str | None:
        """The digit that toggles this tag."""
        return next((str(digit) for digit, tag in self.slots(target).items() if tag == name), None)


def tag_styles(settings: Settings, chosen: Mapping[str, str]) -> TagStyles:
    """What the settings say of tags, and under them what was chosen while reading."""
    return TagStyles(
        colours={**chosen, **{name: style.colour for name, style in settings.tags.items() if style.colour}},
        item_slots=settings.slots.items,
        claim_slots=settings.slots.claims,
    )


def chips(tags: Iterable[str], styles: TagStyles, cells: int) -> list[Part]:
    """Tags by name, `▪check ▪doubt`, in at most `cells` cells; the last shows how many there was no room for."""
    names = list(tags)
    parts: list[Part] = []
    used = 0
    for i, name in enumerate(names):
        text = f"{' ' if parts else ''}{CHIP}{name}"
        rest = len(names) - i - 1
        if used + width(text) > cells - (3 if rest else 0):
            more = f"{' ' if parts else ''}+{len(names) - i}"
            shown = cut(text, cells - used) if not parts and not rest else more
            return [*parts, (cut(shown, cells - used), styles.style(name) if shown != more else "")]
        parts.append((text, styles.style(name)))
        used += width(text)
    return parts


def marks(tags: Iterable[str], styles: TagStyles, target: Target, cells: int) -> list[Part]:
    """Tags in one cell each, for narrow rows: the digit that toggles the tag, else a square, in the tag's colour."""
    return [(styles.digit(name, target) or CHIP, styles.style(name)) for name in list(tags)[:cells]]
