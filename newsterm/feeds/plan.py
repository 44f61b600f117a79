"""What a poll's outcome means for the store: a pure decision, made before anything is written."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from newsterm.errors import FetchError, NewstermError
from newsterm.feeds.links import same_story_key
from newsterm.feeds.schedule import Rules, host_wait, next_poll, spread_of
from newsterm.model import (
    Entry,
    EntryUpdate,
    Feed,
    FeedRead,
    FeedStatus,
    FeedUpdate,
    FetchState,
    KnownEntry,
    ParsedFeed,
    Polls,
    Validators,
    clean_line,
    html_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsterm.feeds.answer import Fetched

MOVED_AFTER = 3
"""Polls in a row that must see the same permanent redirect before the address is rewritten."""
NOT_KNOWN = ""
"""The digest of an entry whose words did not come from its feed."""
_GONE = 410
_BLOCK = re.compile(
    r"</?(?:p|div|li|h[1-6]|br|hr|tr|td|th|blockquote|pre|figcaption|dt|dd|ul|ol|table|section)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
# "Updated: 24 Nov 2026, 10:15 GMT" on a line of its own is re-dating, no change of the text.
_STAMP = re.compile(
    r"(?im)^[^\S\n]*(?:last\s+)?(?:updated?|modified|published|posted|first published)\b"
    r"(?=[^\n]*\d)[^.!?\n]{0,80}\.?\s*$"
)
_STAMP_WORDS = ("pdate", "odified", "ublished", "osted", "PDATE", "ODIFIED", "UBLISHED", "OSTED")
"""Parts of every stamp's first word, however it begins."""
_BEFORE_STAMP = re.compile(r"(?i)(?:^|[>\n])\s*(?:last\s+|first\s+)?[a-z]\Z")
"""What stands before such a part at the beginning of a line; few texts that have the words have them there."""
_ASCII = bytes(range(128))
_WIDE_SPACE = re.compile(rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
"""White space beyond ASCII, as UTF-8."""
_ASCII_SPACE = bytes(n for n in range(128) if chr(n).isspace())
_encode = msgspec.msgpack.Encoder().encode


def plan_update(
    feed: Feed,
    known: Mapping[str, KnownEntry],
    outcome: Fetched | NewstermError,
    read: FeedRead | None,
    now: datetime,
    *,
    rules: Rules | None = None,
) -> FeedUpdate:
    """The intent for one feed's poll.

    `outcome` is the answer, or the error where fetching or parsing failed; `read` is what was read of an
    answer's body, None for a 304, for a body whose hash is the known one, and for errors. ValueError for a body that
    was not read though it differs: storing its validators would make the feed stick.
    """
    rules = rules or Rules()
    if isinstance(outcome, NewstermError):
        failed = _failed(feed, outcome, now, rules)
        return FeedUpdate(url=feed.url, state=failed.logged(_poll(now, error=failed.error)))
    if read is None and outcome.body is not None and body_hash(outcome.body) != feed.state.body_hash:
        raise ValueError(f"The body of {feed.url} differs from the known one, but was not read.")
    state, rewritten = _moved(feed, outcome, _succeeded(feed, outcome, read, now, rules))
    entries = _updates(read, known) if read else ()
    return FeedUpdate(
        url=feed.url,
        state=state.logged(_poll(now, entries)),
        info=read.info if read and read.info != feed.info else None,
        entries=entries,
        rewritten_url=rewritten,
    )


def _poll(now: datetime, entries: Sequence[EntryUpdate] = (), error: str | None = None) -> Polls:
    at, new = int(now.timestamp()), sum(entry.new for entry in entries)
    return Polls(at, at, new=new, changed=len(entries) - new, error=error and clean_line(error))


def body_hash(body: bytes) -> str:
    """What tells whether a body is the one parsed last."""
    return hashlib.sha256(body).hexdigest()


def digest(entry: Entry) -> str:
    """Differs where anything differs that the feed says of an entry."""
    try:
        said = _encode(entry)
    except UnicodeEncodeError:
        said = repr(entry).encode("utf-8", "replace")
    return hashlib.sha256(said).hexdigest()


def text_digest(entry: Entry) -> str:
    """Differs where the words of title or text differ; white space, markup, dates and "updated" stamps do not count."""
    html = entry.content or entry.summary or ""
    return _text_digest(entry.title, html, html_words(html))


def _text_digest(title: str | None, html: str, words: str) -> str:
    """`words` are those of the HTML."""
    if _may_be_stamped(html):
        words = _STAMP.sub("", unescape(_TAG.sub("", _BLOCK.sub("\n", html))))
    return hashlib.sha256(_spaceless(f"{title or ''}\0{words}")).hexdigest()


def _may_be_stamped(html: str) -> bool:
    """Whether a line may begin with a stamp: searching for plain words is faster than any pattern."""
    for word in _STAMP_WORDS:
        at = html.find(word)
        while at >= 0:
            if _BEFORE_STAMP.search(html, max(0, at - 80), at):
                return True
            at = html.find(word, at + 1)
    return False


def _spaceless(text: str) -> bytes:
    """The text without white space."""
    data = text.encode("utf-8", "replace")
    if _WIDE_SPACE.search(data.translate(None, _ASCII)):
        return "".join(text.split()).encode("utf-8", "replace")
    return data.translate(None, _ASCII_SPACE)  # four times as fast


def compared(parsed: ParsedFeed) -> FeedRead:
    """The document with everything worked out that a comparison needs.

    A page that several entries of one document lead to is no story of its own.
    """
    stories = [same_story_key(entry.link) if entry.link else None for entry in parsed.entries]
    often = Counter([*stories, *map(same_story_key, parsed.same)])
    entries = (
        _compared(entry, story if often[story] == 1 else None)
        for entry, story in zip(parsed.entries, stories, strict=True)
    )
    return FeedRead(info=parsed.info, entries=tuple(entries), fingerprints=parsed.fingerprints)


def _compared(entry: Entry, story: str | None) -> EntryUpdate:
    html = entry.content or entry.summary or ""
    words = html_words(html)
    return EntryUpdate(
        entry=entry,
        digest=digest(entry),
        text_digest=_text_digest(entry.title, html, words),
        story=story,
        words=words,
    )


def _updates(read: FeedRead, known: Mapping[str, KnownEntry]) -> tuple[EntryUpdate, ...]:
    """What is new or changed."""
    updates = []
    for found in read.entries:
        before = known.get(found.entry.guid)
        if before is None:
            updates.append(replace(found, new=True))
        elif before.digest != found.digest:
            revised = before.text_digest not in {NOT_KNOWN, found.text_digest}
            updates.append(replace(found, revised=revised))
    return tuple(updates)


def taken_in(parsed: ParsedFeed, known: Mapping[str, KnownEntry]) -> tuple[EntryUpdate, ...]:
    """What another reader kept and newsterm does not know; the feed's own words will replace it without a revision."""
    fresh = (update for update in _updates(compared(parsed), known) if update.new)
    return tuple(replace(update, digest=NOT_KNOWN, text_digest=NOT_KNOWN) for update in fresh)


def _succeeded(feed: Feed, answer: Fetched, read: FeedRead | None, now: datetime, rules: Rules) -> FetchState:
    pace = read.info.pace if read else feed.info.pace
    due = next_poll(now, rules=rules, pace=pace, headers=answer.headers, spread=spread_of(feed.url))
    own, before = answer.validators, feed.state.validators
    if answer.body is None:  # a 304 may carry newer ones (RFC 9110, 15.4.5); what it does not name stays
        own = Validators(etag=own.etag or before.etag, last_modified=own.last_modified or before.last_modified)
    return replace(
        feed.state,
        status=FeedStatus.OK,
        validators=own,
        body_hash=feed.state.body_hash if answer.body is None else body_hash(answer.body),
        fingerprints=feed.state.fingerprints if read is None else read.fingerprints,
        checked=now,
        next_poll=due.at,
        why=due.why,
        error=None,
        failures=0,
    )


def _failed(feed: Feed, error: NewstermError, now: datetime, rules: Rules) -> FetchState:
    """Validators and entries stay as they are, whatever fails."""
    gone = isinstance(error, FetchError) and error.status == _GONE
    state = replace(feed.state, checked=now, error=str(error), failures=feed.state.failures + 1)
    if gone:
        return replace(state, status=FeedStatus.GONE, next_poll=None, why="410: gone for good, not asked again")
    wait = host_wait(error, now, rules) if isinstance(error, FetchError) else None
    due = next_poll(
        now,
        rules=rules,
        pace=feed.info.pace,
        headers={},
        failures=state.failures,
        wait=wait,
        spread=spread_of(feed.url, str(state.failures)),
    )
    why = due.why
    if wait is not None and isinstance(error, FetchError):
        why = f"{error.status}: {due.why}"
    return replace(state, status=FeedStatus.FAILING, next_poll=due.at, why=why)


def _moved(feed: Feed, answer: Fetched, state: FetchState) -> tuple[FetchState, str | None]:
    """The state with the count of permanent redirects, and the address that the feed moves to when it is sure."""
    to = answer.permanent_url
    if to is None or to == feed.url:
        return replace(state, moved_to=None, moved_seen=0), None
    seen = feed.state.moved_seen + 1 if feed.state.moved_to == to else 1
    if seen >= MOVED_AFTER:
        return replace(state, moved_to=None, moved_seen=0), to
    return replace(state, moved_to=to, moved_seen=seen), None
