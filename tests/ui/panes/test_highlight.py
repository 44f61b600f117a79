"""What claims make of a text: numbers, signs, styles, overlaps."""

from __future__ import annotations

from msgspec.structs import replace

from newsterm.model import Kind, MarkedClaim, Span
from newsterm.ui.render.highlight import Numbers, claim_sign, highlight, number_claims

from .readings import claim

TEXT = "The board told the truth when it said the cranes are safe, Ana Sorel believes, reportedly."


def at(marked: tuple[MarkedClaim, ...], words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Style and claims of the stretch that these words lie in."""
    start = TEXT.index(words)
    run = next(r for r in highlight(number_claims(marked), 0, len(TEXT)) if r.start <= start < r.end)
    return run.style, run.claims


OUTER = claim(TEXT, "outer", "The board told the truth when it said the cranes are safe", source="Ana Sorel",
              cue="believes", hedges=("reportedly",))  # fmt: skip
INNER = claim(TEXT, "inner", "the cranes are safe", source="it", cue="said", kind=Kind.ORGANISATION)


def test_a_nested_claim_keeps_its_own_style() -> None:
    assert at((OUTER, INNER), "the cranes") == (("claim--organisation",), ("inner", "outer"))
    assert at((OUTER, INNER), "told") == (("claim--named-person",), ("outer",))


def test_source_cue_and_hedge_have_styles_of_their_own() -> None:
    assert at((OUTER,), "Ana Sorel")[0] == ("kind--named-person", "claim--source")
    assert at((OUTER,), "believes")[0] == ("claim--cue",)
    assert at((OUTER,), "reportedly")[0] == ("claim--hedge",)


def test_a_source_inside_another_claim_is_drawn_over_it() -> None:
    assert at((OUTER, INNER), "it said")[0] == ("claim--named-person", "kind--organisation", "claim--source")
    assert at((OUTER, INNER), "said the")[0] == ("claim--named-person", "claim--cue")


def test_text_without_claims_has_no_style() -> None:
    assert highlight((), 0, len(TEXT)) == ((0, len(TEXT), (), ()),)


def test_claims_are_numbered_in_the_order_of_the_text() -> None:
    assert [(c.number, c.id) for c in number_claims((INNER, OUTER))] == [(1, "outer"), (2, "inner")]


def test_a_rejected_claim_is_not_shown_and_the_others_keep_their_numbers() -> None:
    rejected = replace(OUTER, state=replace(OUTER.state, rejected=True))
    assert [(c.number, c.id) for c in number_claims((rejected, INNER))] == [(2, "inner")]


def test_claims_keep_their_numbers_when_others_go_and_come() -> None:
    numbers = Numbers()
    assert [c.number for c in numbers.of((OUTER, INNER))] == [1, 2]
    assert [(c.number, c.id) for c in numbers.of((INNER,))] == [(2, "inner")]
    late = replace(OUTER, claim=replace(OUTER.claim, id="late"))
    assert [c.number for c in numbers.of((late, OUTER, INNER))] == [3, 1, 2]
    assert numbers.of(()) == ()


def test_claims_of_another_text_are_numbered_anew() -> None:
    numbers = Numbers()
    numbers.of((OUTER, INNER))
    other = replace(OUTER, claim=replace(OUTER.claim, id="other"))
    assert [c.number for c in numbers.of((other,))] == [1]
    assert [c.number for c in numbers.of((other, INNER))] == [1, 2]


def test_a_sign_is_shape_and_number() -> None:
    twelfth = replace(number_claims((INNER,))[0], number=12)
    assert claim_sign(twelfth, 0).text == "◆¹²"
    assert claim_sign(twelfth, 0, ascii_only=True).text == "◆12 "


def test_a_claim_without_content_is_numbered_by_its_cue() -> None:
    bare = replace(INNER, claim=replace(INNER.claim, content=(), cue=(Span(0, 3),)))
    nothing = replace(INNER, claim=replace(INNER.claim, content=(), cue=(), source=()))
    assert [c.number for c in number_claims((OUTER, bare, nothing))] == [1, 2, 3]
