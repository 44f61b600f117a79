"""How one version of a story differs from the next: nothing lost, nothing invented, in words a person would mark."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.articles import compare, from_feed_html, revises, version_of
from newsterm.model import Article, Edit, Version

WORDS = ("port", "ferry", "ice", "Sol", "said", "3.2", "港", "は", "—", "\n", "it's")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
VERSIONS = st.tuples(st.none() | TEXTS, st.lists(TEXTS, max_size=7).map(tuple)).map(
    lambda parts: Version(title=parts[0], paragraphs=parts[1])
)


def version(*paragraphs: str, title: str | None = None) -> Version:
    return Version(title=title, paragraphs=paragraphs)


def marked(before: Version, after: Version) -> list[str]:
    signs = {Edit.SAME: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}
    return ["".join(signs[e].format(t) for e, t in p.stretches) for p in compare(before, after).passages]


@given(VERSIONS, VERSIONS)
def test_either_version_can_be_read_off_the_difference(before: Version, after: Version) -> None:
    difference = compare(before, after)
    for edit, one in ((Edit.REMOVED, before), (Edit.ADDED, after)):
        told = ["".join(s.text for s in p.side(edit)) for p in difference.passages if p.side(edit)]
        said = [*([one.title] if one.title else []), *one.paragraphs]
        # Paragraphs that differ in white space alone count as the same and are told as they are last.
        assert [" ".join(t.split()) for t in told if t.strip()] == [" ".join(t.split()) for t in said if t.strip()]


@given(VERSIONS)
def test_a_version_does_not_differ_from_itself(one: Version) -> None:
    difference = compare(one, one)
    assert not any(p.is_changed for p in difference.passages)
    assert (difference.added, difference.removed) == (0, 0)


@given(VERSIONS, VERSIONS)
def test_what_is_taken_out_one_way_is_put_in_the_other_way(before: Version, after: Version) -> None:
    there, back = compare(before, after), compare(after, before)
    assert any(p.is_changed for p in there.passages) == any(p.is_changed for p in back.passages)


def test_words_are_marked_not_letters_and_not_whole_paragraphs() -> None:
    before = version("The state is reportedly preparing to reopen the port within weeks, an official told Northwire.")
    after = version("The state is preparing to reopen the port within two weeks, two officials told Northwire.")
    (told,) = marked(before, after)
    assert told.startswith("The state is[- reportedly-] preparing to reopen the port within {+two +}weeks, ")
    assert told.endswith("weeks, [-an official-]{+two officials+} told Northwire.")


def test_a_paragraph_that_came_and_one_that_went_are_told_whole() -> None:
    before = version("It was cold.", "Ana Sorel said it would be soon.", "Nobody was hurt in the harbour.")
    after = version("Ana Sorel said it would be late.", "Nobody was hurt in the harbour.", "The ferry sails at nine.")
    assert marked(before, after) == [
        "[-It was cold.-]",
        "Ana Sorel said it would be [-soon-]{+late+}.",
        "Nobody was hurt in the harbour.",
        "{+The ferry sails at nine.+}",
    ]


def test_the_title_is_a_passage_of_its_own() -> None:
    difference = compare(version("Same.", title="Port shut"), version("Same.", title="Port open"))
    assert [p.heading for p in difference.passages] == [True, False]
    assert difference.words == "1 word added, 1 removed"


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert marked(version("港は来週再開します。"), version("港は今週再開します。")) == [
        "港は[-来-]{+今+}週再開します。"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>The port is  shut.</p>", "<div><p>The <b>port</b> is\nshut.</p></div>"),
        ("<p>The port is shut.</p>", "<p>The port is shut.</p><p>Updated: 24 Nov 2026, 10:15 GMT</p>"),
        ("<p>The port is shut.</p>", "<p>The port is shut.</p><p>Sign up for our newsletter</p>"),
    ],
    ids=["markup", "stamp", "furniture"],
)
def test_a_page_with_the_same_words_is_the_same_page(before: str, after: str) -> None:
    assert not revises(_page(before), _page(after))


def test_a_page_with_other_words_or_another_title_is_another_version() -> None:
    assert revises(_page("<p>The port is shut.</p>"), _page("<p>The port is open.</p>"))
    assert revises(_page("<p>Same.</p>", title="Shut"), _page("<p>Same.</p>", title="Open"))


def test_a_feeds_text_and_a_page_are_never_two_versions_of_one() -> None:
    page = _page("<p>The port is shut.</p>")
    assert not revises(from_feed_html("<p>Shut.</p>"), page)
    assert not revises(page, from_feed_html("<p>Shut.</p>"))


def test_a_version_has_no_furniture() -> None:
    article = from_feed_html("<p>The port is shut.</p><p>Read more: Ten ferries to see</p>")
    assert version_of(article).paragraphs == ("The port is shut.",)


def _page(html: str, *, title: str = "Port") -> Article:
    return replace(from_feed_html(html, title=title), origin="page")


@pytest.mark.parametrize(("paragraphs", "words"), [(1, 30_000), (60, 480), (4_000, 12)])
@pytest.mark.parametrize("vocabulary", [2, 400])
def test_the_longest_texts_take_half_a_second(paragraphs: int, words: int, vocabulary: int) -> None:
    chance = random.Random(1)
    known = [f"w{n}" for n in range(vocabulary)]
    texts = [tuple(" ".join(chance.choice(known) for _ in range(words)) for _ in range(paragraphs)) for _ in range(2)]
    start = time.process_time()
    compare(version(*texts[0]), version(*texts[1]))
    assert time.process_time() - start < 1.5  # three times what it takes, for slow machines


def test_a_long_paragraph_is_compared_sentence_by_sentence() -> None:
    sentences = [f"Sentence number {n} says that the ferry sails at {n} in the morning." for n in range(300)]
    later = [*sentences[:150], "And nobody knows why.", *sentences[151:]]
    difference = compare(version(" ".join(sentences)), version(" ".join(later)))
    assert difference.words == "4 words added, 13 removed"
