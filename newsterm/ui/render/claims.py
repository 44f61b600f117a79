"""A claim as a row: what is said, by whom, what kind of source that is, through whom, how and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsterm.model import Act, clean_line
from newsterm.ui.render.flow import Bit, TextLine, flow, joined_by
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.tags import chips
from newsterm.ui.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsterm.model import Claim, When
    from newsterm.ui.render.highlight import Numbered
    from newsterm.ui.render.tags import TagStyles

ROW_CLASSES = frozenset({"row--text", "row--quiet", "row--source", "row--cue", "row--hedge", "row--act", "row--note"})
"""For the COMPONENT_CLASSES of a widget that shows claims as rows."""

_TEXT_LINES = 3
_SOURCE_LINES = 4
_NOTE_LINES = 3
_NOTE = Bit("note:\xa0", ("row--quiet",))
# The no-break space keeps the point at the end of a line, where it is left out.
_BETWEEN = Bit("\xa0· ", ("row--quiet",))
_TELLING = frozenset({Act.DENIES, Act.ASKS, Act.DECLINES, Act.PLANS})
"""Acts that a row names; asserting and believing are what most claims are."""
_HEDGE = "≈"
LOST = "no longer in the text"
"""What is said of a highlight whose words another text of the article does not hold."""


def claim_lines(numbered: Numbered, article_text: str, width: int, *, tags: TagStyles) -> list[TextLine]:
    """The lines of a claim's row, `width` cells each: its text, then its source and circumstances, note, tags."""
    claim = numbered.marked.claim
    lines = flow(content_bits(claim, article_text), width, most=_TEXT_LINES)
    lines += flow(source_bits(claim, article_text), width, most=_SOURCE_LINES, separator=_BETWEEN)
    if note := numbered.marked.state.note:
        lines += flow([_NOTE, Bit(clean_line(note), ("row--note",))], width, most=_NOTE_LINES)
    shown = chips([clean_line(tag) for tag in numbered.marked.state.tags], tags, width)
    if shown:
        lines.append(tuple(Bit(text, (style.removeprefix("."),) if style else ()) for text, style in shown))
    return lines


def content_bits(claim: Claim, article_text: str) -> list[Bit]:
    """What is said, its hedges marked."""
    text = visible(claim.text.replace("\n", " "))
    bits: list[Bit] = []
    done = 0
    for hedge in claim.hedges:
        if not any(start <= hedge.start and hedge.end <= end for start, end in claim.content):
            continue
        word = visible(article_text[hedge.start : hedge.end])
        at = text.find(word, done)
        if word and at >= 0:
            bits += [Bit(text[done:at], ("row--text",)), Bit(word, ("row--text", "row--hedge"))]
            done = at + len(word)
    return [*bits, Bit(text[done:], ("row--text",))]


def source_bits(claim: Claim, article_text: str) -> list[Bit]:
    """`▲ a US official (unnamed person) · via Reuters · reportedly · told · on Tuesday`."""
    look = KIND_LOOKS[claim.kind]
    # A no-break space keeps the shape with the first word.
    who = [Bit(f"{look.shape}\xa0", (look.component,)), Bit(source_name(claim), ("row--source",))]
    if source_name(claim) != look.title:
        who.append(Bit(f" ({look.short})", ("row--quiet",)))
    via = " → ".join(via_names(claim))
    hedges = outer_hedges(claim, article_text)
    return joined_by(
        _BETWEEN,
        [
            who,
            [Bit(f"via\xa0{via}" if via else "", ("row--quiet",))],
            [Bit(f"{_HEDGE}\xa0{', '.join(hedges)}" if hedges else "", ("row--hedge",))],
            [Bit(cue_words(claim, hedges), ("row--cue",))],
            [Bit(act_words(claim), ("row--act",))],
            [Bit(when_words(claim.when), ("row--quiet",))],
            [Bit(LOST if claim.lost else "", ("row--hedge",))],
        ],
    )


def cue_words(claim: Claim, hedges: Collection[str]) -> str:
    """The words that attribute it, where they are not among its hedges."""
    cue = clean_line(claim.cue_text or "")
    return cue if cue not in hedges else ""


def act_words(claim: Claim) -> str:
    """What the source does by saying it, where that is worth a word and the cue does not say it."""
    told = claim.act in _TELLING and claim.act.value[:-1] not in (claim.cue_text or "")
    return claim.act.value if told else ""


def source_name(claim: Claim) -> str:
    """The fullest name of the source, else its words, else that there is none."""
    return clean_line(claim.resolved or claim.source_text or "") or KIND_LOOKS[claim.kind].title


def via_names(claim: Claim) -> tuple[str, ...]:
    """Through whom it came: the links of the chain between its origin and the outlet."""
    return tuple(clean_line(name) for name in claim.chain[1:-1] if name)


def outer_hedges(claim: Claim, article_text: str) -> tuple[str, ...]:
    """The hedging words that stand outside the content: "reportedly", "allegedly"."""
    outside = [
        hedge
        for hedge in claim.hedges
        if not any(start <= hedge.start and hedge.end <= end for start, end in claim.content)
    ]
    return tuple(dict.fromkeys(clean_line(article_text[start:end]) for start, end in outside))


def when_words(when: When | None, *, spelled: bool = False) -> str:
    """`Mon 10 Mar 2025` with spaces that don't break, `Mar 2025`, `2025`; the words used where no date is known.

    `spelled` leaves no word short: `Monday 10 March 2025`.
    """
    if when is None:
        return ""
    if when.date is None:
        return clean_line(when.text)
    try:
        match when.date.count("-"):
            case 2:
                day = date.fromisoformat(when.date)
                weekday, month = ("%A", "%B") if spelled else ("%a", "%b")
                return f"{day:{weekday}}\xa0{day.day}\xa0{day:{month}}\xa0{day.year}"
            case 1:
                return f"{date.fromisoformat(f'{when.date}-01'):{'%B' if spelled else '%b'}\xa0%Y}"
            case _:
                return clean_line(when.date)
    except ValueError:
        return clean_line(when.text)
