"""Whatever is read and marked: claims are sound, the same each time, and their cost grows as the text does."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.articles import from_text
from newsterm.claims import find_claims
from newsterm.claims.lexical.tagger import LexicalTagger
from newsterm.claims.raw import RawClaim
from newsterm.claims.sayings.acts import act_of
from newsterm.claims.sayings.worthiness import check_worthiness
from newsterm.claims.text.document import prepare
from newsterm.model import Act, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.claims.text.document import Document
    from newsterm.model import Claim


WORDS = """
    Ana Sorel Piet Holm CNN Reuters Mayor President Texan Texas The the a official officials senator board company
    campaign two both her his she he they it its I we who which that of and in on at to for by said says told asked
    questioned denied adding saying according reportedly seems appointed was has not late plan interview statement
    newspaper host Harbour Times Monday yesterday Today last year month week May March 3 2024 ago 20٢٣ 1,000 % 's ’s
    n't '' “ ” " ‘ ’ « » ( ) - — , . ; : ? ! … U.S. J. St. de
""".split()
ODD = [
    "\n", "\n\n", "\t", "\r", "\0", "\x85", "\u2028", "\u2029",
    "\xa0", "\xad", "\ufeff", "\u200d", "\u202e", "e\u0301", "\u0301",
    "İstanbul", "ı", "ﬁne", "ŉ", "ẞ", "ΐ", "ﷺ", "𝓗𝓮 said", "👨‍👩‍👧", "אבג", "日本語。」",
    "²", "Ⅷ", "٣ May", "_", "a.b.c/d", "x" * 90,
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS + ODD), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS + ODD), max_size=20).map("".join),
    st.text(max_size=200),
)
MOMENTS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            datetime.min,
            datetime.max,
            datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
        ]
    ),
    st.datetimes(timezones=st.sampled_from([UTC])),
)
OUTLETS = st.sampled_from([None, "", "Harbour Post", "\0\u202e", "x" * 5_000])
PLACE = st.tuples(st.integers(0, 80), st.integers(1, 12))
MARKS = st.lists(
    st.tuples(st.lists(PLACE, min_size=1, max_size=2), st.lists(PLACE, max_size=2), st.lists(PLACE, max_size=2)),
    max_size=8,
)
CUES = frozenset("said says told asked questioned denied".split())


class Marked:
    """A tagger that finds what it is told to, by the numbers of words."""

    name = "lexical"

    def __init__(self, marks: Sequence[tuple[list[tuple[int, int]], ...]]) -> None:
        self._marks = marks

    def tag(self, document: Document) -> list[RawClaim]:
        """The attributions at these words, as far as the text reaches."""

        def spans(places: list[tuple[int, int]]) -> tuple[Span, ...]:
            count = len(document.words)
            return tuple(document.span(at, min(count, at + n)) for at, n in places if at < count)

        return [
            RawClaim(content=spans(content), cue=spans(cue), source=spans(source), pattern="marked")
            for content, cue, source in self._marks
        ]


class Dense:
    """A tagger that finds an attribution at every cue: the word before it says what follows up to the next one."""

    name = "lexical"

    def tag(self, document: Document) -> list[RawClaim]:
        """The attributions, many to a sentence."""
        words = document.words
        cues = [n for n, word in enumerate(words.lower) if word in CUES and 0 < n < len(words) - 1]
        ends = [min(end, at + 20) for at, end in zip(cues, [*cues[1:], len(words)], strict=True)]
        return [
            RawClaim(
                content=(document.span(at + 1, max(at + 2, end - 1)),),
                cue=(document.span(at, at + 1),),
                source=(document.span(_phrase(document, at), at),),
                pattern="marked",
            )
            for at, end in zip(cues, ends, strict=True)
        ]


def _phrase(document: Document, cue: int) -> int:
    return cue - 2 if cue > 1 and document.words.tags[cue - 2] in "DP" else cue - 1


@contextmanager
def tagged_by(tagger: object) -> Iterator[None]:
    """Claims of any text from one tagger: what a model finds must not decide what the rules are asked."""
    with mock.patch("newsterm.claims.assemble.tagger_for", return_value=tagger):
        yield


def assert_sound(text: str, claims: Sequence[Claim], outlet: str | None) -> None:
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        for spans in (claim.content, claim.cue, claim.source, claim.hedges):
            assert all(0 <= s < e <= len(text) for s, e in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
        assert claim.text == " … ".join(text[s:e] for s, e in claim.content)
        assert claim.chain[-1] == (outlet or None)
        if claim.when is not None and claim.when.date is not None:
            assert claim.when.date.isascii()
            assert date.fromisoformat((claim.when.date + "-01-01")[:10])


@settings(max_examples=120)
@given(TEXTS, MARKS, MOMENTS, OUTLETS)
def test_whatever_is_marked_makes_sound_claims_and_the_same_again(
    text: str, marks: list[tuple[list[tuple[int, int]], ...]], published: datetime | None, outlet: str | None
) -> None:
    article = from_text(text)
    with tagged_by(Marked(marks)):
        claims = find_claims(article, published=published, outlet=outlet)
        assert claims == find_claims(article, published=published, outlet=outlet)
    assert_sound(article.text, claims, outlet)


@settings(max_examples=80)
@given(TEXTS, MOMENTS, OUTLETS)
def test_whatever_the_word_lists_find_makes_sound_claims(
    text: str, published: datetime | None, outlet: str | None
) -> None:
    article = from_text(text)
    with tagged_by(LexicalTagger()):
        assert_sound(article.text, find_claims(article, published=published, outlet=outlet), outlet)


@given(TEXTS)
def test_sentences_lie_apart_in_order_and_own_their_words(text: str) -> None:
    doc = prepare(text)
    assert all(a.span.end <= b.span.start and a.last <= b.first for a, b in pairwise(doc.sentences))
    for sentence in doc.sentences:
        assert sentence.span.start <= doc.words.starts[sentence.first]
        assert doc.words.ends[sentence.last - 1] <= sentence.span.end


def test_what_is_too_long_for_a_sentence_is_cut_between_words() -> None:
    text = "he said it " * 1_000
    doc = prepare(text)
    assert {sentence.last - sentence.first for sentence in doc.sentences} == {300}
    assert [n for sentence in doc.sentences for n in range(sentence.first, sentence.last)] == list(range(3_000))
    assert all(text[sentence.span.start : sentence.span.end].startswith("he ") for sentence in doc.sentences)


SHAPES = {
    "one_sentence": "Sorel said the port was open on Monday and Holm told CNN in March ",
    "many_media": "Holm told {0} News on May 3, ",
    "one_name": "Ana Sorel said the port was open. Sorel said it was late. ",
    "many_first_names": "A{0} Sorel said the port was open. Sorel said it was late. ",
    "double_names": "B{0} B{0}x Sorel said the port was open. ",
    "many_names": "Ana S{0} came. She said the port was open. ",
    "pronouns": "He came. She went. They saw it. He said no. ",
    "one_role": "The official came. “It is late,” the official said. ",
    "one_body": "The Harbour Board met. The board said no. Her campaign said it was late. ",
    "answers": "NBC's Ann Lee asked Holm why. “It was late,” Holm said. ",
    "quotations": "“he said ‘she said “it was late” there’ again” ",
    "people": "The two officials left. The officials said the port was open. ",
}


def calls(text: str) -> int:
    """How many functions are called to find the claims of a text: what time would be on a quiet machine."""
    article, count = from_text(text), 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    with tagged_by(Dense()):
        sys.setprofile(counted)
        try:
            find_claims(article, published=datetime(2024, 5, 5, tzinfo=UTC), outlet="Harbour Post")
        finally:
            sys.setprofile(None)
    return count


def grown(unit: str, times: int) -> str:
    return "".join(unit.format(n) for n in range(times))


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES.keys())
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    # Somewhat more than twice as much, since what is looked back over is bounded, but farther than the shorter text.
    assert calls(grown(unit, 200)) < 2.7 * calls(grown(unit, 100))


@pytest.mark.parametrize("unit", ["The official walked in. ", "He walked in. ", "Her campaign appointed lawyer left. "])
def test_thousands_are_spoken_of_before_one_speaks(unit: str) -> None:
    text = unit * 3_000 + "The official said that it was late. He said that it was late. Her campaign said so."
    with tagged_by(Dense()):
        assert len(find_claims(from_text(text), published=None, outlet=None)) == 3


@pytest.mark.parametrize(
    "text",
    ["." * 60_000 + "a", "he said " + "?" * 60_000 + "a", "he said 5 " + "1," * 30_000, "he said " + "7" * 60_000,
     "He said. " * 5_000 + "\n" + "“It was late.”\n" * 2_000, "salt and " * 6_000 + "he said it",
     "back " * 10_000, "It said Today, " * 4_000],
    ids=["stops", "question marks", "commas in a number", "digits", "paragraphs", "list", "adverbs", "names of days"],
)  # fmt: skip
def test_a_long_run_takes_bounded_time(text: str) -> None:
    began = time.process_time()
    with tagged_by(LexicalTagger()):
        find_claims(from_text(text), published=None, outlet=None)
    assert time.process_time() - began < 4


def test_a_long_run_of_signs_in_what_is_said_takes_bounded_time() -> None:
    began = time.process_time()
    check_worthiness("1," * 50_000)
    assert act_of("questioned", content="why " + "?" * 100_000 + "a") is Act.ASKS
    assert act_of("questioned", content="it " + "?" * 100_000 + "a") is not Act.ASKS
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("On Monday, Sorel's report said it was late.", 3, 7),
        ("Sorel's report said on Monday it was late.", 0, 6),
    ],
)
def test_a_paper_that_is_owned_is_dated_by_its_clause(text: str, source: int, content: int) -> None:
    marks = [([(content, 3)], [(source + 3, 1)], [(source, 3)])]
    with tagged_by(Marked(marks)):
        (claim,) = find_claims(from_text(text), published=datetime(2024, 5, 8, tzinfo=UTC), outlet=None)
    assert (claim.source_text, claim.cue_text) == ("Sorel's report", "said")
    assert claim.when is not None
    assert claim.when.date == "2024-05-06"
