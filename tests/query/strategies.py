"""Any tree, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from newsterm.model import Act, Kind, QuoteType, clean_line
from newsterm.query.near import words_of_names
from newsterm.query.tree import (
    Acts,
    Age,
    And,
    Count,
    Counted,
    CueHas,
    Dated,
    FeedHas,
    FeedPart,
    Flag,
    Has,
    Hedged,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    LinkHas,
    NameField,
    Near,
    Not,
    NoteHas,
    Op,
    Or,
    Part,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    Tagged,
    TextField,
    Via,
    Words,
)
from tests.strategies import built

PIECES = st.sampled_from(
    ["and", "OR", "not", "-", "*", "/", "~", "..", "2026-11-01..", "title:", "x:y", '"', "\\", "(", ")", " ", "a", "é",
     "Ж", "9"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=12), st.lists(PIECES, min_size=1, max_size=4).map("".join))
VALUES = TEXT.map(clean_line).filter(bool)
WITH_WORDS = VALUES.filter(lambda text: all(any(c.isalnum() for c in word) for word in text.split()))
DAYS = st.dates(min_value=date(1000, 1, 1))
REGEXES = st.sampled_from(["a", "a/b", r"a\/b", r"\\/", r"[a/]\.", "x y", '"', "[[a]", r"(?i:é)", r"\bport\b"])


def _ordered(first: date | None, last: date | None) -> Dated:
    return Dated(last, first) if first and last and first > last else Dated(first, last)


LEAVES = st.one_of(
    built(Words, WITH_WORDS, st.sampled_from(TextField), st.booleans()),
    built(Pattern, REGEXES, st.sampled_from(TextField).filter(lambda field: field is not TextField.SAID)),
    built(FeedHas, st.sampled_from(FeedPart), VALUES),
    built(FeedHas, st.sampled_from(FeedPart), REGEXES, st.just(True)),
    *[
        st.builds(leaf, VALUES)
        for leaf in (InFeed, InFolder, Tagged, InLanguage, LinkHas, SaidBy, Via, CueHas, NoteHas)
    ],
    built(LinkHas, REGEXES, st.just(True)),
    built(SaidBy, st.sampled_from(["named", "ORG", "none", "unnamed-person"])),
    built(Is, st.sampled_from(Flag)),
    built(Has, st.sampled_from(Part)),
    built(Age, st.sampled_from(Op), st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9))),
    st.builds(_ordered, st.none() | DAYS, st.none() | DAYS),
    built(Count, st.sampled_from(Counted), st.sampled_from(Op), st.integers(0, 10**9 - 1)),
    built(
        Near,
        VALUES.filter(lambda text: any(len(word) > 2 for word in words_of_names(text))),
        st.sampled_from(NameField),
    ),
    built(SourceKind, st.sampled_from(Kind)),
    built(Hedged, st.booleans()),
    built(Quoted, st.sampled_from(QuoteType)),
    built(Acts, st.sampled_from(Act)),
)
TREES = st.recursive(
    LEAVES,
    lambda trees: st.one_of(
        built(Not, trees),
        built(And, st.lists(trees, max_size=3).map(tuple)),
        built(Or, st.lists(trees, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
