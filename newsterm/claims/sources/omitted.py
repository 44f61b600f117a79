"""Attributions without a source: whose they are all the same, by what stands before the cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.claims.sources.speakers import Referent

if TYPE_CHECKING:
    from newsterm.claims.raw import RawClaim
    from newsterm.claims.sources.salience import Salience
    from newsterm.claims.text.document import Document

# The writer judges: "it appears", "is hard to say", "there is reason to believe".
_JUDGES = re.compile(
    r"(?:\w+ )?(?:(?:seem|appear|look|sound)(?:s|ed|ing)?\b"
    r"|(?:is|are|was|were|it['’]s|['’]s)\b.{0,20}\b(?:hard|easy|difficult|certain|sure|likely|unlikely|clear|unclear|possible"
    r"|obvious|evident|apparent|safe to say|fair to say|worth noting|true)\b"
    r"|reason\b|no doubt\b|(?:of )?course\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|been|being|be|get|gets|got|will|would|could|may|might|['’]s|['’]re)\b\s*)+"
    r"(?:\w+ly |not |now |also |still |once |long |widely )*\w+(?:ed|en|own|wn|ought|aid|old|und|elt)\b",
    re.IGNORECASE,
)


def omitted(doc: Document, raw: RawClaim, salience: Salience) -> Referent:
    """Whose an attribution without a source is: of the writer, of who spoke before in the sentence, or of nobody."""
    nobody = Referent(text=None)
    cue = " ".join(doc.text[s:e] for s, e in raw.cue)
    if not raw.cue:
        return nobody
    if _JUDGES.match(cue):
        return Referent(text=None, own_voice=True)
    at = doc.word_at(raw.cue[0].start)
    if _PASSIVE.match(cue) or at >= len(doc.words) or not _is_shared(doc, at):
        return nobody
    here = salience.sentence_of(at)
    for place in salience.before(at):
        if place.sentence != here:
            break
        if place.told and place.referent is not None:
            return place.referent
    return nobody


def _is_shared(doc: Document, at: int) -> bool:
    """Whether a verb shares the subject of the verb before it: "told CNN ... and said", "..., adding"."""
    tags = doc.words.tags
    before = at - 1
    while before > 0 and tags[before] in 'A"n':
        before -= 1
    return (tags[at] in "VE" and tags[before] == "C") or (tags[at] == "G" and tags[before] == ",")
