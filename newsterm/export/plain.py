"""Values as plain text for a terminal or a pipe: no colour, no markup, a line for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import BlockKind, Kind
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsterm.model import (
        Applications,
        Article,
        Claim,
        ClaimState,
        Entry,
        Feed,
        Item,
        MarkedClaim,
        NextPoll,
        Reading,
        Rule,
        SavedView,
        ViewCounts,
    )

KIND_WORDS = {
    Kind.NAMED_PERSON: "named person",
    Kind.UNNAMED_PERSON: "unnamed person",
    Kind.ORGANISATION: "organisation",
    Kind.OUTLET: "news outlet",
    Kind.DOCUMENT: "document",
    Kind.GROUP: "group",
    Kind.SELF: "the article itself",
    Kind.NONE: "no source",
    Kind.OWN: "your highlight",
}

RULE = "\n" + "-" * 72 + "\n\n"
"""What stands between two readings in plain text."""


def local_time(moment: datetime | None) -> str:
    """Day and time in the local zone, to the minute."""
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def size_words(length: int | None) -> str:
    """A number of bytes as people say it; empty where it is not known."""
    return f"{length / 2**20:.1f} MiB" if length else ""


def item_cells(item: Item) -> tuple[str, ...]:
    """The cells of a row of a list: id, marks, time, outlet, title with tags."""
    state = item.state
    marks = ("·" if state.read else "●") + ("★" if state.starred else " ")
    tags = "".join(f" [{tag}]" for tag in state.tags)
    return item.id, marks, local_time(item.sort_time), item.feed_title[:24], item.title + tags


def feed_cells(feed: Feed, following: NextPoll) -> tuple[str, ...]:
    """The cells of a feed's row: status, unread of all, title, address; what is wrong, and when it is asked next."""
    words = "; ".join(filter(None, (feed.state.error, following.words(local_time))))
    status = "paused" if feed.subscription.paused else feed.state.status.value
    return status, f"{feed.unread}/{feed.entries}", feed.title, mask_credentials(feed.url), words


def view_cells(view: SavedView, counts: ViewCounts | None, error: str | None) -> tuple[str, ...]:
    """The cells of a view's row: unread of all, how many are new, key, name, query; what is wrong with it."""
    told = (f"{counts.unread}/{counts.entries}", f"{counts.new} new" if counts.new else "") if counts else ("-", "")
    return *told, view.key or "", view.name, f"{view.query}{f'  {error}' if error else ''}"


def rule_cells(rule: Rule, applied: Applications, error: str | None) -> tuple[str, ...]:
    """The cells of a rule's row: whether it is on, how often it applied and when last, name, query, what it does."""
    state = f"until {local_time(rule.until)}" if rule.on and rule.until else "on" if rule.on else "off"
    does = f"{rule.shown_query} → {', '.join(rule.does)}{f'  {error}' if error else ''}"
    return state, f"{applied.count:,}", local_time(applied.last), rule.name, does


def claim_lines(marked: MarkedClaim, item: Item | None = None) -> Iterator[str]:
    """A claim as two or three lines: what is said; who, how and when; where."""
    claim, state = marked.claim, marked.state
    yield f"{claim.id}  {' '.join(claim.text.split())}"
    yield f"    - {source_words(claim)}{state_words(state)}"
    if state.note:
        yield f"    note: {' '.join(state.note.split())}"
    if item is not None:
        yield f"    in {item.title} ({item.feed_title}, {local_time(item.sort_time)})"


def source_words(claim: Claim) -> str:
    """Who says it, what kind of source that is, through whom, with which words and when."""
    name = claim.resolved or claim.source_text
    who = f"{name} ({KIND_WORDS[claim.kind]})" if name else KIND_WORDS[claim.kind]
    via = [link for link in claim.chain[1:-1] if link]
    parts = [who, f"via {' via '.join(via)}" if via else "", claim.cue_text or "", _when(claim)]
    if claim.lost:
        parts.append("no longer in the text")
    return " · ".join(filter(None, parts))


def state_words(state: ClaimState) -> str:
    """Tags and rejection, with a space before them."""
    words = [f"[{tag}]" for tag in state.tags] + (["(rejected)"] if state.rejected else [])
    return "".join(f" {word}" for word in words)


def _when(claim: Claim) -> str:
    if claim.when is None:
        return ""
    return claim.when.text if claim.when.date is None else f"{claim.when.text} ({claim.when.date})"


def reading_text(reading: Reading, *, claims: bool) -> str:
    """An entry as a page of plain text."""
    item = reading.item
    parts = ["\n".join(heading_lines(item, reading.article))]
    if reading.note:
        parts.append(f"({reading.note})")
    if item.state.note:
        parts.append(f"Note: {item.state.note}")
    parts.append(body_text(reading.article, item.entry))
    if claims and reading.claims:
        lines = [line for marked in reading.claims for line in claim_lines(marked)]
        parts.append(f"{claims_counted(reading.claims)}\n" + "\n".join(lines))
    return "\n\n".join(filter(None, parts))


def claims_counted(claims: Sequence[MarkedClaim]) -> str:
    """`11 claims`, `11 claims, 1 highlight`; nothing where there are none."""
    own = sum(marked.claim.kind is Kind.OWN for marked in claims)
    counts = ((len(claims) - own, "claim"), (own, "highlight"))
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)


def heading_lines(item: Item, article: Article | None) -> Iterator[str]:
    """Title, then who, where and when, then the address."""
    yield item.title
    byline = (article.byline if article else None) or ", ".join(item.entry.authors)
    yield " · ".join(filter(None, (item.feed_title, byline, local_time(item.entry.published or item.first_seen))))
    if item.entry.link:
        yield item.entry.link


def body_text(article: Article | None, entry: Entry) -> str:
    """The body's blocks, or words that stand for an article that is not there."""
    if article is None:
        return "(no article is prepared yet; `newsterm poll` does it)"
    return "\n\n".join(body_lines(article)) or f"(the feed carries no text{'; see the link' if entry.link else ''})"


def body_lines(article: Article) -> list[str]:
    """The body's blocks, each as it looks in plain text."""
    return [_block_text(b.kind, b.text, b.marker, b.level) for b in article.blocks if not b.furniture]


def _block_text(kind: BlockKind, text: str, marker: str | None, level: int) -> str:
    match kind:
        case BlockKind.LIST:
            return f"{'  ' * level}{marker or '-'} {text}"
        case BlockKind.FOOTNOTE:
            return f"{marker or '*'} {text}"
        case BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in text.splitlines())
        case BlockKind.CODE:
            return "\n".join(f"    {line}" for line in text.splitlines())
        case _:
            return text
