"""The two panes on a screen: moving, entering, jumping, clicking, resizing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from newsterm.model import Kind, Reading

from .readings import P, article, block, claim, harbour, item
from .stage import Stage, shown

if TYPE_CHECKING:
    from newsterm.ui.widgets.article_pane import ArticlePane

SIZE = (90, 24)


def long_reading(paragraphs: int = 40) -> Reading:
    """Every paragraph has a claim of its own."""
    rest = "somebody said, and so on and on until the end of the line is reached."
    texts = [f"Paragraph {i} of the story: the port opens on day {i}, {rest}" for i in range(paragraphs)]
    story = article(*(block(P, text) for text in texts), title="Long")
    marked = tuple(claim(story.text, f"p{i}", f"the port opens on day {i},", cue="said") for i in range(paragraphs))
    return Reading(item=item(), article=story, claims=marked)


def lines_in_sight(pane: ArticlePane, words: str) -> bool:
    return any(words in line for line in shown(pane))


async def test_an_article_opens_at_its_title_with_its_first_claim_focused() -> None:
    app = Stage(harbour())
    async with app.run_test(size=SIZE):
        assert shown(app.article)[0].strip() == "Ministers weigh port reopening as talks resume"
        assert app.article.claim_id == app.claims.cursor_id == "c1"
        assert app.article.cursor_id == "aaaaaaaaaa"
        assert app.article.targets() == ("aaaaaaaaaa",)
        assert app.posted == []


async def test_scrolling_enters_every_claim_in_turn_and_the_claims_pane_follows() -> None:
    app = Stage(long_reading(16))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(100):
            app.article.move(1)
            await pilot.pause()
            assert app.claims.cursor_id == app.article.claim_id
            if app.article.claim_id == "p15":
                break
        assert [key for _, key in app.posted] == [f"p{i}" for i in range(1, 16)]


async def test_scrolling_back_enters_them_in_reverse() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.article.to_bottom()
        await pilot.pause()
        assert app.article.claim_id == "p39"
        app.posted.clear()
        for _ in range(300):
            app.article.move(-1)
        await pilot.pause()
        entered = [int(key[1:]) for _, key in app.posted]
        assert entered == sorted(entered, reverse=True)
        assert app.article.scroll_y == 0
        assert app.claims.cursor_id == "p0"


async def test_moving_in_the_claims_pane_brings_each_sentence_into_sight() -> None:
    app = Stage(long_reading(16))
    async with app.run_test(size=SIZE) as pilot:
        for i in range(1, 16):
            app.claims.move(1)
            await pilot.pause()
            assert app.article.claim_id == f"p{i}"
            assert lines_in_sight(app.article, f"Paragraph {i} ")
            assert app.posted[-1] == ("focused", f"p{i}")
        app.claims.move(1)
        await pilot.pause()
        assert len(app.posted) == 15


async def test_next_claim_jumps_with_context_and_ends_at_the_last() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        assert app.article.next_claim(12) == "p12"
        await pilot.pause()
        assert app.claims.cursor_id == "p12"
        assert lines_in_sight(app.article, "Paragraph 11 ")
        assert app.article.next_claim(-1) == "p11"
        assert app.article.next_claim(99) == "p39"
        assert app.article.next_claim(1) is None
        app.article.show(None)
        assert app.article.next_claim(1) is None


async def test_after_a_jump_scrolling_goes_on_from_there() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.article.next_claim(10)
        app.article.move(1)
        await pilot.pause()
        assert app.article.claim_id in {"p10", "p11"}


async def test_a_resize_keeps_the_place_and_the_focused_claim() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.article.next_claim(20)
        app.article.move(9)
        await pilot.pause()
        place, focused = app.article.place, app.article.claim_id
        for size in ((60, 20), (140, 50), (40, 10), SIZE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.article.claim_id == focused
            assert app.article.place <= place
        assert app.article.place == place


async def test_a_place_can_be_kept_and_gone_to_again() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.article.move(30)
        place = app.article.place
        assert place > 0
        app.article.to_top()
        assert app.article.place == 0
        app.article.show(long_reading())
        app.article.go_to(place)
        await pilot.pause()
        assert app.article.place == place
        assert app.claims.cursor_id == app.article.claim_id != "p0"


async def test_a_pane_that_was_never_on_the_screen_goes_to_its_place_when_it_is() -> None:
    app = Stage(long_reading())
    app.article.display = False
    async with app.run_test(size=SIZE) as pilot:
        app.article.go_to(1500)
        assert app.article.place == 1500
        app.article.display = True
        await pilot.pause()
        assert 1400 < app.article.place <= 1500


async def test_paging_tells_when_the_end_is_reached() -> None:
    app = Stage(long_reading(12))
    async with app.run_test(size=SIZE):
        pages = 0
        while app.article.page(1):
            pages += 1
        assert pages >= 1
        assert not app.article.page(1)
        assert app.article.page(-1)
        app.article.half_page(-9)
        assert not app.article.page(-1)


async def test_the_border_tells_how_far_the_text_has_been_seen() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert str(app.article.border_subtitle) == "13%"
        app.article.to_bottom()
        assert str(app.article.border_subtitle) == "100%"
        app.article.show(long_reading(2))
        assert not app.article.border_subtitle


async def test_a_click_on_a_claim_focuses_it_and_one_beside_it_does_not() -> None:
    app = Stage(harbour())
    async with app.run_test(size=SIZE) as pilot:
        row = next(i for i, line in enumerate(shown(app.article)) if "Within weeks" in line)
        column = shown(app.article)[row].index("Within")
        await pilot.click(app.article, offset=(column + 1, row + 1))
        await pilot.pause()
        assert app.posted == [("entered", "c2")]
        assert app.claims.cursor_id == "c2"
        await pilot.click(app.article, offset=(5, 1))
        await pilot.click(app.article, offset=(5, row))
        assert app.posted == [("entered", "c2")]


async def test_a_click_on_a_nested_claim_focuses_the_inner_one() -> None:
    app = Stage(harbour())
    async with app.run_test(size=(140, 40)) as pilot:
        row = next(i for i, line in enumerate(shown(app.article)) if "cranes are" in line)
        await pilot.click(app.article, offset=(shown(app.article)[row].index("cranes") + 2, row + 1))
        assert app.article.claim_id == "c4"


async def test_furniture_unfolds_by_key_and_by_click_and_folds_again() -> None:
    app = Stage(harbour())
    async with app.run_test(size=(120, 50)) as pilot:
        row = next(i for i, line in enumerate(shown(app.article)) if "furniture folded" in line)
        await pilot.click(app.article, offset=(6, row + 1))
        assert lines_in_sight(app.article, "newsletter · Sign up")
        app.article.toggle_furniture()
        assert not lines_in_sight(app.article, "Sign up")


async def test_marks_that_change_keep_the_place() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.article.next_claim(15)
        await pilot.pause()
        place = app.article.place
        tagged = tuple(replace(m, state=replace(m.state, tags=("check",))) for m in long_reading().claims)
        reading = replace(long_reading(), claims=tagged)
        app.article.refresh_marks(reading)
        app.claims.refresh_marks(reading)
        await pilot.pause()
        assert (app.article.place, app.article.claim_id, app.claims.cursor_id) == (place, "p15", "p15")
        assert any("▪check" in line for line in shown(app.claims))


async def test_a_rejected_claim_disappears_from_both_panes_and_the_next_one_has_the_cursor() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE) as pilot:
        app.claims.move(5)
        await pilot.pause()
        claims = list(long_reading().claims)
        claims[5] = replace(claims[5], state=replace(claims[5].state, rejected=True))
        reading = replace(long_reading(), claims=tuple(claims))
        app.article.refresh_marks(reading)
        app.claims.refresh_marks(reading)
        await pilot.pause()
        assert app.claims.cursor_id == app.article.claim_id == "p6"
        assert shown(app.claims)[0].strip().startswith("39 claims")
        assert not any("on day 5," in line for line in shown(app.claims))


async def test_selected_text_is_the_article_s_own_without_signs_and_line_breaks() -> None:
    app = Stage(harbour())
    async with app.run_test(size=SIZE):
        lines = shown(app.article)
        row = next(i for i, line in enumerate(lines) if "The government" in line)
        end = next(i for i, line in enumerate(lines) if "told Northwire" in line)
        start = Offset(lines[row].index("The"), row)
        stop = Offset(lines[end].index("Northwire") + len("Northwire"), end)
        text, _ = app.article.get_selection(Selection(start, stop)) or ("", "")
        assert text == (
            "The government is reportedly preparing to reopen the port within weeks, an official familiar with the "
            "plan told Northwire"
        )
        whole, _ = app.article.get_selection(SELECT_ALL) or ("", "")
        assert whole.startswith("Ministers weigh")
        assert whole.endswith("▸ 3 pieces of furniture folded")
        assert "●" not in whole


async def test_dragging_the_mouse_selects_words() -> None:
    app = Stage(harbour())
    async with app.run_test(size=SIZE) as pilot:
        row = next(i for i, line in enumerate(shown(app.article)) if "The government" in line) + 1
        column = shown(app.article)[row - 1].index("government") + 1
        await pilot.mouse_down(app.article, offset=(column, row))
        await pilot.hover(app.article, offset=(column + len("government") - 1, row))
        await pilot.mouse_up(app.article, offset=(column + len("government") - 1, row))
        await pilot.pause()
        assert (app.screen.get_selected_text() or "") == "government"
        assert "The government" in shown(app.article)[row - 1]


@pytest.mark.parametrize("theme", ["newsterm-light", "ansi-dark", "textual-dark"])
async def test_a_theme_that_changes_is_drawn_at_once(theme: str) -> None:
    app = Stage(harbour(), theme="newsterm-dark")
    async with app.run_test(size=SIZE) as pilot:
        before = list(app.article.render_line(0)), list(app.claims.render_line(0))
        app.theme = theme
        await pilot.pause()
        assert (list(app.article.render_line(0)), list(app.claims.render_line(0))) != before


async def test_the_text_stands_in_the_middle_of_a_wide_pane_and_its_width_can_change() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=(240, 30)):
        left = len(shown(app.article)[4]) - len(shown(app.article)[4].lstrip())
        assert left > 20
        assert max(len(line) for line in shown(app.article)) <= left + 80
        app.article.text_width = 40
        assert max(len(line.strip()) for line in shown(app.article)) <= 42


async def test_an_empty_pane_can_be_moved_in() -> None:
    app = Stage(None)
    async with app.run_test(size=SIZE):
        for pane in (app.article, app.claims):
            pane.move(1)
            pane.half_page(1)
            assert not pane.page(1)
            pane.to_bottom()
            pane.to_top()
            pane.mark_and_advance()
            pane.clear_marks()
            assert pane.cursor_id is None
            assert pane.targets() == ()
        assert app.article.get_selection(SELECT_ALL) is None
        assert app.posted == []
        assert "Open an item" in " ".join(shown(app.claims))


async def test_the_kinds_of_a_claim_can_be_told_apart_without_colour() -> None:
    app = Stage(harbour())
    async with app.run_test(size=(140, 60)):
        looks = {
            kind: app.article._inks((f"claim--{kind.value}",))
            for kind in (Kind.NAMED_PERSON, Kind.UNNAMED_PERSON, Kind.NONE)
        }
        attributes = {kind: (style.underline, style.underline2, style.italic) for kind, style in looks.items()}
        assert len(set(attributes.values())) == len(attributes)
