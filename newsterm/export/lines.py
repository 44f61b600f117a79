"""Lines that `whole` writes, read again: what is wrong with one is a sentence, what is not known is passed over."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec

from newsterm.errors import ParseError
from newsterm.export import shape
from newsterm.export.whole import FORM
from newsterm.model import (
    BY_HAND,
    Act,
    Article,
    Block,
    Carried,
    Claim,
    ClaimState,
    Copy,
    Enclosure,
    Entry,
    EntryState,
    Item,
    Kind,
    Link,
    MarkedClaim,
    Picture,
    Quote,
    Span,
    When,
    clean_line,
    clean_text,
)

MAX_LINE = 50_000_000
"""Bytes of one item; articles have at most a hundredth of it."""
_ID = re.compile(r"[a-z2-7]{4,32}")
_CLAIM = re.compile(r"[\w.:-]{1,100}")

_form = msgspec.json.Decoder(shape.Form)
_line = msgspec.json.Decoder(shape.Line)


def is_line(data: bytes) -> bool:
    """Whether a file begins as one of such lines does."""
    return re.match(rb'\s*\{\s*"newsterm"\s*:\s*\d', data) is not None


def read_copy(line: bytes) -> Copy:
    """The item of a line, its texts without what commands a terminal. ParseError, in words, for any other line."""
    try:
        form = _form.decode(line).newsterm
        if form > FORM:
            raise ParseError(f"It is of form {form}, which a later newsterm writes; this one reads form {FORM}.")
        if form < 1:
            raise ParseError("It is no item that newsterm wrote as a JSON line.")
        return _copy(_line.decode(line))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ParseError(f"It is no item that can be read: {clean_line(str(error))[:200]}.") from error


def _copy(line: shape.Line) -> Copy:
    if not _ID.fullmatch(line.id):
        raise ParseError(f'"{clean_line(line.id)[:40]}" is no id of an item.')
    carried = tuple(Carried(feed=clean_line(c.feed), guid=clean_line(c.guid)) for c in line.carried)
    article = None if line.article is None else _article(line.article)
    length = len(article.text) if article else 0
    claims = tuple(_claim(line.id, claim, length) for claim in line.claims)
    return Copy(
        item=Item(
            id=line.id,
            entry=_entry(line, carried[0].guid),
            state=EntryState(
                read=line.read,
                starred=line.starred,
                hidden=line.hidden,
                tags=_tags(line.tags),
                note=_note(line.own_note),
            ),
            feed=carried[0].feed,
            feeds=tuple(c.feed for c in carried),
            feed_title=clean_line(line.feed_title),
            first_seen=in_utc(line.first_seen),
            sort_time=in_utc(line.first_seen),
        ),
        carried=carried,
        story=_maybe(line.story),
        article=article,
        claims=claims,
        lost=tuple(_claim(line.id, claim, None) for claim in line.lost_claims),
        note=_maybe(line.note),
        made=_maybe(line.made),
    )


def _entry(line: shape.Line, guid: str) -> Entry:
    return Entry(
        guid=guid,
        title=_maybe(line.title),
        link=_maybe(line.link),
        comments=_maybe(line.comments),
        published=_utc(line.published),
        updated=_utc(line.updated),
        authors=tuple(map(clean_line, line.authors)),
        categories=tuple(map(clean_line, line.categories)),
        enclosures=tuple(
            Enclosure(url=clean_line(e.url), type=_maybe(e.type), length=e.length) for e in line.enclosures
        ),
        media=tuple(map(clean_line, line.media)),
        language=_maybe(line.language),
        summary=line.summary,
        content=line.content,
    )


def _article(found: shape.Article) -> Article:
    if clean_text(found.text) != found.text:
        raise ParseError("Its article has characters that newsterm keeps in none, so that no place in it is right.")
    return Article(
        text=found.text,
        blocks=tuple(_block(block, found.text) for block in found.blocks),
        pictures=tuple(Picture(url=clean_line(p.url), at=p.at, words=_maybe(p.words)) for p in found.pictures),
        title=_maybe(found.title),
        byline=_maybe(found.byline),
        outlet=_maybe(found.outlet),
        url=_maybe(found.url),
        published=_utc(found.published),
        modified=_utc(found.modified),
        language=_maybe(found.language),
        origin=found.origin if found.origin in {"feed", "page", "text"} else "feed",
        extractor=clean_line(found.extractor),
        selector=_maybe(found.selector),
        wish=clean_line(found.wish),
        asked=_utc(found.asked),
        as_of=_utc(found.as_of),
    )


def _block(block: shape.Block, text: str) -> Block:
    start, end = block.start, block.end
    if (start is None) is not (end is None) or (
        start is not None and end is not None and not start <= end <= len(text)
    ):
        raise ParseError("A block of its article stands outside the text.")
    return Block(
        kind=block.kind,
        text=clean_text(block.text),
        start=start,
        end=end,
        furniture=block.furniture,
        label=_maybe(block.label),
        level=block.level,
        marker=_maybe(block.marker),
        rows=tuple(tuple(map(clean_text, row)) for row in block.rows),
        links=tuple(Link(span=Span(link.start, link.end), url=clean_line(link.url)) for link in block.links),
        image=_maybe(block.image),
    )


def _claim(item: str, found: shape.Claim, length: int | None) -> MarkedClaim:
    """A claim; `length` is that of the text that it has to be in, None for one that is no longer in it."""
    if not _CLAIM.fullmatch(found.id):
        raise ParseError(f'"{clean_line(found.id)[:40]}" is no id of a claim.')
    if found.extractor == BY_HAND:
        return _highlight(item, found, length)
    if not found.content or found.kind is Kind.OWN:
        raise ParseError("A claim of it has no place, or no source, and is no highlight.")
    claim = Claim(
        id=found.id,
        entry=item,
        content=_spans(found.content, length),
        cue=_spans(found.cue, length),
        source=_spans(found.source, length),
        text=clean_text(found.text),
        source_text=_kept(found.source_text),
        cue_text=_kept(found.cue_text),
        quote=_quote(found),
        quote_type=found.quote_type,
        kind=found.kind,
        resolved=_kept(found.resolved),
        role=_kept(found.role),
        chain=tuple(map(_kept, found.chain)),
        when=None if found.when is None else When(text=clean_text(found.when.text), date=_maybe(found.when.date)),
        hedges=_spans(found.hedges, length),
        act=found.act,
        check_worthiness=found.check_worthiness,
        confidence=found.confidence,
        extractor=clean_line(found.extractor),
    )
    state = ClaimState(tags=_tags(found.tags), rejected=found.rejected, note=_note(found.note))
    return MarkedClaim(claim=claim, state=state)


def _highlight(item: str, found: shape.Claim, length: int | None) -> MarkedClaim:
    """Words that a user highlighted, with no more than such have; they may have no place."""
    if not found.text.strip() or not found.quote.exact.strip():
        raise ParseError("A highlight of it has no words.")
    name = clean_line(found.resolved or "") or None
    claim = Claim(
        id=found.id,
        entry=item,
        content=_spans(found.content, length),
        cue=(),
        source=(),
        text=clean_text(found.text),
        source_text=None,
        cue_text=None,
        quote=_quote(found),
        quote_type=found.quote_type,
        kind=found.kind if name else Kind.OWN,
        resolved=name,
        role=None,
        chain=(name, _maybe(found.chain[-1]) if len(found.chain) > 1 else None),
        when=None,
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=found.check_worthiness,
        confidence=found.confidence,
        extractor=BY_HAND,
    )
    return MarkedClaim(
        claim=claim, state=ClaimState(tags=_tags(found.tags), note=_note(found.note), kept=_utc(found.kept))
    )


def _quote(found: shape.Claim) -> Quote:
    quote = found.quote
    return Quote(exact=clean_text(quote.exact), prefix=clean_text(quote.prefix), suffix=clean_text(quote.suffix))


def _spans(found: tuple[shape.Stretch, ...], length: int | None) -> tuple[Span, ...]:
    """Sorted, apart from each other, and inside the text."""
    at = 0
    for start, end in found:
        if start < at or end <= start or (length is not None and end > length):
            raise ParseError("A claim of it stands outside the text.")
        at = end
    return tuple(Span(start, end) for start, end in found)


def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in map(clean_line, names) if tag))


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else in_utc(moment)


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC. ParseError at the ends of the calendar, where a day more or less is in none."""
    if not 1 < moment.year < 9999:
        raise ParseError(f"{moment.isoformat()} is no time that anything of it can have.")
    return moment.astimezone(UTC)


def _maybe(text: str | None) -> str | None:
    return None if text is None else clean_line(text) or None


def _note(text: str | None) -> str | None:
    note = clean_text(text or "")
    return note if note.strip() else None


def _kept(text: str | None) -> str | None:
    return None if text is None else clean_text(text)
