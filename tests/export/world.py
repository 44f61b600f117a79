"""An item opened, in a few words: a text, what is said in it, and whatever a stranger may put in either."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.export.about import About
from newsterm.model import (
    BY_HAND,
    Act,
    Article,
    Block,
    BlockKind,
    Claim,
    ClaimState,
    Entry,
    EntryState,
    Item,
    Kind,
    MarkedClaim,
    Quote,
    QuoteType,
    Reading,
    Span,
    When,
    clean_text,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ABOUT = About(title="What was said", at=NOW)
SAID = "Transport Minister Ana Sorel reportedly said the port was safe. A report found <b>nothing</b>."
HOSTILE = "<script>alert(1)</script> [x](javascript:a) ![i](http://e/i.png) \"onload='x' & | `code` *em* __b__"
LINK = "https://post.example/harbour?id=1&x=2"

# Whatever begins something in Markdown, HTML, XML or CSV, beside letters.
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("ab \n\t<>&\"'`*_[]()!#-+=|~\\:/.@1)$^{};%"), st.characters(codec="utf-8")),
    max_size=60,
).map(clean_text)


def blocks_of(*pieces: tuple[BlockKind, str]) -> tuple[str, tuple[Block, ...]]:
    """A text of these blocks, and the blocks in their places."""
    text, made = "", []
    for kind, words in pieces:
        start = len(text)
        made.append(Block(kind=kind, text=words, start=start, end=start + len(words)))
        text += words + "\n\n"
    return text[:-2], tuple(made)


def claim(text: str, words: str, *, nth: int = 1, kind: Kind = Kind.NAMED_PERSON, name: str | None = "Ana Sorel",
          start: int | None = None, state: ClaimState | None = None) -> MarkedClaim:  # fmt: skip
    """A claim that these words of the text are."""
    at = text.index(words) if start is None else start
    hedge = text.find("reportedly")
    return MarkedClaim(
        claim=Claim(
            id=f"abcdefghij.{nth}",
            entry="abcdefghij",
            content=(Span(at, at + len(words)),),
            cue=(),
            source=(),
            text=words,
            source_text=name,
            cue_text="said",
            quote=Quote(exact=words, prefix=text[max(0, at - 32) : at], suffix=text[at + len(words) :][:32]),
            quote_type=QuoteType.INDIRECT,
            kind=kind,
            resolved=name,
            role=None,
            chain=(name, "Northwire", "Harbour Post"),
            when=When(text="on Monday", date="2026-11-23"),
            hedges=(Span(hedge, hedge + 10),) if hedge >= 0 else (),
            act=Act.ASSERTS,
            check_worthiness=0.5,
            confidence=0.9,
            extractor="test 1",
        ),
        state=state or ClaimState(),
    )


def highlight(
    text: str, words: str, *, nth: int = 0, source: str | None = None, lost: bool = False, **marks: object
) -> MarkedClaim:
    """Words that the user highlighted; with `lost` the text no longer has them."""
    at = 0 if lost else text.index(words)
    one = claim(words, words, name=source, kind=Kind.DOCUMENT if source else Kind.OWN).claim
    own = replace(
        one,
        id=f"abcdefghij.0{nth}",
        content=() if lost else (Span(at, at + len(words)),),
        source_text=None,
        cue_text=None,
        quote=Quote(exact=words, prefix="before ", suffix=" after"),
        chain=(source, "Harbour Post"),
        when=None,
        hedges=(),
        check_worthiness=0.0,
        confidence=1.0,
        extractor=BY_HAND,
    )
    return MarkedClaim(claim=own, state=ClaimState(kept=NOW - timedelta(days=1), **marks))  # type: ignore[arg-type]


def reading(
    *pieces: tuple[BlockKind, str],
    claims: tuple[MarkedClaim, ...] = (),
    title: str = "Ministers weigh",
    author: str = "Lena Brandt",
    link: str | None = LINK,
    outlet: str = "Harbour Post",
    content: str | None = None,
    tags: tuple[str, ...] = (),
) -> Reading:
    text, blocks = blocks_of(*pieces)
    return Reading(
        item=Item(
            id="abcdefghij",
            entry=Entry(
                guid="1", title=title, link=link, published=NOW, authors=(author,), categories=("Ports",),
                language="en",
                content=content,
            ),
            state=EntryState(starred=True, tags=tags),
            feed="https://post.example/feed",
            feeds=("https://post.example/feed",),
            feed_title=outlet,
            first_seen=NOW,
            sort_time=NOW,
        ),
        article=Article(text=text, blocks=blocks),
        claims=claims,
    )  # fmt: skip


def usual(**more: object) -> Reading:
    """A paragraph with two claims in it."""
    claims = (
        claim(SAID, "the port was safe", state=ClaimState(tags=("check", "verdict:unproven"), note="ask <them>")),
        claim(SAID, "nothing", nth=2, kind=Kind.DOCUMENT, name="A report"),
    )
    return reading((BlockKind.PARAGRAPH, SAID), claims=claims, **more)  # type: ignore[arg-type]


def highlighted() -> Reading:
    """The same with highlights: on a claim, with a source, of words that are gone; tags, notes, and an item's note."""
    one = usual(tags=("later",))
    marks = (
        highlight(SAID, "Transport", tags=("x",), note=HOSTILE),
        highlight(SAID, "the port was safe", nth=1),
        highlight(SAID, "A report", nth=2, source="the audit"),
        highlight(SAID, HOSTILE, nth=3, lost=True, note="where is it?"),
    )
    item = replace(one.item, state=replace(one.item.state, note=HOSTILE, hidden=True))
    return replace(one, item=item, claims=(marks[0], one.claims[0], *marks[1:3], one.claims[1], marks[3]))
