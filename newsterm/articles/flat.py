"""Furniture of flat text: what can be told from the lines alone and their order, where no markup is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.articles.phrases import phrase_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELLIPSIS = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\])[\"”'’)\]]*\s*$")
_YOU = re.compile(
    r"\b(?:you|your|inbox|in-box|e-?mails?|newsletters?|unsubscribe|privacy policy|sign(?:ing)? up|subscribers?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«»]")
_PROMPT_LINES = 4
_TEASER_WORDS = 45
_MOST = 0.6


def flat_labels(
    texts: Sequence[str], *, title: str | None = None, known: Sequence[str | None] | None = None
) -> list[str | None]:
    """For each line of a text the kind of furniture that it is, or None for body. Linear in the text.

    `known` are labels that are already given; they stay. Where nothing would be left as body, only they are given.
    """
    given: list[str | None] = [None] * len(texts) if known is None else list(known)
    labels = [label or phrase_label(text) for label, text in zip(given, texts, strict=True)]
    if title and texts and same_line(texts[0], title):
        labels[0] = labels[0] or "title"
    _extend_prompts(texts, labels)
    for index in trailing_teasers(texts, labels):
        labels[index] = labels[index] or "teaser"
    return labels if None in labels else given


def same_line(one: str, other: str) -> bool:
    """Whether two lines are equal but for what titles lose or gain on their way."""
    return one.strip().rstrip(".").casefold() == other.strip().rstrip(".").casefold()


def _extend_prompts(texts: Sequence[str], labels: list[str | None]) -> None:
    """A newsletter prompt goes on over the short lines after it that speak to the reader, and those between them."""
    for start, label in enumerate(list(labels)):
        if label != "newsletter":
            continue
        last = start
        for index in range(start + 1, min(len(texts), start + 1 + _PROMPT_LINES)):
            text = texts[index]
            if text.count(" ") >= 20 or _QUOTED.search(text):
                break
            if _YOU.search(text):
                last = index
        for index in range(start + 1, last + 1):
            labels[index] = labels[index] or "newsletter"


def trailing_teasers(texts: Sequence[str], labels: Sequence[str | None]) -> list[int]:
    """The places of a trailing run of teasers of other stories: short lines most of which end in an ellipsis."""
    run: list[int] = []
    best: list[int] = []
    cut = 0
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index]
        if text.count(" ") > _TEASER_WORDS:
            break
        run.append(index)
        if _ELLIPSIS.search(text):
            cut += 1
            if cut >= 2 and cut >= _MOST * len(run):
                best = list(run)
        elif labels[index] is None and len(run) - cut > max(2, cut):
            break
    return best
