"""Pieces as pages: each outlet's template, filled; its front page; and the page for addresses that lead nowhere."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from newsterm.demo.days import MONTHS, WEEKDAYS
from newsterm.demo.markup import Dress, image_address
from newsterm.demo.recording import address_of_recording
from newsterm.demo.syndication import TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsterm.demo.press import Piece
    from newsterm.demo.syndication import Issue

TEASERS = 4
"""How many other stories a page points to."""

_PART = re.compile(r"^<!-- part: (\w+) -->\n", re.MULTILINE)


@cache
def fragments(name: str) -> Mapping[str, Template]:
    """The parts of a template file, each headed by `<!-- part: NAME -->`."""
    text = (files("newsterm.demo") / "templates" / f"{name}.html").read_text(encoding="utf-8")
    _, *pieces = _PART.split(text)
    return {part: Template(html) for part, html in zip(pieces[::2], pieces[1::2], strict=True)}


def story_page(issue: Issue, piece: Piece, dress: Dress) -> str:
    """The page of one story, with everything that the outlet sets around it."""
    parts = fragments(issue.outlet.key)
    others = [other for other in issue.pieces if other.url != piece.url and other.title][:TEASERS]
    return parts["page"].substitute(
        _site_fields(issue),
        lang=piece.story.language,
        title=escape(heading(piece)),
        url=escape(piece.url),
        section=escape(piece.story.section.title()),
        byline=escape(piece.byline or issue.outlet.name),
        published_iso=_iso(piece.published),
        published=_words(piece.published),
        updated=f"Updated {_words(piece.updated)}" if piece.updated != piece.published else "",
        summary=escape(piece.summary or ""),
        body=dress.html(piece.parts),
        tags="".join(f'<a rel="tag" href="/tag/{escape(tag)}">{escape(tag)}</a> ' for tag in piece.story.tags),
        comments=str(piece.story.comments),
        teasers=_teasers(parts["teaser"], others),
        image=escape(image_address(issue.origin, piece.image or "front")),
        audio=_player(issue) if piece.story.audio else "",
    )


def front_page(issue: Issue) -> str:
    """The outlet's list of stories, which names its feed (`rel=alternate`)."""
    parts = fragments("front")
    return parts["page"].substitute(_site_fields(issue), stories=_teasers(parts["teaser"], issue.pieces))


def missing_page(issue: Issue) -> str:
    """What is shown for an address that the outlet doesn't have."""
    return fragments("front")["missing"].substitute(_site_fields(issue))


def heading(piece: Piece) -> str:
    """The title, or the date where a note has none."""
    return piece.title or f"Note of {_words(piece.published)}"


def _site_fields(issue: Issue) -> dict[str, str]:
    return {
        "outlet": escape(issue.outlet.name),
        "description": escape(issue.outlet.description),
        "origin": escape(issue.origin),
        "feed_url": escape(issue.feed_url),
        "feed_type": TYPES[issue.outlet.dialect].partition(";")[0],
    }


def _teasers(template: Template, pieces: Sequence[Piece]) -> str:
    return "".join(
        template.substitute(
            url=escape(piece.url),
            title=escape(heading(piece)),
            summary=escape(_shortened(piece.summary or "")),
            published=_words(piece.published),
        )
        for piece in pieces
    )


def _shortened(text: str, width: int = 90) -> str:
    return text if len(text) <= width else text[:width].rpartition(" ")[0] + "…"


def _player(issue: Issue) -> str:
    return f'<audio controls preload="none" src="{escape(address_of_recording(issue.origin))}"></audio>'


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _words(moment: datetime) -> str:
    weekday, month = WEEKDAYS["weekday"][moment.weekday()], MONTHS[moment.month - 1]
    return f"{weekday} {moment.day} {month} {moment.year}, {moment:%H:%M} UTC"
