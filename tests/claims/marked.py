"""Sentences with a claim marked in each, for the rules that tell its occasion: <source> {cue} [content]."""

from __future__ import annotations

from datetime import date

from newsterm.claims.raw import RawClaim
from newsterm.claims.sayings.scenes import Occasion, Scenes
from newsterm.claims.text.document import prepare
from newsterm.model import Kind, Span

WEDNESDAY = date(2026, 11, 25)
_MARKS = {"<": ">", "{": "}", "[": "]"}
_PRONOUNS = ("she", "who", "")


def occasions(*sentences: str, speaker: str = "Ana Sorel", kind: Kind | None = None) -> list[Occasion]:
    """The occasion of the claim in each sentence that has one; pronouns stand for `speaker`.

    A sentence that begins with a line feed begins a paragraph.
    """
    text, raws = "", []
    for sentence in sentences:
        text += " " if text and not sentence.startswith("\n") else ""
        text, found = _read(text, sentence)
        if found["{"]:
            raws.append(_raw(found))
    doc = prepare(text)
    scenes = Scenes(doc, raws, WEDNESDAY)
    told = []
    for raw in raws:
        source = text[raw.source[0].start : raw.source[-1].end] if raw.source else ""
        resolved = speaker if source.lower() in _PRONOUNS else source
        told.append(scenes.occasion(raw, resolved=resolved, kind=kind or _kind(resolved)))
    return told


def dates(*sentences: str) -> list[str | None]:
    """The date of each claim, None where it has none."""
    return [occasion.when.date if occasion.when else None for occasion in occasions(*sentences)]


def links(*sentences: str) -> list[tuple[str, ...]]:
    """Through whom each claim came."""
    return [occasion.links for occasion in occasions(*sentences)]


def _read(text: str, sentence: str) -> tuple[str, dict[str, list[Span]]]:
    found: dict[str, list[Span]] = {mark: [] for mark in _MARKS}
    open_at: list[tuple[str, int]] = []
    for letter in sentence:
        if letter in _MARKS:
            open_at.append((letter, len(text)))
        elif letter in _MARKS.values():
            mark, start = open_at.pop()
            found[mark].append(Span(start, len(text)))
        else:
            text += letter
    return text, found


def _raw(found: dict[str, list[Span]]) -> RawClaim:
    return RawClaim(
        content=tuple(sorted(found["["])), cue=tuple(found["{"]), source=tuple(found["<"]), pattern="marked"
    )


def _kind(name: str) -> Kind:
    low = name.lower()
    if "poll" in low or "report" in low:
        return Kind.DOCUMENT
    return Kind.UNNAMED_PERSON if low.startswith(("a ", "an ", "two ", "the sources")) else Kind.NAMED_PERSON
