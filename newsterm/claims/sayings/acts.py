"""What a source does by saying it: asserts, denies, asks, plans, believes or declines, read from the cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.claims.sayings.act_words import (
    ADJECTIVE_ACTS,
    BASE_FORMS,
    LIGHT,
    NOUN_ACTS,
    PHRASES,
    RAISING,
    SPEECH,
    VERB_ACTS,
)
from newsterm.model import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’][^\W\d_]+)?|['’](?:s|re|m|ve|ll|d)\b")
_QUESTION = re.compile(r"\W*(?:whether|if|why|how|what|who|when|where|which)\b", re.IGNORECASE)
_PLEA = re.compile(r"(?P<not>not )?guilty\b", re.IGNORECASE)
_TELLING = frozenset(["say", "tell", "announce", "state", "declare", "add"])
_TO_DO = frozenset(["agree", "offer", "mean"])
"""Verbs that plan before an infinitive only."""
_NOUN_BEFORE = frozenset("the a an his her their its this that any no such strong own more some of for".split())
_OPEN = re.compile(
    r"(?:it\W?s |it is |is |are |was )?\w* ?(?:hard|difficult|easy|impossible|fair|safe) to \w+", re.IGNORECASE
)
"""The writer's judgement, whatever the verb in it: "is hard to know"."""
_INTENTION = re.compile(
    r"(?:that )?(?:he|she|they|we|it|i) (?:plan(?:s|ned)?|intend(?:s|ed)?) to\b",
    re.IGNORECASE,
)
"""What somebody says of what they themselves will do."""
_NOT = frozenset("not never neither nor cannot".split())
_SAYS_IT = frozenset(
    "only just merely simply surprisingly unexpectedly stopped stops ceased ceases tired tires".split()
)
_GAP = 2
"""Words that may stand between those of a phrase: "called on Monday for"."""


def act_of(cue: str, hint: Act | None = None, *, content: str = "") -> Act:
    """The act of a cue, whose head decides; `hint` is what the tagger's lexicon says, for words not known here.

    `content` is what is said: "questioned" asks before a question and asserts before anything else.
    """
    words = [m.group().lower().replace("’", "'") for m in _WORD.finditer(cue)]
    bases = [BASE_FORMS.get(word, word) for word in words]
    negated = _negated(words)
    if negated and any(base in SPEECH for base in bases):
        return Act.DECLINES
    if _OPEN.match(cue):
        return Act.ASSERTS
    act = _by_content(cue, bases, content) or _by_phrase(bases) or _by_head(words, bases) or hint or Act.ASSERTS
    return Act.ASSERTS if negated and act is Act.DENIES else act


def _by_content(cue: str, bases: Sequence[str], content: str) -> Act | None:
    """The act of a cue that leaves it to what is said: "calls to go", "questioned whether", "said he plans to"."""
    if not bases:
        return Act.ASKS if content.rstrip("\"'”’ ").endswith("?") else None
    if bases == ["call"] and content.startswith(("to ", "for ")):
        return Act.PLANS
    if bases[-1] in _TO_DO and content.startswith("to "):
        return Act.PLANS
    if "plead" in bases and (plea := _PLEA.search(cue) or _PLEA.match(content)):
        return Act.DENIES if plea["not"] else Act.ASSERTS
    if "question" in bases and (_QUESTION.match(content) or _is_question(content)):
        return Act.ASKS
    return Act.PLANS if bases[-1] in _TELLING and _INTENTION.match(content) else None


def _is_question(content: str) -> bool:
    """Whether one sentence ends in a question mark, whatever marks follow it."""
    first = re.search("[.!]", content)
    mark = content.rfind("?", 0, first.start() if first else len(content))
    return mark >= 0 and not re.search(r"\w", content[mark + 1 :])


def _negated(words: Sequence[str]) -> bool:
    """Whether it is not said; "not only said" and "never stopped saying" say it."""
    nots = (at for at, w in enumerate(words) if w in _NOT or w.endswith("n't"))
    return any(not _SAYS_IT.intersection(words[at + 1 : at + 2]) for at in nots)


def _by_phrase(bases: Sequence[str]) -> Act | None:
    """The act of the longest phrase that begins at the first verb that is more than an auxiliary."""
    for phrase, act in PHRASES:
        if phrase[0] not in bases:
            continue
        starts = [at for at, base in enumerate(bases) if base == phrase[0]]
        if any(_follows(bases, at, phrase) for at in starts) and not _said_before(bases[: starts[0]]):
            return act
    return None


def _said_before(bases: Sequence[str]) -> bool:
    """Whether another verb than an auxiliary or a raising one decides already."""
    return any(base in VERB_ACTS and base not in RAISING for base in bases)


def _follows(bases: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    for word in phrase[1:]:
        ahead = bases[at + 1 : at + 2 + _GAP]
        if word not in ahead:
            return False
        at += 1 + ahead.index(word)
    return True


def _by_head(words: Sequence[str], bases: Sequence[str]) -> Act | None:
    """The first full verb decides; light verbs leave it to their noun, raising ones to what follows."""
    weak = None
    for at, (word, base) in enumerate(zip(words, bases, strict=True)):
        if at and words[at - 1] in _NOUN_BEFORE:
            if word in NOUN_ACTS:
                return NOUN_ACTS[word]
            continue
        if base in LIGHT and (noun := _noun_after(words, at)) is not None:
            return NOUN_ACTS[noun]
        # "determined" is an adjective after "is" only.
        leading = at == 0 and base in VERB_ACTS and base != word
        after = at > 0 and bases[at - 1] in VERB_ACTS and bases[at - 1] not in RAISING
        if word in ADJECTIVE_ACTS and not leading and not after:
            return ADJECTIVE_ACTS[word]
        if base in RAISING:
            weak = weak or VERB_ACTS.get(base)
        elif base in VERB_ACTS:
            return VERB_ACTS[base]
        elif word in NOUN_ACTS:
            return NOUN_ACTS[word]
    future = bases[:1] in (["will"], ["would"]) and not ("be" in bases and words[-1].endswith(("ed", "en")))
    return Act.PLANS if future and weak is None else weak


def _noun_after(words: Sequence[str], at: int) -> str | None:
    return next((word for word in words[at + 1 : at + 6] if word in NOUN_ACTS), None)
