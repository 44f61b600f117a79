"""Readings made by hand: an article of blocks, and claims found in it by their words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from msgspec.structs import replace

from newsterm.model import (
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
)

PUBLISHED = datetime(2025, 3, 11, 14, 20, tzinfo=UTC)


def article(*blocks: Block, **fields: object) -> Article:
    """The blocks placed in one text, a blank line between them; furniture has no place in it."""
    placed: list[Block] = []
    text = ""
    for block in blocks:
        if block.furniture:
            placed.append(block)
            continue
        text += "\n\n" if text else ""
        placed.append(replace(block, start=len(text), end=len(text) + len(block.text)))
        text += block.text
    return Article(text=text, blocks=tuple(placed), **fields)  # type: ignore[arg-type]


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Where these words are, each looked for after the one before."""
    found: list[Span] = []
    at = 0
    for word in words:
        at = text.index(word, at)
        found.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(found)


def claim(
    text: str,
    key: str,
    content: str,
    *,
    source: str | None = None,
    cue: str | None = None,
    kind: Kind = Kind.NAMED_PERSON,
    hedges: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    rejected: bool = False,
    after: str = "",
    **fields: object,
) -> MarkedClaim:
    """A claim whose spans are the places of the words given; the content is looked for after the words `after`."""
    start = text.index(after) + len(after) if after else 0
    base = text.index(content, start)
    content_spans = (Span(base, base + len(content)),)

    def close(words: str | None) -> tuple[Span, ...]:
        """The nearest place of these words, as whole words."""
        found = [match.start() for match in re.finditer(rf"\b{re.escape(words)}\b", text)] if words else []
        at = min(found, key=lambda place: abs(place - base), default=None)
        return () if words is None or at is None else (Span(at, at + len(words)),)

    values: dict[str, object] = {
        "id": key,
        "entry": None,
        "content": content_spans,
        "cue": close(cue),
        "source": close(source),
        "text": content,
        "source_text": source,
        "cue_text": cue,
        "quote": Quote(exact=content, prefix=text[max(0, base - 20) : base], suffix=text[base + len(content) :][:20]),
        "quote_type": QuoteType.INDIRECT,
        "kind": kind,
        "resolved": source,
        "role": None,
        "chain": (source, "Harbour Post"),
        "when": None,
        "hedges": tuple(span for word in hedges for span in close(word)),
        "act": Act.ASSERTS,
        "check_worthiness": 0.5,
        "confidence": 0.8,
        "extractor": "newsterm-claims test",
    }
    values |= fields
    return MarkedClaim(
        claim=Claim(**values),  # type: ignore[arg-type]
        state=ClaimState(tags=tags, rejected=rejected),
    )


def item(key: str = "aaaaaaaaaa", **fields: object) -> Item:
    """An item of the Harbour Post."""
    entry: dict[str, object] = {
        "guid": "https://harbour.example/port",
        "title": "Ministers weigh port reopening as talks resume",
        "link": "https://harbour.example/2025/03/port-reopening",
        "published": PUBLISHED,
        "authors": ("Lena Brandt",),
    }
    return Item(
        id=key,
        entry=Entry(**(entry | fields)),  # type: ignore[arg-type]
        state=EntryState(),
        feed="https://harbour.example/feed",
        feeds=("https://harbour.example/feed",),
        feed_title="Harbour Post",
        first_seen=PUBLISHED,
        sort_time=PUBLISHED,
        prepared=True,
    )


P, H, L, Q = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE


def block(kind: BlockKind, text: str, **fields: object) -> Block:
    return Block(kind=kind, text=text, **fields)  # type: ignore[arg-type]


def harbour() -> Reading:
    """A story with every kind of source and of block, a nested claim, hedges, furniture and tags."""
    story = article(
        block(P, "The government is reportedly preparing to reopen the port within weeks, an official familiar with "
                 "the plan told Northwire."),
        block(P, "“Within weeks, not months,” Transport Minister Ana Sorel said on Monday. She believes that the "
                 "harbour board told the truth when it said the cranes are safe."),
        block(BlockKind.CAPTION, "Cranes over the eastern quay. Photo: M. Ost"),
        block(H, "What it will cost", level=2),
        block(P, "Costs will exceed 40 million, according to an audit report seen by this newspaper in May. Residents "
                 "say the noise could double."),
        block(L, "Dredging may take until autumn", marker="-", level=0),
        block(L, "The Port Authority expects 300 new jobs", marker="-", level=0),
        block(L, "among them 120 for apprentices and trainees of the two schools in the old town", marker="-", level=1),
        block(Q, "We never closed the harbour. We closed one gate of one quay, and everybody who lives here knows it.",
              level=0),
        block(P, "The Daily Ledger reported that three ministers oppose the plan. We reported in January that the "
                 "date had slipped twice. It is said to be the last delay."),
        block(BlockKind.TABLE, "Quay\tCranes\tOpen\nEastern\t4\t12 May\nNorthern pier\t11\tnot before autumn",
              rows=(("Quay", "Cranes", "Open"), ("Eastern", "4", "12 May"),
                    ("Northern pier", "11", "not before autumn"))),
        block(BlockKind.CODE, "for quay in quays:\n\tprint(quay.name, quay.opening)  # an example of code that is "
                              "wider than any pane of a small terminal would ever be"),
        block(BlockKind.FURNITURE, "Sign up for our newsletter", furniture=True, label="newsletter"),
        block(BlockKind.FURNITURE, "READ MORE: Ferry timetable changes", furniture=True, label="promo"),
        block(BlockKind.FURNITURE, "Share this story", furniture=True, label="share"),
        title="Ministers weigh port reopening as talks resume",
        byline="Lena Brandt",
        outlet="Harbour Post",
        published=PUBLISHED,
        origin="page",
    )  # fmt: skip
    text = story.text
    claims = (
        claim(text, "c1", "preparing to reopen the port within weeks", source="an official familiar with the plan",
              cue="told", kind=Kind.UNNAMED_PERSON, hedges=("reportedly",), tags=("check",),
              chain=("an official familiar with the plan", "Northwire", "Harbour Post")),
        claim(text, "c2", "“Within weeks, not months,”", source="Transport Minister Ana Sorel", cue="said",
              quote_type=QuoteType.DIRECT, role="Transport Minister", resolved="Transport Minister Ana Sorel",
              when=When(text="on Monday", date="2025-03-10")),
        claim(text, "c3", "that the harbour board told the truth when it said the cranes are safe", source="She",
              cue="believes", resolved="Transport Minister Ana Sorel", act=Act.BELIEVES),
        claim(text, "c4", "the cranes are safe", source="it", cue="said", kind=Kind.ORGANISATION,
              resolved="the harbour board", chain=("the harbour board", "Harbour Post")),
        claim(text, "c5", "Costs will exceed 40 million", source="an audit report", cue="according to",
              kind=Kind.DOCUMENT, when=When(text="in May", date="2024-05"), tags=("statistic", "check")),
        claim(text, "c6", "the noise could double", source="Residents", cue="say", kind=Kind.GROUP,
              hedges=("could",)),
        claim(text, "c7", "300 new jobs", source="The Port Authority", cue="expects", kind=Kind.ORGANISATION,
              act=Act.PLANS),
        claim(text, "c8", "that three ministers oppose the plan", source="The Daily Ledger", cue="reported",
              kind=Kind.OUTLET),
        claim(text, "c9", "that the date had slipped twice", source="We", cue="reported", kind=Kind.SELF,
              when=When(text="in January", date="2025-01")),
        claim(text, "c10", "to be the last delay", cue="said", kind=Kind.NONE, chain=(None, "Harbour Post")),
    )  # fmt: skip
    return Reading(item=item(), article=story, claims=claims, note="the page wants a login; this is the feed's text")
