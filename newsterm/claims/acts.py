"""What a source does by saying it: asserts, denies, asks, plans, believes or declines, read from the cue."""

from __future__ import annotations

import re

from newsterm.claims.lexicon import ADJECTIVES, NOUNS, VERBS
from newsterm.model import Act

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’][^\W\d_]+)?")
_SILENCE = frozenset("say comment respond answer reply mention address discuss explain disclose return confirm".split())


def act_of(cue: str, hint: Act | None = None) -> Act:
    """The act of a cue; `hint` is what the tagger's lexicon says, which only a negation overrides."""
    words = [m.group().lower().replace("’", "'") for m in _WORD.finditer(cue)]
    if _negated(words) and any(VERBS[w].lemma in _SILENCE for w in words if w in VERBS):
        return Act.DECLINES
    return hint or _by_lexicon(words)


def _negated(words: list[str]) -> bool:
    return any(w in ("not", "never") or w.endswith("n't") for w in words)


def _by_lexicon(words: list[str]) -> Act:
    for word in words:
        if word in VERBS:
            return VERBS[word].act
    for word in words:
        act = NOUNS.get(word) or ADJECTIVES.get(word)
        if act is not None:
            return act
    return Act.ASSERTS
