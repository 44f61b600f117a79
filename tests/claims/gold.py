"""The gold set as values, and how far an extractor's claims agree with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from newsterm.model import Article, Block, BlockKind, Claim, Span

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Attribution:
    content: frozenset[int]
    source: frozenset[int]


@dataclass(frozen=True)
class GoldArticle:
    name: str
    text: str
    attributions: tuple[Attribution, ...]


def article_of(text: str, **fields) -> Article:
    """An article of paragraphs."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=paragraph, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(text=text, blocks=tuple(blocks), **fields)


def words_in(text: str, spans) -> frozenset[int]:
    return frozenset(m.start() for m in WORD.finditer(text) if any(s <= m.start() < e for s, e in spans))


def read_gold() -> list[GoldArticle]:
    lines = Path(__file__).with_name("gold.txt").read_text("utf-8")
    return [_article(part) for part in re.split(r"^## ", lines, flags=re.MULTILINE)[1:]]


def _article(part: str) -> GoldArticle:
    name, _, body = part.partition("\n")
    marks = [line[2:].split(" | ") for line in body.splitlines() if line.startswith("= ")]
    text = "\n".join(line for line in body.splitlines() if not line.startswith("= ")).strip()
    found, low = [], 0
    for content, source, cue in marks:
        spans = [_find(text, piece, low) for piece in content.split(" ... ")]
        near = min(spans[0].start, text.rfind(cue, 0, spans[0].start) if cue in text[: spans[0].start] else len(text))
        sources = [] if source == "-" else [_find(text, source, max(0, near - 80))]
        found.append(Attribution(words_in(text, spans), words_in(text, sources)))
        low = spans[0].start
    return GoldArticle(name, text, tuple(found))


def _find(text: str, piece: str, low: int) -> Span:
    start = text.index(piece, low)
    return Span(start, start + len(piece))


def agreement(gold: list[GoldArticle], find) -> tuple[int, int, int]:
    """How many were found, with content (token Jaccard >= .5) and source; how many there are; how many were given."""
    hits = wanted = given = 0
    for article in gold:
        claims: list[Claim] = list(find(article_of(article.text)))
        left = [Attribution(words_in(article.text, c.content), words_in(article.text, c.source)) for c in claims]
        wanted, given = wanted + len(article.attributions), given + len(left)
        for one in article.attributions:
            match = next((p for p in left if _agree(one, p)), None)
            if match is not None:
                left.remove(match)
                hits += 1
    return hits, wanted, given


def _agree(one: Attribution, other: Attribution) -> bool:
    overlap = len(one.content & other.content) / max(1, len(one.content | other.content))
    return overlap >= 0.5 and (bool(one.source & other.source) or not (one.source or other.source))
