"""What the panes look like, kept as pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsterm.ui.screens.claim_card import ClaimCard

from .readings import L, P, article, block, claim, harbour, item
from .stage import Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

Snapshot = Callable[..., bool]


def test_an_article_with_every_kind_of_block_and_source(snap_compare: Snapshot) -> None:
    assert snap_compare(Stage(harbour()), terminal_size=(120, 40))


def test_a_small_light_terminal_with_a_nested_claim_focused(snap_compare: Snapshot) -> None:
    async def go(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Stage)
        app.claims.focus()
        app.claims.move(2)
        app.claims.mark_and_advance()
        await pilot.pause()

    assert snap_compare(Stage(harbour(), theme="newsterm-light"), terminal_size=(80, 24), run_before=go)


def test_wide_combining_and_emoji_text(snap_compare: Snapshot) -> None:
    from newsterm.model import Kind, Reading

    story = article(
        block(P, "政府は港の再開を準備していると関係者が語った。数週間以内に再開する見通しだという。"),
        block(P, "Cafe\u0301 owners 👩\u200d🍳 said the re\u0301ouverture was “très bien” 👍🏽 ❤\ufe0f."),
        block(L, "항만 당국은 일자리 300개를 기대한다", marker="1."),
        title="港口重新開放 — 再開へ",
    )
    marked = (
        claim(story.text, "a", "港の再開を準備している", kind=Kind.UNNAMED_PERSON, cue="語った", source="関係者"),
        claim(story.text, "b", "the re\u0301ouverture was “très bien”", source="owners", cue="said", kind=Kind.GROUP),
        claim(story.text, "c", "일자리 300개", kind=Kind.ORGANISATION, tags=("확인",)),
    )
    reading = Reading(item=item(title="港口"), article=story, claims=marked)
    assert snap_compare(Stage(reading), terminal_size=(80, 24))


def test_the_claim_card(snap_compare: Snapshot) -> None:
    async def go(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(ClaimCard(harbour().claims[0], harbour(), number=1))
        await pilot.pause()

    assert snap_compare(Stage(harbour()), terminal_size=(100, 34), run_before=go)
