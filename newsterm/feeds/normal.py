"""Raw feeds become values: texts cleaned, links absolute, dates read, every entry with one identity.

Where readers differ, newsterm decides so:
- Title of an entry without one: the first words of its text, as short messages are read; never an address, which says
  nothing in a list. An entry without words keeps none.
- Title of a feed without one: none, for it may get one later; the interface shows its address.
- Link of an entry: where it says, past the counter of FeedBurner that only redirects there; else its permalink guid,
  rdf:about or web id, which other readers open, too; else none: enclosures and players are files, and the feed's front
  page is another place. Only http and https: a urn: is an identity, not a place to go.
- Link of a feed that names no page: its own address, which is all that is known of it.
- `feed_link`: what the document calls itself, never where it was asked: that is the subscription's.
- Languages: in lower case, since tags know no case (RFC 5646, 2.1.1) and two feeds of one language shall be equal;
  entries inherit it, as they do authors, since both are said of the whole document.
- Categories: the labels that people read, else the terms, of every vocabulary that is used, in the document's order,
  none twice; not those of the feed, which would file all its entries alike.
- Authors: in the document's order, names without addresses where both are given.
- Dates: an entry without `published` has its `updated` there, since it is sorted by it; the other way would invent a
  revision. Two digits of a year are RFC 2822's; without a year, or with an unknown month, it is no date.
- Enclosures: files of Media RSS are some, too, whole files before previews; their type is `image/*` where nothing but
  the medium is stated. Sizes and types that are not stated are null: a guess would be taken for the feed's word.
- One guid with different links names different entries; with the same link it is a repetition, and the first counts.
  An entry without a guid is known by its link and, where entries share that, by its title.
- Texts: scripts, forms, tracking pixels and tracking parameters are gone, since newsterm shows text and acts on
  nothing; what is declared as text/plain is shown as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from html import escape, unescape
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import ParseError
from newsterm.feeds.clean import clean_html, html_to_line
from newsterm.feeds.dates import parse_date
from newsterm.feeds.fingerprints import context_of, fingerprint, joined, split
from newsterm.feeds.identity import guid_of, invented, told_apart
from newsterm.feeds.links import absolute, clean_link
from newsterm.model import Enclosure, Entry, FeedInfo, Pace, ParsedFeed, clean_line, clean_text, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText

MAX_ENTRIES = 20_000
MAX_LINE = 1_000
"""Characters of a title or a name."""
_MAX_LIST = 100
_MAX_FIRST_WORDS = 100
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parsed_feed(raw: RawFeed, *, url: str, seen: bytes = b"", most: int = MAX_ENTRIES) -> ParsedFeed:
    """The document as values; of entries with the same guid the first one counts, empty entries are left out.

    Nothing is made of entries whose fingerprints are `seen`: what they are is known. ParseError for more than `most`.
    """
    if len(raw.entries) > most:
        raise ParseError(
            f"This feed has {len(raw.entries):,} entries; newsterm reads {most:,}. The setting is poll.limits.entries."
        )
    base = raw.base or url
    # Where a document names no page, its own address is the only place that a reader can be sent to.
    site = next(filter(None, (clean_link(link, base=base) for link in raw.links)), None) or absolute(url, None)
    description = _html(raw.description, base)
    info = FeedInfo(
        id=guid_of(raw.id),
        title=_line(raw.title),
        link=site,
        feed_link=next(filter(None, (absolute(link, base) for link in raw.feed_links)), None),
        description=description,
        language=_language(raw.language),
        image=next(filter(None, (absolute(link, base) for link in raw.images)), None) or _first_image(description),
        authors=_names(raw.authors),
        categories=_names(raw.categories),
        published=_date(raw.published),
        updated=_date(raw.updated),
        pace=_pace(raw),
    )
    return _Maker(base, tuple(filter(None, (url, site))), info).document(raw.entries, split(seen))


class _Maker:
    """Makes entries of raw ones, with what their document says for all of them."""

    def __init__(self, base: str, sites: tuple[str, ...], info: FeedInfo) -> None:
        self._base = base
        self._sites = sites
        self._info = info

    def document(self, raw: list[RawEntry], seen: frozenset[bytes]) -> ParsedFeed:
        """The document; only entries that are alone with their guid are left out or will be another time."""
        context = context_of(self._base, self._sites, self._info.authors, self._info.language)
        prints = [fingerprint(found, context) for found in raw]
        named = [guid_of(found.guid) for found in raw]
        skipped = {n for n, mark in enumerate(prints) if named[n] and mark in seen}
        made = {n: self.entry(found) for n, found in enumerate(raw) if n not in skipped}
        guids = [entry.guid if (entry := made.get(n)) else named[n] for n in range(len(raw))]
        often = Counter(guids)
        for n in [n for n in skipped if often[guids[n]] > 1]:
            skipped.discard(n)
            made[n] = self.entry(raw[n])
        entries = [entry for n in range(len(raw)) if (entry := made.get(n))]
        unnamed = {entry.guid for n, entry in made.items() if entry and not named[n]}
        same = [self._outline(raw[n]) for n in sorted(skipped)]
        return ParsedFeed(
            info=_dated(self._info, [*entries, *same]),
            entries=told_apart(entries, unnamed),
            same=tuple(entry.link for entry in same if entry.link),
            fingerprints=joined(
                mark for mark, name, guid in zip(prints, named, guids, strict=True) if name and often[guid] == 1
            ),
        )

    def _outline(self, raw: RawEntry) -> Entry:
        """What a document's other values need to know of an entry that is left out."""
        if self._info.published or self._info.updated:
            return Entry(guid="", link=self._link(raw))
        updated = _date(raw.updated)
        return Entry(guid="", link=self._link(raw), published=_date(raw.published) or updated, updated=updated)

    def _link(self, raw: RawEntry) -> str | None:
        base = raw.base or self._base
        return next(filter(None, (clean_link(link, base=base, sites=self._sites) for link in raw.links)), None)

    def entry(self, raw: RawEntry) -> Entry | None:
        """The entry; None where nothing is said at all."""
        base, link = raw.base or self._base, self._link(raw)
        title, summary, content = _line(raw.title), _html(raw.summary, base), _html(raw.content, base)
        updated = _date(raw.updated)
        published = _date(raw.published) or updated
        enclosures, names = _files(raw.enclosures, base), _names(raw.authors)
        entry = Entry(
            guid=guid_of(raw.guid) or link or "",
            title=title or _first_words(summary or content),
            link=link,
            comments=clean_link(raw.comments, base=base, sites=self._sites) if raw.comments else None,
            published=published,
            updated=updated,
            authors=names,
            categories=_names(raw.categories),
            enclosures=enclosures,
            media=_media(raw.media, enclosures, base, f"{content or ''}{summary or ''}"),
            language=_language(raw.language),
            summary=summary,
            content=content,
        )
        if not entry.guid:
            if entry == Entry(guid=""):
                return None
            entry = replace(entry, guid=invented(entry))
        info = self._info
        return replace(entry, authors=entry.authors or info.authors, language=entry.language or info.language)


def _dated(info: FeedInfo, entries: list[Entry]) -> FeedInfo:
    """A document without dates of its own, as every JSON Feed is, is as new as its newest entry."""
    if info.published or info.updated:
        return info
    return replace(
        info,
        published=max((e.published for e in entries if e.published), default=None),
        updated=max((e.updated for e in entries if e.updated), default=None),
    )


def _media(addresses: list[str], files: tuple[Enclosure, ...], base: str, body: str) -> tuple[str, ...]:
    """Images, sound and video that come with an entry and are not shown in its text already."""
    links = [absolute(address, base) for address in addresses[:_MAX_LIST]]
    links += [file.url for file in files if (file.type or "").startswith(("image", "audio", "video"))]
    return tuple(dict.fromkeys(link for link in links if link and escape(link) not in body))


def _line(text: RawText | None) -> str | None:
    """A title: text alone, on one line; None where nothing of it would be seen."""
    if text is None:
        return None
    value = text.value[: MAX_LINE * 20]
    line = html_to_line(value) if text.html else clean_line(value)
    return None if is_blank(line) else _cut(line)


def _first_words(html: str | None) -> str | None:
    """What a list shows of an entry without a title, as short messages are: how its text begins."""
    line = html_to_line((html or "")[:2000])
    if is_blank(line):
        return None
    if len(line) <= _MAX_FIRST_WORDS:
        return line
    cut = line[:_MAX_FIRST_WORDS]
    whole = cut.rpartition(" ")[0]  # not in the middle of a word, where there are words
    return (whole if len(whole) > _MAX_FIRST_WORDS // 2 else cut).rstrip(" ,;:.-") + "…"


def _cut(line: str) -> str:
    return line if len(line) <= MAX_LINE else line[: MAX_LINE - 1].rstrip() + "…"


def _html(text: RawText | None, base: str) -> str | None:
    if text is None or not text.value or text.value.isspace():
        return None
    if not text.html:
        return re.sub(r"\n{2,}", "<br><br>", escape(clean_text(text.value).strip(), quote=False)) or None
    return clean_html(text.value, base=text.base or base) or None


def _first_image(html: str | None) -> str | None:
    found = re.search(r'<img src="([^"]+)"', html or "")
    return unescape(found[1]) if found else None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    cleaned = (_cut(html_to_line(name[: MAX_LINE * 2])) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if not is_blank(name)))[:_MAX_LIST]


def _date(candidates: Iterable[str]) -> datetime | None:
    return next(filter(None, (parse_date(clean_line(text)) for text in candidates)), None)


def _language(text: str | None) -> str | None:
    """A language tag (RFC 5646); anything else is none."""
    tag = clean_line(text or "").replace("_", "-")
    return tag.lower() if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", tag) else None


def _files(files: Iterable[RawFile], base: str) -> tuple[Enclosure, ...]:
    kept: dict[str, Enclosure] = {}
    for file in files:
        url = absolute(file.url, base)
        if url and url not in kept and len(kept) < _MAX_LIST:
            kept[url] = Enclosure(url=url, type=_media_type(file.type), length=_size(file.length))
    return tuple(kept.values())


def _media_type(text: str | None) -> str | None:
    kind = clean_line(text or "")
    return kind if kind and len(kind) <= 100 else None


def _length(text: str | None) -> int | None:
    digits = (text or "").strip().replace(",", "")
    return int(digits) if re.fullmatch(r"\d{1,15}", digits, re.ASCII) else None


def _size(text: str | None) -> int | None:
    """Bytes; 0 where they are stated but can't be read, as RSS says it of a size that is not known."""
    return None if text is None else _length(text) or 0


def _pace(raw: RawFeed) -> Pace:
    ttl = _length(raw.ttl)
    hours = _PERIODS.get((raw.period or "").strip().lower())
    frequency = max(1, _length(raw.frequency) or 1)
    return Pace(
        ttl=timedelta(minutes=min(ttl, 10**6)) if ttl else None,
        update_every=timedelta(hours=hours / frequency) if hours else None,
        skip_hours=frozenset(n % 24 for n in map(_length, raw.skip_hours) if n is not None and n <= 24),
        skip_days=frozenset(_DAYS.index(d) for d in (day.strip().lower() for day in raw.skip_days) if d in _DAYS),
    )
