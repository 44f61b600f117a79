"""Whom pronouns, descriptions and missing sources stand for; a source is marked with brackets, one after the other."""

from __future__ import annotations

import re

import pytest

from newsterm.claims.raw import RawClaim
from newsterm.claims.sources.names import find_names
from newsterm.claims.sources.referents import Referents
from newsterm.claims.sources.speakers import Referent
from newsterm.claims.text.document import prepare
from newsterm.model import Span

_MARK = re.compile(r"\[([^\]]*)\](?:\{([^}]*)\})?")


def resolved(marked: str) -> list[Referent]:
    """What the bracketed sources refer to; words in braces are the cue, and empty brackets no source."""
    text, claims, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        source = Span(len(text), len(text) + len(match[1]))
        text += match[1]
        cue = Span(len(text), len(text) + len(match[2] or ""))
        text += match[2] or ""
        claims.append((source, cue))
        at = match.end()
    text += marked[at:]
    doc = prepare(text)
    referents = Referents(doc, find_names(doc))
    return [
        referents.resolve(
            RawClaim(
                content=tuple(Span(*m.span()) for m in re.finditer("“[^”]*”", text) if m.start() < source.start),
                cue=(cue,) if cue.end > cue.start else (),
                source=(source,) if source.end > source.start else (),
                pattern="test",
            )
        )
        for source, cue in claims
    ]


def last(marked: str) -> str | None:
    return resolved(marked)[-1].text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Ana Sorel met Piet Holm. [She] said it was late.", "Mayor Ana Sorel"),
        ("[Mayor Ana Sorel] criticised Minister Piet Holm, and [she] said so.", "Mayor Ana Sorel"),
        ("[Piet Holm] asked Ana Sorel and left. [She] said it was late.", "Ana Sorel"),
        ("“It is late,” said Piet Holm, a friend of Karl Lind. [He] left.", "Piet Holm"),
        ("[Ana Sorel] spoke. Her party is small. [She] said so.", "Ana Sorel"),
    ],
)
def test_a_pronoun_stands_for_whom_the_talk_is_of(text: str, name: str) -> None:
    assert last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Former Governor Piet Holm spoke. [The former governor] said it was late.", "Former Governor Piet Holm"),
        ("Piet Holm, a surgeon, is running. [The candidate] said it was late.", "Piet Holm"),
        ("Piet Holm flew home to Texas. [The Texan] said it was late.", "Piet Holm"),
        ("Ana Sorel won. [Nominee] hopes for more.", "Ana Sorel"),
        ("Karl Lind, a writer at Harbour News, came. [The Harbour employee] said so.", "Karl Lind"),
    ],
)
def test_an_epithet_stands_for_who_has_been_named(text: str, name: str) -> None:
    assert last(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ana Sorel spoke. [The president] said it was late.",
        "Ana Sorel spoke. [The man behind me] said it was late.",
        "Ana Sorel spoke. [A candidate] said it was late.",
    ],
)
def test_an_office_or_a_description_of_its_own_is_somebody_else(text: str) -> None:
    (referent,) = resolved(text)
    assert not referent.person


def test_the_official_is_the_official_who_spoke_before() -> None:
    official = "an official familiar with the plan"
    assert last(f"“It is late,” said [{official}]. Ana Sorel was silent. [The official] said more.") == official


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Sorel went to the Harbour Board of Trade. [The board] said it was late.", "the Harbour Board of Trade"),
        ("[The foreign ministry of Karelund] wrote. [The ministry] said so.", "The foreign ministry of Karelund"),
        ("Harrow Foods raised prices. [The company] said it was late.", "Harrow Foods"),
        ("The Sorel campaign raised money. Ana Sorel slept. [Her campaign] said so.", "The Sorel campaign"),
        ("[The operator, Molvar Line,] declined.", "Molvar Line"),
        ("The court is old. [It] ruled last year.", "The court"),
    ],
)
def test_a_body_has_its_fullest_description(text: str, name: str) -> None:
    assert last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Her campaign manager, Piet Holm,] said so.", "Piet Holm"),
        ("[Harbour News’s Piet Holm] said so.", "Piet Holm"),
        ("[Harbour News Karl Lind] said so.", "Karl Lind"),
        ("[Lawyer and party leader Ana Sorel] said so.", "leader Ana Sorel"),
        ("[Piet Holm, a spokesman for Ana Sorel,] said so.", "Piet Holm"),
        ("[Two skippers, Piet Holm and Karl Lind,] said so.", "Piet Holm and Karl Lind"),
        ("Larry King slept. [Mr. King] said so.", "Larry King"),
        ("Debate: Karl Holm Lind won. Then [Holm Lind] said so.", "Karl Holm Lind"),
    ],
)
def test_the_name_is_found_in_the_phrase(text: str, name: str) -> None:
    referent = resolved(text)[-1]
    assert referent.person
    assert name in (referent.text or "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ida Kern and her brother Paul Kern came. [Mr. Kern] said so.", "brother Paul Kern"),
        ("Ida Kern and her brother Paul Kern came. [Mrs. Kern] said so.", "Ida Kern"),
        ("Ida Kern came with her father. [Mr. Kern] said so.", "Kern"),
    ],
)
def test_a_courtesy_title_tells_namesakes_apart(text: str, name: str) -> None:
    assert last(text) == name


def test_a_body_with_a_persons_name_is_none() -> None:
    (referent,) = resolved("Ana Sorel won. [The Sorel campaign] said so.")
    assert not referent.person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Piet Holm, [who] said so, left.", "Piet Holm"),
        ("It was praised by voters [who] said so.", "voters"),
        ("They won a decision from the Board of Trade, [which] ruled so.", "the Board of Trade"),
        ("She met two of the delegates [who] said so.", "the delegates"),
    ],
)
def test_a_relative_pronoun_stands_for_the_noun_before_it(text: str, name: str) -> None:
    assert last(text) == name


def test_lawyers_for_two_people_are_not_those_two() -> None:
    (referent,) = resolved("[lawyers for Ana Sorel and Piet Holm] said so.")
    assert not referent.person


def test_they_are_those_spoken_of_last() -> None:
    assert last("[Researchers at the port] counted. [They] found more.") == "Researchers at the port"


def test_i_is_the_writer_or_who_is_quoted() -> None:
    (writer,) = resolved("[I] think it is late.")
    assert writer.own_voice


def test_a_verb_without_a_source_shares_that_of_the_verb_before() -> None:
    assert last("[Ana Sorel]{ told} Reuters it was late and []{said} more.") == "Ana Sorel"


@pytest.mark.parametrize("cue", ["It []{appears} late.", "It []{is hard to say} why.", "It []{’s unclear} why."])
def test_the_writer_judges_where_nobody_else_does(cue: str) -> None:
    (referent,) = resolved(cue)
    assert referent.own_voice


def test_a_passive_without_a_source_is_nobodys() -> None:
    first, second = resolved("[Ana Sorel]{ said} it was late, and Holm []{was accused} of more.")
    assert first.person
    assert second == Referent(text=None)


def test_a_participle_after_a_comma_is_not_what_the_speaker_says() -> None:
    _, second = resolved("[Ana Sorel]{ wrote} the bill, []{known as} the port act.")
    assert second == Referent(text=None)


@pytest.mark.parametrize(
    "name", ["Presidential Debates", "South Korea", "Radio Velden", "Harbour Foods", "Northern Quay Street"]
)
def test_two_capitals_alone_make_no_person(name: str) -> None:
    (referent,) = resolved(f"[{name}] came.")
    assert not referent.person


def test_a_long_chain_of_pronouns_comes_to_an_end() -> None:
    text = "Ana Sorel slept. " + "She sat. " * 3_000 + "[She] said so."
    assert len(resolved(text)) == 1
