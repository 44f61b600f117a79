"""An outlet's whole site as documents by path: what the server answers with, decided before anyone asks."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.demo.markup import Dress
from newsterm.demo.pages import fragments, front_page, missing_page, story_page
from newsterm.demo.press import addresses, print_stories
from newsterm.demo.recording import address_of_recording, picture, recording
from newsterm.demo.stories import Shape
from newsterm.demo.syndication import TYPES, Issue, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsterm.demo.outlets import Outlet
    from newsterm.demo.press import Piece
    from newsterm.demo.stories import Story

_HTML = "text/html; charset=utf-8"
MISSING = ""
"""The key of the document for all other paths; no path is empty."""


class Document(Struct, frozen=True, kw_only=True):
    """What a path answers with."""

    body: bytes
    type: str
    modified: datetime
    status: int = 200

    @property
    def etag(self) -> str:
        """A weak validator (RFC 9110, 8.8.3), because the same document is also sent compressed."""
        return f'W/"{sha256(self.body).hexdigest()[:20]}"'


def build(
    outlet: Outlet, stories: Sequence[Story], origins: Mapping[str, str], *, edition: int, now: datetime
) -> dict[str, Document]:
    """Every document of the outlet's site in an edition. `origins`: scheme, host and port by outlet key."""
    pages, origin = addresses(stories, origins, now), origins[outlet.key]
    pieces = [p for p in print_stories(stories, pages, edition=edition, now=now) if p.story.outlet == outlet.key]
    issue = Issue(
        outlet=outlet,
        origin=origin,
        pieces=pieces,
        dress=Dress(fragments=fragments("feed"), link=pages.__getitem__, origin=origin),
    )
    dress = Dress(fragments=fragments(outlet.key), link=pages.__getitem__, origin=origin)

    def page(html: str, modified: datetime, status: int = 200) -> Document:
        return Document(body=html.encode(), type=_HTML, modified=modified, status=status)

    own = {
        piece.url.removeprefix(origin): page(story_page(issue, piece, dress), piece.updated)
        for piece in pieces
        if piece.story.carries is None
    }
    return {
        outlet.feed_path: Document(body=write(issue).encode(), type=TYPES[outlet.dialect], modified=issue.updated),
        "/": page(front_page(issue), issue.updated),
        MISSING: page(missing_page(issue), issue.updated, status=404),
        "/robots.txt": Document(body=b"User-agent: *\nAllow: /\n", type="text/plain; charset=utf-8", modified=now),
        address_of_recording(""): Document(body=recording(), type="audio/wav", modified=now),
        **_pictures(pieces, now),
        **own,
    }


def _pictures(pieces: Sequence[Piece], now: datetime) -> dict[str, Document]:
    shown = (line for piece in pieces for part in piece.parts if part.shape is Shape.FIGURE for line in part.lines)
    names = {"front", *(line.partition("|")[0].strip() for line in shown)}
    return {
        f"/images/{name}.png": Document(body=picture(name), type="image/png", modified=now) for name in sorted(names)
    }
