"""Every key of the key table does what the table says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.library import Library
from newsterm.model import Article, Block, BlockKind, Link, Span, Target
from newsterm.settings import Claims, Settings
from newsterm.store import Store
from newsterm.ui.action import Where
from tests.ui.panes.stage import shown

from .world import COAST, FIRST, LEDGER, NOW, POST, TITLES, QuietBackstage, key_of, reader, screen_text, settled, write

if TYPE_CHECKING:
    from pathlib import Path


NAMES = [title for _, title, _ in TITLES]


async def test_j_and_k_and_the_arrows_move_the_cursor(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "down", "j", "k", "up")
        assert app.main.feed.row == 1


async def test_moving_past_an_end_stays_there(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("k")
        assert app.main.feed.row == 0
        await pilot.press("G", "j", "j")
        assert app.main.feed.row == len(NAMES) - 1


@pytest.mark.parametrize(("keys", "row"), [(["G"], 7), (["end"], 7), (["G", "g"], 0), (["G", "home"], 0)])
async def test_g_and_home_go_to_the_top_and_the_others_to_the_bottom(
    library: Library, keys: list[str], row: int
) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        assert app.main.feed.row == row


async def test_half_pages_and_pages_move_further(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 14)) as pilot:
        await pilot.press("ctrl+d")
        half = app.main.feed.row
        assert half > 1
        await pilot.press("ctrl+u")
        assert app.main.feed.row == 0
        await pilot.press("pagedown")
        assert app.main.feed.row > half
        await pilot.press("pageup")
        assert app.main.feed.row == 0


async def test_h_l_and_tab_go_from_pane_to_pane(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        seen = [app.main.where]
        for key in ("l", "tab", "tab", "shift+tab", "h", "left", "right"):
            await pilot.press(key)
            seen.append(app.main.where)
        f, a, c = Where.FEED, Where.ARTICLE, Where.CLAIMS
        assert seen == [f, a, c, f, c, a, f, a]


async def test_enter_opens_the_item_marks_it_read_and_goes_to_the_article(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        assert app.main.reading is not None
        assert app.main.reading.item.id == FIRST
        assert app.main.where is Where.ARTICLE
        assert library.item(FIRST).state.read


async def test_moving_the_cursor_marks_nothing_read(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "G", "g")
        assert library.count("is:read") == 0


async def test_capital_j_and_k_scroll_the_article_from_any_pane(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(100, 12)) as pilot:
        await pilot.press("enter", "h", "J", "J")
        assert app.main.where is Where.FEED
        assert app.main.article.scroll_offset.y > 0
        await pilot.press("K", "K")
        assert app.main.article.scroll_offset.y == 0


async def test_space_pages_the_article_and_at_its_end_opens_the_next_unread(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(100, 14)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "space")
        assert app.main.article.scroll_offset.y > 0
        for _ in range(12):
            await pilot.press("space")
        assert app.main.reading is not None
        assert app.main.reading.item.id != FIRST


async def test_b_pages_back(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(100, 14)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "space", "b")
        assert app.main.article.scroll_offset.y == 0


async def test_n_and_p_go_to_unread_items(library: Library) -> None:
    library.set_read([key_of(NAMES[1]), key_of(NAMES[2])])
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        assert app.main.feed.row == 3
        await pilot.press("p")
        assert app.main.feed.row == 0
        await pilot.press("p")
        assert app.main.status.message == "No unread item above."


async def test_n_outside_feed_opens_what_it_finds(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "n")
        assert app.main.reading is not None
        assert app.main.reading.item.id == key_of(NAMES[1])


async def test_capital_n_and_p_go_to_unread_items_of_other_feeds(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "N")
        assert app.main.feed.item is not None
        assert app.main.feed.item.feed == COAST
        await pilot.press("P")
        assert app.main.feed.item.feed == LEDGER


async def test_brackets_go_from_claim_to_claim_and_both_panes_follow(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        first = app.main.claims.cursor_id
        await pilot.press("right_square_bracket")
        second = app.main.claims.cursor_id
        assert second != first
        assert app.main.article.claim_id == second
        await pilot.press("left_square_bracket")
        assert app.main.claims.cursor_id == first


async def test_enter_on_a_claim_goes_to_its_sentence_and_again_to_its_card(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "l", "j", "enter")
        assert app.main.article.claim_id == app.main.claims.cursor_id
        assert app.screen is app.main
        await pilot.press("enter")
        assert type(app.screen).__name__ == "ClaimCard"
        await pilot.press("escape")
        assert app.screen is app.main


# -- marking -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("digit", "tag"), [("1", "read-later"), ("2", "important"), ("4", "archive")])
async def test_a_digit_toggles_the_tag_of_its_slot_on_the_item(library: Library, digit: str, tag: str) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(digit)
        assert library.item(FIRST).state.tags == (tag,)
        assert app.main.status.message == f'tagged 1 item "{tag}" · z undoes it'
        await pilot.press(digit)
        assert library.item(FIRST).state.tags == ()


async def test_in_the_article_a_digit_tags_the_item(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "2")
        assert library.item(FIRST).state.tags == ("important",)


async def test_in_claims_a_digit_tags_the_claim(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "l", "1")
        assert library.tags(Target.CLAIM) == (("check", 1),)
        assert library.item(FIRST).state.tags == ()
        assert app.main.status.message == 'tagged 1 claim "check" · z undoes it'


async def test_an_empty_slot_says_so(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7")
        assert app.main.status.message.startswith("Slot 7 is empty for items")


async def test_zero_takes_the_tags_of_all_slots_away(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "2", "0")
        assert library.item(FIRST).state.tags == ()


async def test_verbs_act_on_the_marked_rows_if_there_are_any(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "x", "j", "2")
        assert library.count("tag:important") == 2
        assert app.main.feed.item is not None
        assert app.main.feed.item.state.tags == ()
        await pilot.press("X", "2")
        assert library.count("tag:important") == 3


async def test_the_tag_menu_tags_by_one_letter_and_t_again_takes_away(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("t", "i")
        assert library.item(FIRST).state.tags == ("important",)
        await pilot.press("t", "t", "i")
        assert library.item(FIRST).state.tags == ()


async def test_a_typed_name_in_the_tag_menu_makes_a_new_tag(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("t", "enter")
        await write(pilot, "harbours")
        await pilot.press("enter")
        assert library.item(FIRST).state.tags == ("harbours",)


async def test_plus_and_minus_tag_by_name_with_completion(library: Library) -> None:
    library.toggle_tag(Target.ENTRY, [key_of(NAMES[3])], "grain")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("+")
        await write(pilot, "gra")
        await pilot.pause(0.1)
        await pilot.press("tab", "enter")
        assert library.item(FIRST).state.tags == ("grain",)
        await pilot.press("-")
        await write(pilot, "grain")
        await pilot.press("enter")
        assert library.item(FIRST).state.tags == ()


async def test_the_full_stop_repeats_the_last_tag_action(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(".")
        assert app.main.status.message == "No tag action to repeat yet."
        await pilot.press("3", "j", ".")
        assert library.count("tag:follow-up") == 2


async def test_s_stars_and_unstars(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        assert library.item(FIRST).state.starred
        await pilot.press("s")
        assert not library.item(FIRST).state.starred


async def test_r_and_u_mark_read_and_unread(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        assert library.item(FIRST).state.read
        await pilot.press("u")
        assert not library.item(FIRST).state.read


async def test_capital_a_asks_before_it_marks_all_read(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", "n")
        assert library.count("is:unread") == len(NAMES)
        await pilot.press("A", "y")
        assert library.count("is:unread") == 0
        await pilot.press("z")
        assert library.count("is:unread") == len(NAMES)


async def test_the_other_claims_keep_their_numbers_when_one_is_rejected(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "l", "j", "d")
        assert [claim.number for claim in app.main.claims._claims] == [1, *range(3, 11)]
        await pilot.press("enter", "enter")
        assert str(app.screen.query_one("VerticalScroll").border_title) == "Claim 3"
        await pilot.press("escape", "z")
        for pane in (app.main.claims, app.main.article):
            assert [claim.number for claim in pane._claims] == [*range(1, 11)]


async def test_d_rejects_a_claim_and_z_brings_it_back(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "l")
        before = library.item(FIRST).claims
        await pilot.press("d")
        assert library.item(FIRST).claims == before - 1
        await pilot.press("z")
        assert library.item(FIRST).claims == before


async def test_c_shows_the_claims_that_are_less_sure_and_hides_them_again(library: Library) -> None:
    app = reader(library, settings=replace(Settings(), claims=Claims(sure=0.9)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "10 less sure · c shows them" in " ".join(shown(app.main.claims))
        await pilot.press("c")
        assert "10 claims" in " ".join(shown(app.main.claims))
        await pilot.press("c")
        assert "10 less sure" in " ".join(shown(app.main.claims))


async def test_a_claim_that_is_tagged_is_shown_however_sure_it_is(library: Library) -> None:
    doubtful = library.reading(FIRST).claims[0].claim.id
    library.toggle_tag(Target.CLAIM, [doubtful], "check")
    app = reader(library, settings=replace(Settings(), claims=Claims(sure=0.9)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        text = " ".join(shown(app.main.claims))
        assert "1 claim " in text
        assert "9 less sure · c shows them" in text


async def test_where_no_claim_is_sure_the_next_one_is_a_key_away(library: Library) -> None:
    app = reader(library, settings=replace(Settings(), claims=Claims(sure=0.9)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "]")
        assert app.main.status.message == "No claim is shown: 10 less sure · c shows them."


async def test_d_outside_claims_says_where_it_works(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        assert app.main.status.message == "Not a claim: only in CLAIMS."


async def test_undo_goes_back_many_steps_and_redo_forward(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "s", "z")
        assert not library.item(FIRST).state.starred
        assert app.main.status.message == 'undid: starred 1 item · z again: tagged 1 item "read-later"'
        await pilot.press("z")
        assert library.item(FIRST).state.tags == ()
        await pilot.press("z")
        assert app.main.status.message == "There is nothing to undo."
        await pilot.press("ctrl+y")
        assert library.item(FIRST).state.tags == ("read-later",)


# -- finding -------------------------------------------------------------------------------------------------------


async def test_slash_filters_while_typing_and_escape_clears(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "grain")
        assert app.main.feed.count == 1
        await pilot.press("enter")
        assert app.main.feed.count == 1
        await pilot.press("escape")
        assert app.main.feed.count == len(NAMES)


async def test_escape_while_filtering_goes_back_to_the_place_before(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "/")
        await write(pilot, "grain")
        await pilot.press("escape")
        assert app.main.feed.count == len(NAMES)
        assert app.main.feed.row == 2


async def test_a_filter_that_cant_be_read_is_told_in_words_while_the_rest_counts(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "grain tga:x")
        assert app.main.feed.count == 1
        assert app.main.query_one("Prompt").has_class("-wrong")


async def test_the_switcher_shows_a_feed_a_view_or_a_tag(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await write(pilot, "coastal")
        await pilot.press("enter")
        assert app.main.feed.count == 2
        assert app.main.showing.title == "Coastal"
        await pilot.press("F")
        await write(pilot, "papers")
        await pilot.press("enter")
        assert app.main.feed.count == 6


async def test_in_the_switcher_what_begins_with_the_typed_comes_first(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await write(pilot, "post")
        await pilot.press("enter")
        assert app.main.showing.title == "Harbour Post"
        await pilot.press("ctrl+p")
        await write(pilot, "sta")
        await pilot.press("enter")
        assert app.main.status.message.startswith("starred 1 item")


async def test_capital_u_shows_unread_only_or_all(library: Library) -> None:
    library.set_read([key_of(NAMES[0])])
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("U")
        assert app.main.feed.count == len(NAMES) - 1
        await pilot.press("U")
        assert app.main.feed.count == len(NAMES)


async def test_capital_s_changes_the_order_and_keeps_the_item(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S")
        assert app.main.status.message == "oldest first"
        assert app.main.feed.cursor_id == FIRST
        assert app.main.feed.row == len(NAMES) - 1


async def test_capital_d_shows_items_in_two_lines_or_one_and_remembers_it(path: Path) -> None:
    for expected in (2, 1):
        with Library.open(path, clock=lambda: NOW) as library:
            app = reader(library)
            async with app.run_test(size=(120, 40)) as pilot:
                assert app.main.feed.lines_of_row == 3 - expected
                await pilot.press("g", "j", "j", "D")
                assert app.main.feed.row == 2
                assert app.main.feed.lines_of_row == expected
                await pilot.press("j")
                assert app.main.feed.row == 3
                shown = next(line for line in screen_text(app) if "Ministers weigh" in line)
                assert ("Harbou" in shown.partition("Ministers")[0]) == (expected == 1)


# -- outside -------------------------------------------------------------------------------------------------------


async def test_o_opens_the_page_in_the_browser(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.get", lambda: SimpleNamespace(open=lambda url: opened.append(url) or True))
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        assert opened == [library.item(FIRST).entry.link]
        assert app.main.status.message == "Opened in the browser: news.example"


async def test_y_copies_the_link_and_capital_y_the_claim(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        assert app.clipboard == library.item(FIRST).entry.link
        await pilot.press("enter", "Y")
        assert "Harbour Post" in app.clipboard
        assert app.clipboard.startswith("“")


async def test_capital_r_asks_all_feeds(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R")
        assert ("poll", tuple(sorted((POST, LEDGER, COAST)))) in backstage.asked
        assert app.main.status.message == "Asking 3 feeds…"


async def test_capital_r_leaves_paused_feeds_alone(library: Library) -> None:
    backstage = QuietBackstage()
    library.pause(library.feed(POST), library.feed(COAST))
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R")
        assert backstage.asked == [("poll", (LEDGER,))]
        library.pause(library.feed(LEDGER))
        await pilot.press("R")
        assert app.main.status.message == "Every feed is paused; L lists them."
    assert len(backstage.asked) == 1


async def test_a_adds_a_feed_by_address(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "new.example")
        await pilot.press("enter")
        assert backstage.asked == [("subscribe", "https://new.example")]


# -- the screen ----------------------------------------------------------------------------------------------------


async def test_m_gives_the_whole_screen_to_a_pane_and_back(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        assert app.main.feed.size.width > 110
        assert not app.main.article.display
        await pilot.press("m")
        assert app.main.article.display


async def test_capital_m_shows_the_article_alone(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "M")
        assert [pane.display for pane in app.main.panes.values()] == [False, True, False]
        await pilot.press("M")
        assert [pane.display for pane in app.main.panes.values()] == [True, True, True]


async def test_the_command_line_does_actions_by_name(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(":")
        await write(pilot, "star")
        await pilot.press("enter")
        assert library.item(FIRST).state.starred
        await pilot.press(":")
        await write(pilot, "stra")
        await pilot.press("enter")
        assert app.main.status.message == 'There is no action "stra". Did you mean "star"?'


async def test_the_palette_does_actions_and_shows_views(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "clear slots")
        await pilot.press("enter")
        assert app.main.status.message == "No slot's tag is set here."
        await pilot.press("ctrl+p")
        await write(pilot, "show coastal")
        await pilot.press("enter")
        assert app.main.feed.count == 2
        await pilot.press("ctrl+p")
        await write(pilot, "theme nord")
        await pilot.press("enter")
        assert app.theme == "nord"


async def test_the_question_mark_shows_help_that_is_searched_by_typing(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("?")
        await write(pilot, "furniture")
        assert type(app.screen).__name__ == "Help"
        assert "Furniture" in str(app.screen.query_one("#keys-table").content)
        assert "Half a page" not in str(app.screen.query_one("#keys-table").content)
        await pilot.press("escape")
        assert app.screen is app.main


async def test_ctrl_f_finds_words_and_the_next_keys_go_through_them(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "ctrl+f")
        await write(pilot, "port")
        await pilot.press("enter")
        number = int(app.main.status.message.split()[0])
        assert number > 2
        assert app.main.status.message == f"{number} places · ; and , go through them"
        await pilot.press(";")
        assert app.main.status.message == f"2 of {number}"
        await pilot.press("comma", "comma")
        assert app.main.status.message == f"{number} of {number}"


async def test_words_that_are_not_there_are_said_to_be_missing_and_esc_ends_the_search(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "ctrl+f")
        await write(pilot, "zzz")
        await pilot.press("enter")
        assert app.main.status.message == '"zzz" does not stand in this article.'
        await pilot.press("ctrl+f")
        await write(pilot, "port")
        await pilot.press("escape", ";")
        assert app.main.status.message == "Nothing is being looked for; Ctrl-f looks for words."


async def test_f_sets_letters_on_links_and_typing_them_follows_one(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("newsterm.ui.browser.open_page", lambda url, *_, **__: opened.append(url))
    with_links(path, "https://one.example/", "https://two.example/")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f")
        assert "[s]" in " ".join(shown(app.main.article))
        await write(pilot, "s")
        assert opened == ["https://two.example/"]
        assert app.main.status.message == "Opened in the browser: two.example"
        assert "[s]" not in " ".join(shown(app.main.article))
        await pilot.press("f", "escape")
        assert "[s]" not in " ".join(shown(app.main.article))


async def test_letters_that_no_link_has_are_said_to_be_wrong(library: Library, path: Path) -> None:
    with_links(path, "https://one.example/")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f")
        await write(pilot, "z")
        assert app.main.query_one("Prompt").has_class("-wrong")


async def test_an_article_without_links_in_sight_says_so(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "f")
        assert app.main.status.message == "No link is in sight."


def with_links(path: Path, *urls: str) -> None:
    """Give the first item an article of one line with these links."""
    words = [f"link{number}" for number in range(len(urls))]
    text = " ".join(words)
    links = tuple(
        Link(span=Span(text.index(word), text.index(word) + len(word)), url=url)
        for word, url in zip(words, urls, strict=True)
    )
    block = Block(kind=BlockKind.PARAGRAPH, text=text, start=0, end=len(text), links=links)
    with Store.open(path, now=NOW) as store:
        store.save_article(FIRST, Article(text=text, blocks=(block,), extractor="t"), (), claims_extractor="t")


async def test_a_prompt_leads_back_to_the_pane_that_asked(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("enter", "ctrl+f")
        await write(pilot, "port")
        await pilot.press("enter")
        assert app.main.where is Where.ARTICLE
        await pilot.press("l", "+")
        await write(pilot, "doubtful")
        await pilot.press("enter")
        assert app.main.where is Where.CLAIMS
        assert library.reading(FIRST).claims[0].state.tags == ("doubtful",)
        assert library.item(FIRST).state.tags == ()


async def test_w_unfolds_furniture(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("enter")
        before = app.main.article.virtual_size.height
        await pilot.press("w")
        assert app.main.article.virtual_size.height > before


async def test_q_backs_out_one_thing_at_a_time_and_then_quits(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await write(pilot, "coastal")
        await pilot.press("enter", "/")
        await write(pilot, "ferry")
        await pilot.press("enter", "enter", "m")
        await pilot.press("q")
        assert app.main.feed.display
        await pilot.press("q")
        assert app.main.where is Where.FEED
        await pilot.press("q")
        assert app.main.showing.filter == ""
        await pilot.press("q")
        assert app.main.feed.count == len(NAMES)
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert app.return_code == 0


async def test_capital_q_quits_at_once(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m", "Q")
        await pilot.pause()
        assert app.return_code == 0


async def test_ctrl_z_suspends(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    suspended: list[bool] = []
    app = reader(library)
    monkeypatch.setattr(app, "action_suspend_process", lambda: suspended.append(True))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+z")
        assert suspended == [True]
