"""The list of feeds in words: how each is doing, and every verb on a feed by its number or its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.model import FeedStatus, FeedUpdate
from newsterm.store import Store
from tests.ui.shell.world import COAST, LEDGER, NOW, POST

from .script import last, talk
from .test_article import Background

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library


def failing(path: Path, url: str, **state: object) -> None:
    with Store.open(path, now=NOW) as store:
        feed = next(feed for feed in store.feeds() if feed.url == url)
        store.apply(FeedUpdate(url=url, state=replace(feed.state, **state)), now=NOW)


def test_feeds_tell_state_error_and_how_much_they_bring(library: Library, path: Path) -> None:
    failing(path, COAST, status=FeedStatus.FAILING, error="Coastal does not answer.", failures=3)
    library.pause(library.feed(LEDGER))
    heard = last(library, "L")
    assert heard[0].startswith("1. Coastal, 2 unread of 2. Failed: Coastal does not answer. 2 items in 30 days. ")
    assert heard[1] == "2. Daily Ledger, in Papers, 3 unread of 3. 3 items in 30 days. Paused."


def test_the_card_tells_what_can_be_done(library: Library, path: Path) -> None:
    failing(path, COAST, status=FeedStatus.FAILING, error="coast.example answers 404", failures=3)
    heard = last(library, "feed-card coastal")
    assert heard[:3] == ["Coastal.", "Failing.", "Coast.example answers 404."]
    assert heard[3].endswith("a adds that.")
    assert any(line.startswith("Items: 2 unread of 2") for line in heard)
    assert not set("".join(heard)) & set("▲●·→…▁")


@pytest.mark.parametrize("which", ["1", "coastal", COAST])
def test_a_feed_is_meant_by_number_name_or_address(library: Library, which: str) -> None:
    assert last(library, f"pause-feed {which}") == ['paused "Coastal"; z undoes it.']


def test_feeds_are_paused_and_resumed(library: Library) -> None:
    heard = talk(library, "pause-feed 1-2", "R", "resume-feed 1", "resume-feed 1", "pause-feed 2").answers()
    assert heard[1] == ["paused 2 feeds; z undoes it."]
    assert heard[3] == ['resumed "Coastal"; z undoes it.']
    assert heard[4] == ["It is not paused."]
    assert heard[5] == ['resumed "Daily Ledger"; z undoes it.']


def test_what_follows_a_number_is_the_title_or_the_folder(library: Library) -> None:
    talk(library, "rename-feed 1 The Coast", "move-feed 1, 2 Papers/ Local")
    assert library.feed(COAST).title == "The Coast"
    assert [library.feed(url).subscription.folder for url in (COAST, LEDGER)] == ["Papers/Local"] * 2


def test_folders_are_asked_for_and_left_again(library: Library) -> None:
    script = talk(library, "move-feed daily", "-")
    assert "Which folder? There are Papers. Nothing leaves, a minus takes out of its folder." in script.said
    assert library.feed(LEDGER).subscription.folder is None


def test_several_feeds_are_removed_after_one_question(library: Library) -> None:
    script = talk(library, "remove-feed 1 2", "y", "z")
    assert "Stop following 2 feeds and hide 5 items?" in script.said
    assert script.answers()[2] == ["removed 2 feeds; z undoes it."]


def test_a_feed_that_is_none_is_refused_in_words(library: Library) -> None:
    assert last(library, "pause-feed 9") == ["There is no feed 9; L lists them."]
    assert last(library, "pause-feed") == ["Say which feed, by its number in feeds or by its name."]
    assert last(library, "rename-feed 1-2") == ["Only one feed at a time."]
    assert last(library, "feed coastal", "pause-feed") == ['paused "Coastal"; z undoes it.']


def test_numbers_mean_the_feeds_that_were_listed(library: Library) -> None:
    heard = talk(library, "L", "rename-feed 1 Zebra", "pause-feed 1").answers()
    assert heard[3] == ['paused "Zebra"; z undoes it.']


def test_named_feeds_are_asked_though_paused_but_not_against_their_hosts(library: Library, path: Path) -> None:
    library.pause(library.feed(COAST))
    failing(path, POST, status=FeedStatus.GONE, error="gone")
    background = Background(path)
    heard = last(library, "R 1 3", backstage=background)
    assert heard[0].startswith('"Harbour Post" is not asked: ')
    assert heard[1] == "Asking 1 feed. Ctrl-C goes on without waiting."
    assert background.asked == [("poll", (COAST,))]


def test_where_all_are_paused_none_is_asked(library: Library, path: Path) -> None:
    library.pause(*library.feeds())
    assert last(library, "R", backstage=Background(path)) == ["Every feed is paused; L lists them."]
