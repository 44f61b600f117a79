"""The gold set as values, and how far an extractor's claims agree with it.

A file of it holds articles. `## name | kind of article | date` begins one, blank lines part its paragraphs, and below
the paragraphs that hold them stand its attributions, in the order of the text:

    = content | source | cue | kind act | is RESOLVED | when WORDS = DATE | via NAME; NAME | hedges WORD, WORD

Places are given by words, never by numbers. The content is looked for from the beginning of the one before it, the cue
as near to the content as can be, the source as near to the cue; none of them outside the paragraphs above. Pieces are
joined by " ... ", "he#2" is the second "he" of those paragraphs, an absent source is "-". Words that can't be found, or
that stand equally near twice, are an error. After the cue everything may be left out: without an act it asserts,
without "is" the source is its own fullest name, without "when" no time stands beside the saying. "?" leaves open what
the labelling guide (claims.md, labels.md) doesn't settle.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.model import Act, Article, Block, BlockKind, Claim, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_BREAK = re.compile(r"[,(—–:;]")
_AFTER_HEAD = frozenset("of for in who that which with at from on as to".split())
_FIELDS = ("is", "when", "via", "hedges")


@dataclass(frozen=True)
class Attribution:
    """None in a field: not marked."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: Kind | None = None
    act: Act | None = None
    resolved: str | None = None
    when: tuple[str, str] | None = None
    via: tuple[str, ...] | None = None
    hedges: tuple[str, ...] | None = None


@dataclass(frozen=True)
class GoldArticle:
    name: str
    about: str
    published: datetime
    text: str
    attributions: tuple[Attribution, ...]


def article_of(text: str, **fields) -> Article:
    """An article of paragraphs."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=paragraph, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(text=text, blocks=tuple(blocks), **fields)


# Reading


def read_gold(file: str = "gold.txt") -> list[GoldArticle]:
    return articles_in(Path(__file__).with_name(file).read_text("utf-8"))


def articles_in(lines: str) -> list[GoldArticle]:
    return [_article(part) for part in re.split(r"^## ", lines, flags=re.MULTILINE)[1:]]


def _article(part: str) -> GoldArticle:
    head, _, body = part.partition("\n")
    name, about, date = head.split(" | ")
    text, groups = "", []
    for prose, lines in re.findall(r"((?:^(?!= ).*\n?)*)((?:^= .*\n?)*)", body, flags=re.MULTILINE):
        above = len(text)
        text += ("\n\n" if text and prose.strip() else "") + prose.strip()
        groups.append((Span(above, len(text)), lines.splitlines()))
    marks = []
    for place, lines in groups:
        finder = _Finder(name, text, place)
        marks += [finder.attribution(line[2:]) for line in lines]
    return GoldArticle(name, about, datetime.fromisoformat(date).replace(hour=12, tzinfo=UTC), text, tuple(marks))


class _Finder:
    """Finds the words of marks in the paragraphs above them."""

    def __init__(self, name: str, text: str, place: Span) -> None:
        self._name, self._text, self._place, self._low = name, text, place, place.start

    def attribution(self, mark: str) -> Attribution:
        content, source, cue, *rest = mark.split(" | ")
        spans: list[Span] = []
        for piece in content.split(" ... "):
            spans.append(self._first(piece, spans[-1].end if spans else self._low, mark))
        self._low = spans[0].start
        cues = tuple(self._nearest(piece, spans, spans, mark) for piece in cue.split(" ... "))
        sources = () if source == "-" else (self._nearest(source, cues, [*spans, *cues], mark),)
        return Attribution(tuple(spans), sources, cues, **self._fields(source, rest, mark))

    def _places(self, piece: str) -> list[Span]:
        words, _, number = piece.partition("#")
        pattern = rf"(?<!\w){re.escape(words)}" if words[0].isalnum() else re.escape(words)
        pattern += r"(?!\w)" if words[-1].isalnum() else ""
        found = [Span(m.start(), m.end()) for m in re.compile(pattern).finditer(self._text, *self._place)]
        return found[int(number) - 1 : int(number)] if number else found

    def _first(self, piece: str, low: int, mark: str) -> Span:
        found = [span for span in self._places(piece) if span.start >= low]
        return found[0] if found else self._wrong(mark, piece, "isn't there")

    def _nearest(self, piece: str, near: Sequence[Span], apart: Sequence[Span], mark: str) -> Span:
        free = (p for p in self._places(piece) if not any(p.start < a.end and a.start < p.end for a in apart))
        found = sorted((min(_gap(place, one) for one in near), place) for place in free)
        if not found:
            self._wrong(mark, piece, "isn't there")
        if len(found) > 1 and found[0][0] == found[1][0]:
            self._wrong(mark, piece, "is there twice")
        return found[0][1]

    def _fields(self, source: str, rest: list[str], mark: str) -> dict:
        if not rest:
            return {}
        kind, act = [*rest[0].split(), "asserts"][:2]
        given = dict(field.split(" ", 1) for field in rest[1:])
        if given.keys() - set(_FIELDS):
            self._wrong(mark, rest[1], "is no field")
        resolved = given.get("is", "" if source == "-" else source.partition("#")[0])
        via = tuple(given["via"].split("; ")) if "via" in given else ()
        hedges = tuple(given["hedges"].split(", ")) if "hedges" in given else ()
        words, _, date = given.get("when", "").partition(" = ")
        for said in (*via, *hedges, words, "" if resolved == "?" else resolved):
            if said.lower() not in self._text.lower():
                self._wrong(mark, said, "isn't there")
        return {
            "kind": None if kind == "?" else Kind(kind),
            "act": None if act == "?" else Act(act),
            "resolved": None if resolved == "?" else resolved,
            "when": (words, date),
            "via": via,
            "hedges": hedges,
        }

    def _wrong(self, mark: str, piece: str, why: str) -> Span:
        msg = f"{self._name}: {piece!r} {why}: {mark}"
        raise ValueError(msg)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


# Comparing: the measures are those of the shared scorers, for which see claims.md


class _Words:
    """The words of a text; a span holds those of which it has at least half."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [Span(*m.span()) for m in WORD.finditer(text)]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        spans = tuple(spans)
        return frozenset(
            n
            for n, word in enumerate(self.all)
            if any(2 * (min(e, word.end) - max(s, word.start)) >= word.end - word.start for s, e in spans)
        )

    def head(self, spans: Sequence[Span]) -> int | None:
        """The last word before what only describes it: "spokesman" in "a spokesman for the ministry"."""
        head: int | None = None
        for n in sorted(self.of(spans[:1])):
            word = self.all[n]
            after = head is not None and self.text[self.all[n - 1].end : word.start]
            if after and (_BREAK.search(after) or self.text[word.start : word.end].lower() in _AFTER_HEAD):
                break
            head = n
        return head

    def same_source(self, one: Sequence[Span], other: Sequence[Span]) -> bool:
        a, b = self.of(one), self.of(other)
        if not a or not b:
            return not a and not b
        return _overlap(a, b) >= 0.5 or (self.head(one) in b and self.head(other) in a)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / max(1, len(a | b))


def pairs(words: _Words, gold: Sequence[Attribution], found: Sequence[Claim]) -> list[tuple[int, int]]:
    """Which attribution is which claim: contents that share half of their words, those that share most first."""
    a, b = [words.of(one.content) for one in gold], [words.of(one.content) for one in found]
    near = sorted(((-_overlap(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b) if x & y))
    matched: dict[int, int] = {}
    for overlap, i, j in near:
        if overlap <= -0.5 and i not in matched and j not in matched.values():
            matched[i] = j
    return sorted(matched.items())


class Figures(Counter[str]):
    """What was counted, and the shares that come of it."""

    def share(self, of: str) -> float:
        return self[f"{of} right"] / max(1, self[of])

    def f1(self, of: str) -> float:
        """Harmonic mean of how much of the gold was found and how much of what was given is gold."""
        return 2 * self[f"{of} right"] / max(1, self[f"{of} wanted"] + self[f"{of} given"])

    def all(self) -> dict[str, float]:
        f1 = ("full", "soft", "token", "via", "hedges")
        return {k: self.f1(k) for k in f1} | {k: self.share(k) for k in ("source", "kind", "resolved", "act", "when")}


def measure(gold: Iterable[GoldArticle], find: Callable[[GoldArticle], Iterable[Claim]]) -> Figures:
    """Full: content and source found. Soft: content found. Source: right, of the found contents that have one.

    Kind, resolved, act, when, via and hedges are compared where content and source are right and the gold tells.
    """
    count = Figures()
    for article in gold:
        words = _Words(article.text)
        found = [claim for claim in find(article) if words.of(claim.content)]
        _count_contents(count, words, article, found)
        for i, j in pairs(words, article.attributions, found):
            one, claim = article.attributions[i], found[j]
            right = words.same_source(one.source, claim.source)
            count["soft right"] += 1
            count["full right"] += right
            if one.source:
                count["source"] += 1
                count["source right"] += right
            if right and one.via is not None:
                _count_fields(count, article.text, one, claim)
    return count


def agreement(gold: Sequence[GoldArticle], find: Callable[[Article], Iterable[Claim]]) -> tuple[int, int, int]:
    """How many were found, with content and source; how many there are; how many were given."""
    count = measure(gold, lambda article: find(article_of(article.text)))
    return count["full right"], count["full wanted"], count["full given"]


def _count_contents(count: Figures, words: _Words, article: GoldArticle, found: Sequence[Claim]) -> None:
    wanted = words.of(span for one in article.attributions for span in one.content)
    given = words.of(span for one in found for span in one.content)
    count.update({"token wanted": len(wanted), "token given": len(given), "token right": len(wanted & given)})
    for key in ("soft", "full"):
        count.update({f"{key} wanted": len(article.attributions), f"{key} given": len(found)})


def _count_fields(count: Figures, text: str, one: Attribution, claim: Claim) -> None:
    date = claim.when.date if claim.when else None
    for key, marked, right in (
        ("kind", one.kind is not None, claim.kind is one.kind),
        ("act", one.act is not None, claim.act is one.act),
        ("resolved", one.resolved is not None, _holds(one.resolved, claim.resolved)),
        ("when", bool(one.when and one.when[1]), bool(one.when and date and date.startswith(one.when[1]))),
    ):
        count[key] += marked
        count[f"{key} right"] += marked and right
    links, via = [link for link in claim.chain[1:-1] if link], one.via or ()
    hedges = {word for s, e in claim.hedges for word in _plain(text[s:e]).split()}
    marked_hedges = {word for hedge in one.hedges or () for word in _plain(hedge).split()}
    count.update(
        {
            "via right": sum(any(_holds(name, link) for link in links) for name in via),
            "via wanted": len(via),
            "via given": len(links),
            "hedges right": len(hedges & marked_hedges),
            "hedges wanted": len(marked_hedges),
            "hedges given": len(hedges),
        }
    )


def _plain(words: str | None) -> str:
    return re.sub(r"\W+", " ", (words or "").lower()).strip()


def _holds(one: str | None, other: str | None) -> bool:
    """Whether one name is part of the other, or both are absent."""
    a, b = _plain(one), _plain(other)
    return a == b or bool(a and b and (a in b or b in a))
