"""Raw feeds become values: texts cleaned, links absolute, dates read, every entry with one identity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from newsterm.feeds.clean import clean_html, html_to_line
from newsterm.feeds.dates import parse_date
from newsterm.feeds.links import absolute, clean_link
from newsterm.model import Enclosure, Entry, FeedInfo, Pace, ParsedFeed, clean_line, clean_text, is_blank

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText

MAX_ENTRIES = 20_000
MAX_LINE = 1_000
"""Characters of a title or a name."""
_MAX_LIST = 100
_MAX_GUID = 2_000
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parsed_feed(raw: RawFeed, *, url: str) -> ParsedFeed:
    """The document as values; of entries with the same guid the first one counts, empty entries are left out."""
    base = raw.base or url
    site = next(filter(None, (clean_link(link, base=base) for link in raw.links)), None)
    info = FeedInfo(
        id=_guid(raw.id),
        title=_line(raw.title),
        link=site,
        feed_link=next(filter(None, (absolute(link, base) for link in raw.feed_links)), None),
        description=_html(raw.description, base),
        language=_language(raw.language),
        image=next(filter(None, (absolute(link, base) for link in raw.images)), None),
        authors=_names(raw.authors),
        categories=_names(raw.categories),
        published=_date(raw.published),
        updated=_date(raw.updated),
        pace=_pace(raw),
    )
    sites = tuple(filter(None, (url, site)))
    entries: dict[str, Entry] = {}
    for found in raw.entries[:MAX_ENTRIES]:
        entry = _entry(found, base=base, sites=sites)
        if entry is not None:
            entries.setdefault(entry.guid, entry)
    return ParsedFeed(info=info, entries=tuple(entries.values()))


def _entry(raw: RawEntry, *, base: str, sites: tuple[str, ...]) -> Entry | None:
    base = raw.base or base
    link = next(filter(None, (clean_link(candidate, base=base, sites=sites) for candidate in raw.links)), None)
    title, summary, content = _line(raw.title), _html(raw.summary, base), _html(raw.content, base)
    published, updated = _date(raw.published), _date(raw.updated)
    guid = _guid(raw.guid) or link
    if guid is None:
        if not (title or summary or content or raw.enclosures):
            return None
        guid = _invented(title, published or updated, summary or content, raw.enclosures)
    return Entry(
        guid=guid,
        title=title,
        link=link,
        comments=clean_link(raw.comments, base=base, sites=sites) if raw.comments else None,
        published=published,
        updated=updated,
        authors=_names(raw.authors),
        categories=_names(raw.categories),
        enclosures=_files(raw.enclosures, base),
        media=tuple(dict.fromkeys(filter(None, (absolute(m, base) for m in raw.media[:_MAX_LIST])))),
        language=_language(raw.language),
        summary=summary,
        content=content,
    )


def _guid(text: str | None) -> str | None:
    guid = clean_line(text or "")
    return guid if len(guid) <= _MAX_GUID else "sha256:" + hashlib.sha256(guid.encode()).hexdigest() if guid else None


def _invented(title: str | None, date: datetime | None, body: str | None, files: list[RawFile]) -> str:
    """An identity for an entry that has none: the same words on the same date are the same entry."""
    parts = (title or "", date.isoformat() if date else "", body or "", files[0].url if files else "")
    return "sha256:" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _line(text: RawText | None) -> str | None:
    """A title: text alone, on one line; None where nothing of it would be seen."""
    if text is None:
        return None
    value = text.value[: MAX_LINE * 20]
    line = html_to_line(value) if text.html else clean_line(value)
    return None if is_blank(line) else _cut(line)


def _cut(line: str) -> str:
    return line if len(line) <= MAX_LINE else line[: MAX_LINE - 1].rstrip() + "…"


def _html(text: RawText | None, base: str) -> str | None:
    if text is None or not text.value or text.value.isspace():
        return None
    if not text.html:
        return re.sub(r"\n{2,}", "<br><br>", escape(clean_text(text.value).strip(), quote=False)) or None
    return clean_html(text.value, base=text.base or base) or None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    cleaned = (_cut(html_to_line(name[: MAX_LINE * 2])) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if not is_blank(name)))[:_MAX_LIST]


def _date(candidates: Iterable[str]) -> datetime | None:
    return next(filter(None, (parse_date(clean_line(text)) for text in candidates)), None)


def _language(text: str | None) -> str | None:
    """A language tag (RFC 5646); anything else is none."""
    tag = clean_line(text or "").replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", tag) else None


def _files(files: Iterable[RawFile], base: str) -> tuple[Enclosure, ...]:
    kept: dict[str, Enclosure] = {}
    for file in files:
        url = absolute(file.url, base)
        if url and url not in kept and len(kept) < _MAX_LIST:
            kept[url] = Enclosure(url=url, type=_media_type(file.type), length=_length(file.length))
    return tuple(kept.values())


def _media_type(text: str | None) -> str | None:
    kind = clean_line(text or "")
    return kind if kind and len(kind) <= 100 else None


def _length(text: str | None) -> int | None:
    digits = (text or "").strip().replace(",", "")
    return int(digits) if re.fullmatch(r"\d{1,15}", digits, re.ASCII) else None


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
