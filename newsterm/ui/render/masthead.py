"""What stands above a story: title, outlet, byline, dates, link, what a reader should know of it, the user's note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import Kind, clean_line
from newsterm.model.address import mask_credentials
from newsterm.ui.render.inlay import Inlay
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.page import Piece, Role
from newsterm.ui.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from newsterm.model import Reading


def masthead(reading: Reading, zone: tzinfo | None) -> Iterator[Piece]:
    """The pieces above the text; times are told in the zone, None is the local one."""
    item, article = reading.item, reading.article
    yield _line(headline(reading), "article--title")
    names = " · ".join(filter(None, dict.fromkeys((outlet(reading), clean_line(byline(reading))))))
    when = dates(reading, zone)
    apart = _line(f"{names}\n{when}", "article--meta")
    yield replace(_line(f"{names} · {when}", "article--meta"), narrow=apart)
    link = item.entry.link or (article.url if article else None)
    if link:
        yield replace(_line(clean_line(mask_credentials(link)), "article--link"), unbroken=True)
    if item.revisions:
        yield _line("changed since it was first read", "article--meta")
    if reading.note:
        note = Inlay.of(clean_line(reading.note))
        yield Piece(inlay=note, style="article--note", lead="! ", hang="  ", turn="  ", role=Role.HEAD)
    if item.state.note:
        noted, sign = Inlay.of(visible(item.state.note)), f"{KIND_LOOKS[Kind.OWN].shape} "
        yield Piece(inlay=noted, style="article--own-note", lead=sign, hang="  ", turn="  ", role=Role.HEAD)


def _line(text: str, style: str) -> Piece:
    return Piece(inlay=Inlay.of(text), style=style, gap=False, role=Role.HEAD)


def headline(reading: Reading) -> str:
    """The story's title, as its page has it, else the feed."""
    return clean_line((reading.article.title if reading.article else None) or reading.item.title)


def outlet(reading: Reading) -> str:
    """Who published it, as its page says it, else the feed's title."""
    return clean_line((reading.article.outlet if reading.article else None) or reading.item.feed_title)


def byline(reading: Reading) -> str:
    """Who wrote it, as the page says it, else as the feed does; empty where neither says."""
    written = reading.article.byline if reading.article else None
    return written or ", ".join(reading.item.entry.authors)


def dates(reading: Reading, zone: tzinfo | None, *, spelled: bool = False) -> str:
    """When it was published and updated, in the zone; when it was first seen where it does not say. See `stamp`."""
    article, entry = reading.article, reading.item.entry
    published = (article.published if article else None) or entry.published
    updated = (article.modified if article else None) or entry.updated
    if published is None:
        return f"seen {stamp(reading.item.first_seen, zone, spelled=spelled)}"
    if updated is None or abs((updated - published).total_seconds()) < 60:
        return stamp(published, zone, spelled=spelled)
    same_day = updated.astimezone(zone).date() == published.astimezone(zone).date()
    later = f"{updated.astimezone(zone):%H:%M}" if same_day else stamp(updated, zone, spelled=spelled)
    return f"{stamp(published, zone, spelled=spelled)}, updated {later}"


def stamp(moment: datetime, zone: tzinfo | None, *, spelled: bool = False) -> str:
    """`Tue 11 Mar 2025, 14:20`, in the zone; None is the local one. `spelled` leaves no word short."""
    local = moment.astimezone(zone)
    if spelled:
        return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
    # No-break spaces keep a date on one line.
    return f"{local:%a}\xa0{local.day}\xa0{local:%b\xa0%Y,\xa0%H:%M}"
