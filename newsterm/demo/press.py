"""What an outlet prints in an edition: its stories with their words, dates and addresses settled."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm.demo.days import fill
from newsterm.demo.markup import first_image, plain
from newsterm.demo.outlets import OUTLETS
from newsterm.demo.stories import Part, Shape, Story

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_BY_KEY = {outlet.key: outlet for outlet in OUTLETS}


class Piece(Struct, frozen=True, kw_only=True):
    """A story as one edition prints it: no placeholders left, inline marks still in the parts."""

    story: Story
    number: int
    """What the outlet's system calls it."""
    url: str
    """Of its page, which is another outlet's where the entry only links."""
    guid: str
    title: str | None
    byline: str | None
    summary: str | None
    """Plain text."""
    parts: tuple[Part, ...]
    published: datetime
    updated: datetime
    """Equal to `published` as long as nothing has changed."""
    image: str | None
    """The name of its first picture."""

    @property
    def words(self) -> int:
        """Words of the body; scripts without spaces count by thirds of their characters, figures and promos do not."""
        lines = [plain(line) for part in self.parts if is_body(part) for line in part.lines]
        return sum(len(line) // 3 if self.story.language == "ja" else len(line.split()) for line in lines)


def is_body(part: Part) -> bool:
    """Whether a block belongs to the story itself rather than to what the outlet sets around it."""
    return part.shape not in {Shape.FIGURE, Shape.PROMO, Shape.NEWSLETTER}


def addresses(stories: Sequence[Story], origins: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The page of every story, by `outlet/slug`; `origins` are scheme, host and port by outlet."""
    own = {s.key: origins[s.outlet] + _BY_KEY[s.outlet].page_path.format(**_fields(s, now)) for s in stories}
    return {s.key: own[s.carries] if s.carries else own[s.key] for s in stories}


def print_stories(stories: Sequence[Story], pages: Mapping[str, str], *, edition: int, now: datetime) -> list[Piece]:
    """The stories that this edition has, newest first; `pages` as `addresses` gives them.

    An entry that carries another outlet's story has that story's headline and words.
    """
    by_key = {story.key: story for story in stories}
    pieces = [
        _piece(story, by_key[story.carries or story.key], pages[story.key], edition, now)
        for story in stories
        if story.edition <= edition
    ]
    return sorted(pieces, key=lambda piece: piece.published, reverse=True)


def _piece(story: Story, told: Story, url: str, edition: int, now: datetime) -> Piece:
    """`told` is the story whose words are printed."""
    version, published = told.version(edition), now + story.at
    changed = story.updated if edition > story.edition else None

    def filled(text: str | None) -> str | None:
        return None if text is None else fill(text, published=now + told.at, now=now)

    return Piece(
        story=story,
        number=_number(story),
        url=url,
        guid=_BY_KEY[story.outlet].guid.format(url=url, **_fields(story, now)),
        title=filled(version.title),
        byline=version.byline,
        summary=filled(version.summary),
        parts=tuple(
            replace(part, lines=tuple(fill(line, published=now + told.at, now=now) for line in part.lines))
            for part in version.parts
        ),
        published=published,
        updated=now + changed if changed else published,
        image=first_image(version.parts),
    )


def _number(story: Story) -> int:
    """Six digits that depend on nothing but the story's name."""
    return 100_000 + int.from_bytes(sha256(story.key.encode()).digest()[:4], "big") % 900_000


def _fields(story: Story, now: datetime) -> dict[str, str]:
    day = now + story.at
    return {
        "section": story.section,
        "slug": story.slug,
        "number": str(_number(story)),
        "y": f"{day.year:04}",
        "m": f"{day.month:02}",
        "d": f"{day.day:02}",
    }
