"""One line that is asked for: completion, history, the command line, and what becomes of the answers."""

from __future__ import annotations

import csv
import json
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library
from newsterm.model import Enclosure, Target
from newsterm.store import Store
from newsterm.ui.action import Where
from newsterm.ui.widgets.prompt import Prompt

from .world import FIRST, NOW, POST, TITLES, bring, entry, fill, reader, seen, settled, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.ui.app import NewstermApp


def line_of(app: NewstermApp) -> str:
    return app.main.query_one(Prompt)._line.value


async def command(pilot: Pilot[None], text: str) -> None:
    await pilot.press(":")
    await write(pilot, text)
    await pilot.press("enter")


def hold_back(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, list[object]]:
    """Let searches take as long as the event is not set, and keys not wait for them; what was asked."""
    held, find, asked = threading.Event(), Library.numbers, list[object]()

    def slow(self: Library, *args: object, **options: object) -> Sequence[int]:
        asked.append(args)
        held.wait(5)
        return find(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "numbers", slow)
    monkeypatch.setattr("newsterm.ui.searching.PATIENCE", 0.001)
    return held, asked


# -- completion and history ------------------------------------------------------------------------------------------


async def test_what_is_told_of_a_line_that_has_gone_changes_nothing(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        prompt = app.main.query_one(Prompt)
        app.main.close_prompt()
        await pilot.pause()
        app.main.post_message(Prompt.Typed(prompt, "zebra"))
        await pilot.pause()
        assert app.main.showing.filter == ""
        assert app.is_running


async def test_tab_goes_through_what_completes_the_line_and_back_to_what_was_typed(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("+")
        await write(pilot, "check, f")
        lines = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            lines.append(line_of(app))
        assert lines == ["check, follow-up", "check, follow-up", "check, follow-up", "check, follow-up"]
        await pilot.press("escape", ":")
        await write(pilot, "article")
        lines = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            lines.append(line_of(app))
        assert lines == ["article-down", "article-up", "article", "article-up"]


async def test_what_would_complete_the_line_stands_beside_it(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(":")
        await write(pilot, "claims")
        hint = app.main.query_one("#prompt-hint")
        assert "claims-kind" in str(hint.render())


async def test_answers_are_remembered_over_restarts_the_last_first(path: Path) -> None:
    for number in range(2):
        with Library.open(path, clock=lambda: NOW) as library:
            app = reader(library)
            async with app.run_test(size=(120, 40)) as pilot:
                if not number:
                    await command(pilot, "sort title")
                    await command(pilot, "sort oldest")
                    continue
                await pilot.press(":", "up", "up")
                assert line_of(app) == "sort title"
                await pilot.press("down")
                assert line_of(app) == "sort oldest"


async def test_a_filter_is_completed_with_the_library_s_names(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "feed:har")
        await pilot.press("tab")
        assert line_of(app) == 'feed:"Harbour Post"'
        assert app.main.feed.count == 3


async def test_a_filter_is_completed_in_its_middle_too(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "(not is:unr) port")
        await pilot.press(*["left"] * len(") port"), "tab")
        assert line_of(app) == "(not is:unread) port"
        await write(pilot, " ")
        assert line_of(app) == "(not is:unread ) port"


# -- the command line ------------------------------------------------------------------------------------------------


async def test_a_command_is_given_what_it_takes(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "add tag budget, port")
        assert library.item(FIRST).state.tags == ("budget", "port")
        await command(pilot, "switcher coastal")
        assert app.main.showing.title == "Coastal"
        await command(pilot, "filter ferry")
        assert app.main.feed.count == 1
        await command(pilot, "sort sideways")
        assert app.main.status.message.startswith('There is no order "sideways"')
        await command(pilot, "switcher o")
        assert "may be" in app.main.status.message
        await command(pilot, "switcher harbor post")
        assert app.main.status.message.endswith('Did you mean "Harbour Post"?')


async def test_a_number_goes_to_that_row(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "4")
        assert app.main.feed.row == 3
        await command(pilot, "9999")
        assert app.main.feed.row == len(TITLES) - 1


async def test_a_theme_is_seen_while_it_is_typed_and_esc_takes_it_back(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "theme")
        await write(pilot, "nord")
        assert app.theme == "nord"
        await pilot.press("escape")
        assert app.theme == "newsterm-dark"
        await command(pilot, "theme newsterm-light")
        assert app.theme == "newsterm-light"
        await command(pilot, "theme nrd")
        assert app.main.status.message == 'There is no theme "nrd". Did you mean "nord"?'


async def test_a_tag_is_given_a_colour_at_once_and_keeps_it(path: Path) -> None:
    for number in range(2):
        with Library.open(path, clock=lambda: NOW) as library:
            app = reader(library)
            async with app.run_test(size=(160, 40)) as pilot:
                await settled(pilot)
                if number:
                    assert app.main.tag_styles.style("read-later") == "tomato"
                    await command(pilot, "tag-colour read-later")
                    assert app.main.tag_styles.style("read-later").startswith(".tag")
                    continue
                await command(pilot, "tag colour read-later tomato")
                assert app.main.feed._tag_styles.style("read-later") == "tomato"
                assert app.main.status.message == '"read-later" is tomato now.'
                await command(pilot, "tag-colour read-later tomatto")
                assert app.main.status.message.endswith('Did you mean "tomato"?')


async def test_ctrl_l_writes_all_of_the_screen_again(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        kept = list(app._shown._lines)
        app._shown._lines = [kept[0], *[None] * (len(kept) - 1)]
        await pilot.press("ctrl+l")
        await pilot.pause(0.1)
        assert all(app._shown._lines)


# -- views -----------------------------------------------------------------------------------------------------------


async def test_what_is_shown_is_kept_as_a_view_and_forgotten_and_both_are_undone(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "switcher Papers")
        await pilot.press("U", "/")
        await write(pilot, "port or grain")
        await pilot.press("enter", "V")
        await write(pilot, "The port")
        await pilot.press("enter")
        assert [view.query for view in library.views()] == ["(folder:Papers) (port or grain) (is:unread)"]
        assert app.main.showing.title == "The port"
        assert app.main.feed.count == 3
        await command(pilot, "forget-view")
        assert not library.views()
        await pilot.press("z")
        assert len(library.views()) == 1


async def test_a_view_of_the_day_goes_with_the_days(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "switcher Today")
        await command(pilot, "save-view Now")
        assert library.views()[0].query == "since:today"


# -- claims ----------------------------------------------------------------------------------------------------------


async def test_slash_in_claims_lists_what_a_query_finds_while_it_is_typed(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "l", "/")
        everything = len(app.main.claims._list.ids)
        await write(pilot, "kind:organisation")
        assert [claim.rpartition(".")[2] for claim in app.main.claims._list.ids] == ["c4", "c7"]
        await pilot.press("enter")
        assert app.main.where is Where.CLAIMS
        await pilot.press("escape")
        assert len(app.main.claims._list.ids) == everything
        await pilot.press("/")
        await write(pilot, "kind:organisation")
        await pilot.press("escape")
        assert len(app.main.claims._list.ids) == everything


async def test_claims_are_found_by_tag_and_follow_when_tags_change(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "l", "1", "j", "1", "/")
        await write(pilot, "tag:check")
        await pilot.press("enter")
        assert len(app.main.claims._list.ids) == 2
        await pilot.press("1")
        assert len(app.main.claims._list.ids) == 1


async def test_i_goes_through_the_kinds_of_source_and_ends_with_all(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        everything = app.main.claims._list.ids
        seen_kinds = []
        for _ in range(20):
            await pilot.press("i")
            if app.main.claims._list.ids == everything:
                break
            kinds = {claim.kind for claim in app.main.claims._claims if claim.id in app.main.claims._list.ids}
            assert len(kinds) == 1
            assert {c.id for c in app.main.article._claims} == set(app.main.claims._list.ids)
            seen_kinds += kinds
        assert len(seen_kinds) == len(set(seen_kinds)) > 3


async def test_without_claims_there_is_nothing_to_narrow(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("i")
        assert app.main.status.message == "No claims are listed."


# -- export ----------------------------------------------------------------------------------------------------------


async def exported(pilot: Pilot[None], file: Path) -> str:
    app = pilot.app
    await pilot.press("E")
    await write(pilot, str(file))
    await pilot.press("enter")
    await app.workers.wait_for_complete()
    await pilot.pause()
    return file.read_text()


async def test_e_writes_what_is_shown_in_the_format_that_the_name_tells(library: Library, tmp_path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        records = json.loads(await exported(pilot, tmp_path / "all.json"))
        assert [record["title"] for record in records] == [title for _, title, _ in TITLES]
        assert app.main.status.message == f"Wrote {len(TITLES)} items to {tmp_path}/all.json."
        await pilot.press("x", "j", "x")
        assert app.main.feed.marked == 2
        lines = (await exported(pilot, tmp_path / "two.jsonl")).splitlines()
        assert [json.loads(line)["title"] for line in lines] == [TITLES[2][1], TITLES[0][1]]
        rows = list(csv.DictReader((await exported(pilot, tmp_path / "claims.csv")).splitlines()))
        assert len(rows) == len(library.reading(FIRST).claims)
        assert TITLES[0][1] in await exported(pilot, tmp_path / "two.md")
        assert TITLES[2][1] in await exported(pilot, tmp_path / "two.txt")
        for ending in (".html", ".atom"):
            assert TITLES[2][1] in await exported(pilot, tmp_path / f"two{ending}")
        assert json.loads(await exported(pilot, tmp_path / "two.jsonld"))["total"] == len(rows)
        assert app.main.status.message == f"Wrote the claims of 2 items to {tmp_path}/two.jsonld."
        assert "<opml" in await exported(pilot, tmp_path / "all.opml")
        assert app.main.status.message.startswith(f"Wrote {len(library.feeds())} feeds to {tmp_path}/all.opml; ")
        assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


async def test_a_file_that_is_there_is_written_over_only_after_a_question(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "news.md"
    file.write_text("mine")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("E")
        await write(pilot, str(file))
        await pilot.press("enter", "n")
        await app.workers.wait_for_complete()
        assert file.read_text() == "mine"
        await pilot.press("E", "up", "enter", "y")
        await app.workers.wait_for_complete()
        assert file.read_text() != "mine"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is a folder; name a file in it."),
        ("news.doc", '".doc" is no format that can be written; it may end in .md, .txt, .html, '),
        ("news", "The file's name tells no format"),
        ("none/news.md", "There is no folder"),
    ],
)
async def test_where_no_file_can_be_written_that_is_said(
    library: Library, tmp_path: Path, name: str, words: str
) -> None:
    app = reader(library)
    async with app.run_test(size=(200, 40)) as pilot:
        await command(pilot, f"export {tmp_path / name}")
        assert words in app.main.status.message


# -- playing ---------------------------------------------------------------------------------------------------------


async def test_capital_o_plays_the_file_or_asks_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(tmp_path / "n.db")
    files = tuple(Enclosure(url=f"https://post.example/{n}.mp3", type="audio/mpeg", length=2**20 * n) for n in (1, 2))
    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry("One", 0.2, enclosures=files[:1]), entry("Two", 0.1, enclosures=files))
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.get", lambda: SimpleNamespace(open=lambda url: opened.append(url) or True))
    with Library.open(path, clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("O", "down", "enter", "j", "O")
            assert opened == ["https://post.example/2.mp3", "https://post.example/1.mp3"]
            assert app.main.status.message == "Playing post.example's 1.mp3"
            await pilot.press("j", "O")
            assert app.main.status.message == "Nothing to play comes with this item."


# -- what takes long -------------------------------------------------------------------------------------------------


async def test_keys_answer_while_a_filter_takes_long_and_only_the_last_answer_is_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, _ = hold_back(monkeypatch)
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "fer")
        await write(pilot, "ry")
        assert line_of(app) == "ferry"
        assert app.main.head.heading.count is None
        assert app.main.feed.count == len(TITLES)
        held.set()
        assert await seen(pilot, lambda: app.main.feed.count == 1)
        assert app.main.head.heading.count == 1


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_a_search_that_takes_long_says_so_and_escape_stops_it(
    library: Library, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    held, _ = hold_back(monkeypatch)
    monkeypatch.setattr("newsterm.ui.screens.listed._SCANNING", 0.01)
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "ferry")
        assert await seen(pilot, lambda: "scanning, Esc stops" in "".join(t for t, _ in app.main.head.heading.parts()))
        await pilot.press(*keys)
        held.set()
        await settled(pilot)
        assert (app.main.showing.filter, app.main.feed.count) == ("", len(TITLES))
        assert app.main.head.heading.count == len(TITLES)


async def test_escape_stops_looking_up_a_saved_view_and_what_was_listed_stays(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save_view("slow", "/ferry/")
    held, _ = hold_back(monkeypatch)
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "switcher slow")
        await pilot.press("escape")
        assert app.main.status.message == "Stopped; this was listed before."
        held.set()
        await settled(pilot)
        assert app.main.feed.count == len(TITLES)


async def test_a_single_letter_waits_for_the_next(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "f")
        assert app.main.feed.count == len(TITLES)
        await write(pilot, "e")
        assert app.main.feed.count == 1


async def test_tags_of_claims_are_offered_too(library: Library) -> None:
    reading = library.reading(FIRST)
    library.toggle_tag(Target.CLAIM, [reading.claims[0].claim.id], "quotable")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "tag:quo")
        await pilot.press("tab")
        assert line_of(app) == "tag:quotable"


async def test_what_was_typed_comes_back_behind_earlier_answers(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "sort title")
        await pilot.press(":")
        await write(pilot, "sta")
        await pilot.press("down")
        assert line_of(app) == "sta"
        await pilot.press("up", "down")
        assert line_of(app) == "sta"


async def test_a_sign_that_only_looks_like_a_number_is_no_row(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await command(pilot, "²")
        assert app.main.status.message == 'There is no action "²".'


async def test_a_search_that_takes_long_is_not_begun_anew_by_news(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, asked = hold_back(monkeypatch)
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/")
        await write(pilot, "ferry")
        await pilot.press("enter")
        for _ in range(3):
            app.main.note_news()
            app.main.last_key = app.main._next_reload = 0.0
            app.main.watch_library()
            await pilot.pause(0.05)
        held.set()
        assert await seen(pilot, lambda: app.main.feed.count == 1)
        assert len(asked) <= 2  # the filter, and once more for the news


async def test_a_name_that_is_too_long_for_a_file_is_said(library: Library, tmp_path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(200, 40)) as pilot:
        await command(pilot, f"export {tmp_path / ('x' * 300)}.md")
        await app.workers.wait_for_complete()
        assert "File name too long" in app.main.status.message
