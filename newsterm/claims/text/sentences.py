"""A text -> its paragraphs and sentences, as spans without the white space around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
# The stop, what closes after it, white space: an end if what follows begins a sentence. A run of stops is read from its
# beginning alone and never given back, or a line of dots would take time by the square.
_STOP = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]]*+(?=\s)|[。！？]+[”」』]*")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt maj adm cmdr rev hon st jr sr pres atty
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun vs etc inc corp co ltd llc no
    nos vol pp fig ed eds dept est approx ave blvd rd mt ft al ariz ark calif colo conn del fla ga ill ind kan ky la
    mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo messrs supt asst ret
    bros univ assn""".split()
)
_INITIALS = re.compile(r"(?:^|[\s(“\"'‘])(?:[^\W\d_]\.)*[^\W\d_]$")
_LAST_WORD = re.compile(r"[^\s(“”\"'‘’]+$")
# Months and "no" are abbreviations before a number only.
_BEFORE_NUMBER = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec no nos vol pp fig mon tue wed thu fri sat sun".split()
)
_ENDS_ANYWAY = frozenset(["inc", "corp", "co", "ltd", "llc", "jr", "sr", "etc", "al"])


def paragraphs(text: str) -> Iterator[Span]:
    """The lines of a text that hold more than white space, trimmed."""
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        right = len(line.rstrip())
        if right > left:
            yield Span(match.start() + left, match.start() + right)


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph, trimmed; a stop inside an abbreviation or before a small letter ends none."""
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if match.end() >= paragraph.end:
            break
        if not _is_end(text, start, match, paragraph.end):
            continue
        yield Span(start, match.end())
        start = match.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _is_end(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    after = match.end()
    while after < limit and text[after].isspace():
        after += 1
    follows = text[after : after + 3].lstrip("\"'“‘«([-—–")
    if follows[:1].islower():
        return False
    if match.group()[0] != "." or len(match.group()) > 1:
        return True
    before = text[max(start, match.start() - 20) : match.start()]
    if _INITIALS.search(before):
        # "U.S. Trump" may end a sentence, "J. Edgar" does not; a determiner or a preposition afterwards tells.
        return len(before.rsplit(None, 1)[-1]) > 1 and _begins_sentence(text, after)
    last = _LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    if word in _BEFORE_NUMBER:
        return not follows[:1].isdigit()
    if word in _ENDS_ANYWAY:
        return _begins_sentence(text, after)
    return word not in _ABBREVIATIONS


_STARTERS = frozenset(
    """the a an he she it they we i you in on at but and as for this that these those his her its their there when
    while if after before since according""".split()
)
_FIRST_WORD = re.compile(r"[\"'“‘]?([^\W\d_]+)")


def _begins_sentence(text: str, at: int) -> bool:
    first = _FIRST_WORD.match(text, at)
    return first is not None and first.group(1).lower() in _STARTERS
