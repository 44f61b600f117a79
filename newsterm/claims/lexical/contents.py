"""What is said: how far a content reaches to the right or left of its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Span

if TYPE_CHECKING:
    from newsterm.claims.lexical.cues import Cue
    from newsterm.claims.text.document import Document, Sentence

TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today recently later afterward earlier "
    "tonight again".split()
)
_HEARERS = frozenset("BPDNMZ&.'/")


def after_cue(doc: Document, sentence: Sentence, cue: Cue) -> int:
    """The word where the content begins that follows a cue: after hearer, time, place and "that"."""
    tags, lower = doc.words.tags, doc.words.lower
    at = cue.last
    if at >= sentence.last:
        return at
    marker = complementizer(doc, sentence, at)
    if marker is not None:
        return marker
    if "h" in cue.frames:
        at = after_hearer(doc, sentence, at)
    while at < sentence.last and not doc.quoted[at] and (lower[at] in TIME_WORDS or tags[at] in ",:-"):
        at += 1
    if (
        at + 1 < sentence.last
        and lower[at] in ("on", "last", "this")
        and lower[at + 1] in TIME_WORDS | {"week", "month", "year"}
    ):
        at += 2
        while at < sentence.last and tags[at] in ",:-":
            at += 1
    return at


def complementizer(doc: Document, sentence: Sentence, at: int) -> int | None:
    """The word after "that", where only hearer, time and place stand between it and the cue."""
    tags = doc.words.tags
    for word in range(at, min(sentence.last, at + 16)):
        if doc.quoted[word] or tags[word] in ';:"XVS':
            return None
        if tags[word] == "T" and tags[word + 1 : word + 2] not in ("V", "X", "E"):
            return word + 1 if word + 1 < sentence.last else None
    return None


def after_hearer(doc: Document, sentence: Sentence, at: int) -> int:
    """The word after the hearer that stands at `at`: "told reporters", "assured the crowd"."""
    tags = doc.words.tags
    start = at
    while at < sentence.last and tags[at] in _HEARERS and not doc.quoted[at] and at - start < 8:
        if at > start and tags[at] in "DBS" and tags[at - 1] not in "DOI":
            break
        at += 1
    return at


def right_end(
    doc: Document, sentence: Sentence, start: int, stops: list[int], *, clause: bool, likened: bool = False
) -> int:
    """The word before which a content ends that begins at word `start`.

    `stops` are words where other attributions of the sentence begin. A statement (`clause`) runs on over commas, an
    object ends at the first one that does not hold a list or a parenthesis; one that is `likened` to something holds
    "as" and what follows it.
    """
    tags = doc.words.tags
    limit = min([stop for stop in stops if stop > start], default=sentence.last)
    if clause:
        return limit
    for at in range(start + 1, limit):
        if doc.quoted[at]:
            continue
        if likened and doc.words.lower[at] == "as":
            continue
        if tags[at] in ";U" or (tags[at] == "," and not _is_list(doc, at, limit)):
            return at
    return limit


def _is_list(doc: Document, at: int, limit: int) -> bool:
    """Whether the comma at `at` parts the members of a list, as "and" soon after another comma shows."""
    tags = doc.words.tags
    for word in range(at + 1, min(limit, at + 8)):
        if tags[word] == "C":
            return tags[at + 1] not in "RGU"
        if tags[word] in ";VXS":
            return False
    return False


def trimmed(doc: Document, first: int, last: int) -> Span | None:
    """The span of words first to last without "that", commas and stops at its ends; marks of quotation stay."""
    tags, lower, quoted = doc.words.tags, doc.words.lower, doc.quoted
    while (
        first < last
        and not quoted[first]
        and (tags[first] in ",;:-.!?)’" or (lower[first] == "that" and last - first > 3))
    ):
        first += 1
    while last > first and not quoted[last - 1] and tags[last - 1] in ",;:-.!?(&‘":
        last -= 1
    while last > first and not quoted[last - 1] and tags[last - 1] in "CU" and last - first > 1:
        last -= 1
    while last > first and not quoted[last - 1] and tags[last - 1] in ",;:-":
        last -= 1
    return doc.span(first, last) if first < last else None


def whole_quotation(doc: Document, span: Span) -> Span:
    """The span stretched to the end of a quotation that begins in it."""
    last = doc.word_at(span.end) - 1
    number = doc.quoted[last] if 0 <= last < len(doc.quoted) else 0
    if not number:
        return span
    quotation = doc.quotations[number - 1].span
    return Span(span.start, max(span.end, quotation.end)) if quotation.start >= span.start else span
