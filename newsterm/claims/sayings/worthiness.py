"""How much a reader would want a statement checked: figures, dates, firsts, causes and comparisons raise it."""

from __future__ import annotations

import re

_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = (
    # From the last digit: from the first one, a long number would be read once for each of its digits.
    (re.compile(r"\d[,.]*\s*(?:%|percent|per cent|percentage)|[$€£¥]\s?\d|\b(?:million|billion|trillion)\b"), 0.35),
    (re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|thousands)\b"), 0.2),
    (
        re.compile(r"\b(?:first|only|most|least|largest|biggest|highest|lowest|worst|best|record|never|every|all)\b"),
        0.12,
    ),
    (
        re.compile(
            r"\b(?:more|fewer|less|higher|lower|doubled|tripled|halved|rose|fell|increased?|decreased?|grew|cut)\b"
        ),
        0.12,
    ),
    (re.compile(r"\b(?:because|caused?|led to|due to|result(?:ed)? (?:of|in)|since|impact(?:ed)?)\b"), 0.1),
    (
        re.compile(
            r"\b(?:(?:19|20)\d\d|January|February|March|April|June|July|August|September|October|November|December)\b"
        ),
        0.1,
    ),
    (re.compile(r"\b(?:is|are|was|were|has|have|had)\b"), 0.06),
    (re.compile(r"(?<=\s)[A-Z][a-z]+ [A-Z][a-z]+"), 0.06),
)
_OPINION = re.compile(r"\b(?:should|must|ought|great|terrible|wonderful|beautiful|hope|love|feel|I|we|you)\b|[?!]")


def check_worthiness(text: str) -> float:
    """From 0 to 1; a statement without anything to check is near 0."""
    score = 0.12 + sum(weight for sign, weight in _SIGNS if sign.search(text))
    if _OPINION.search(text):
        score *= 0.6
    words = text.count(" ") + 1
    if words < 5:
        score *= 0.5
    return round(min(1.0, max(0.0, score)), 3)
