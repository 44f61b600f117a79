"""Highlights and notes in the conversation: sentences by number, words in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Article, Block, BlockKind, Span
from tests.ui.shell.world import FIRST

from .script import last

if TYPE_CHECKING:
    from newsterm.library import Library
    from newsterm.model import MarkedClaim


def own(library: Library) -> list[MarkedClaim]:
    return [marked for marked in library.reading(FIRST).claims if marked.claim.own]


def test_sentences_are_numbered_and_kept_by_their_numbers(library: Library) -> None:
    offered = last(library, "1", "find months", "highlight")
    assert offered[0].startswith("1: “Within weeks, not months,” Transport Minister")
    assert offered[-1] == 'highlight 1-2 keeps those; a note and +tags may follow; highlight "words" keeps words.'
    said = last(library, "1", "find months", "highlight", "highlight 1-2 does she? +check")
    (marked,) = own(library)
    assert marked.claim.text.endswith("the cranes are safe.")
    assert (marked.state.note, marked.state.tags) == ("does she?", ("check",))
    assert said[0].startswith("highlighted ")
    assert said[-1].startswith("Highlight 11: “Within weeks")
    assert said[-1].endswith("Note: does she? Tag check.")


def test_a_number_alone_answers_the_sentences_that_were_told(library: Library) -> None:
    last(library, "1", "find months", "H", "2")
    assert [m.claim.text[:12] for m in own(library)] == ["She believes"]


def test_words_are_kept_as_they_stand(library: Library) -> None:
    said = last(library, "1", 'highlight "40 million" is it? +check', "H three ministers", "profile")
    assert [(m.claim.text, m.state.note) for m in own(library)] == [("40 million", "is it?"), ("three ministers", None)]
    assert said
    assert "2 highlights of yours" in " ".join(last(library, "1", "claims"))
    assert last(library, "1", 'highlight "40 millions"')[0].startswith('"40 millions" does not stand in the text.')


def test_what_is_no_passage_is_refused_in_words(library: Library) -> None:
    assert last(library, "1", "highlight 3")[0].startswith("highlight alone numbers the sentences")
    assert last(library, "1", "g", "highlight", "highlight 1 3")[0].startswith("A highlight is one passage")
    assert last(library, "1", "g", "highlight", "highlight 99")[0].endswith("highlight numbers them again.")


def test_a_highlight_is_told_as_one_and_taken_away(library: Library) -> None:
    library.highlight(FIRST, Span(4, 14), note="which?")
    assert last(library, "1", "claim 1") == ["Highlight 1: government. Note: which?"]
    assert last(library, "1", "claim 1", "card")[-1] == "Highlighted by you on Wednesday 12 March 2025, 09:30."
    last(library, "1", "claim 1", "d")
    assert own(library) == []


def test_words_that_the_text_lost_are_told_so(library: Library) -> None:
    library.highlight(FIRST, Span(4, 14))
    text = "The port opens."
    made = Article(text=text, blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, start=0, end=len(text)),))
    library._store.save_article(FIRST, made, (), claims_extractor="x")
    assert last(library, "1", "claim 1") == ["Highlight 1, no longer in the text: government."]
    assert last(library, "1", "claim 1", "enter") == ["The text is another one now, and no longer has these words."]


NOTED = "noted on 1 item: Ministers weigh port reopening as talks resume; z undoes it."


def test_notes_are_written_told_and_taken_away(library: Library) -> None:
    assert last(library, "W read again") == [NOTED]
    assert "note: read again" in last(library, "list")[1]
    assert "Your note: read again." in last(library, "1")
    assert last(library, "note", "more") == [NOTED]
    asked = "What is the note on this item? Nothing leaves it, - takes it away."
    assert last(library, "note")[:2] == ["Note: more", asked]
    last(library, "note -")
    assert library.item(FIRST).state.note is None
    last(library, "1", "claim 2", "note ask her")
    assert library.reading(FIRST).claims[1].state.note == "ask her"
    assert any("Note: ask her." in line for line in last(library, "1", "claim 2", "card"))


def test_who_says_it_may_be_told(library: Library) -> None:
    library.highlight(FIRST, Span(4, 14))
    assert last(library, "1", "claim 1", "source document: the audit")[0].startswith("named the source of 1 highlight")
    assert last(library, "1", "claim 1") == ["Claim 1: the audit, document: government."]
    assert last(library, "1", "claim 2", "source X") == ["Only a highlight of yours can be given a source."]


def test_an_editor_needs_a_terminal(library: Library) -> None:
    assert last(library, "edit-note")[0].startswith("There is no terminal for an editor here")
