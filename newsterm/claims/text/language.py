"""Which language a text is in, by its most frequent words; enough to know whether English rules apply."""

from __future__ import annotations

import re
from collections import Counter

_STOP_WORDS = {
    "en": "the of and to in that is was for on with as he his said by from has have be at not this are it",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden",
    "fr": "le la les des du et en une est dans que qui pour au pas sur par plus il avec ce sont",
    "es": "el la los las de que y en un una por con para del se su al como más pero lo",
    "it": "il lo la gli di che e è in un una per con del della non sono si al dei anche",
    "pt": "o os as de que e do da em um uma para com não por dos das ao se mais foi",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er door ook bij naar",
    "sv": "och att det som en är på för av med den till inte har ett om var jag",
    "da": "og at det som en er på for af med den til ikke har et om var jeg der",
    "pl": "i w na z do się nie że to jest o jak po od za przez dla oraz ale",
}
_SETS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_LATIN = re.compile(r"[A-Za-z]")


def detect_language(text: str) -> str | None:
    """The two-letter code of the language whose stop words are most frequent; None where nothing tells."""
    counts = Counter(m.group().lower() for m in _WORD.finditer(text[:_SAMPLE]))
    total = sum(counts.values())
    if not total:
        return None
    shares = {language: sum(counts[w] for w in words) / total for language, words in _SETS.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= 0.08 else None


def is_english(text: str, declared: str | None) -> bool:
    """Whether English rules apply: what the text shows, else what it declares, else Latin letters at all."""
    found = detect_language(text)
    if found is not None:
        return found == "en"
    if declared:
        return declared.lower().startswith("en")
    letters = len(_WORD.findall(text[:2000]))
    return len(_LATIN.findall(text[:2000])) >= letters
