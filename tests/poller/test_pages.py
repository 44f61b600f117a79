"""Whose text an opened entry shows, when its page is asked, and what stays of a page that changed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from newsterm.events import EntryPrepared, Notice
from newsterm.library import Library
from newsterm.model import Edit
from newsterm.poller.prepare import Preparer
from newsterm.poller.round import run_round
from newsterm.settings import FeedSettings
from tests.newsserver import Answer, NewsServer
from tests.poller.room import NOW, SETTINGS, Clock, Room, follow

if TYPE_CHECKING:
    from newsterm.model import Reading
    from newsterm.poller.desk import Desk

STORY = (
    "The harbour board of Vellmar voted on Tuesday to close the eastern pier for the winter after divers found cracks.",
    "The chair of the board, Ingrid Sol, told reporters that she would rather lose a season than a ferry.",
    "Two members of the board voted against it. One of them said the cracks had been known for years and years.",
    "The ferry to the outer islands will leave from the western quay until further notice, the company said.",
)
SUMMARY = "The harbour board of Vellmar voted on Tuesday to close the eastern pier."
WHOLE = "".join(f"<p>{text} {text.lower()}</p>" for text in STORY)


def page(*paragraphs: str, head: str = "", tail: str = "") -> Answer:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    story = f"<article><h1>Pier closed</h1>{body}</article>"
    html = f"<html><head><title>Pier closed</title>{head}</head><body>{story}{tail}</body></html>"
    return Answer(200, html.encode(), {"Content-Type": "text/html; charset=utf-8"})


def feed(link: str, text: str = SUMMARY, *, updated: str = "") -> Answer:
    stamp = f"<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>{updated}</atom:updated>" if updated else ""
    body = (
        "<rss version='2.0'><channel><title>Vellmar Courier</title><item><title>Pier closed</title>"
        f"<guid isPermaLink='false'>pier</guid><link>{link}</link><description><![CDATA[{text}]]></description>{stamp}"
        "<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    return Answer(200, body.encode(), {"Content-Type": "application/rss+xml"})


class Desked:
    """A feed of one entry with a page, polled once, and a preparer."""

    def __init__(self, desk: Desk, server: NewsServer) -> None:
        self.desk, self.server = desk, server
        self.preparer = Preparer(desk)

    @property
    def entry(self) -> str:
        (item,) = self.desk.store.listing(None, now=NOW).rows(0, 2)
        return str(item.id)

    async def poll(self) -> None:
        await run_round(self.desk, [self.server.url + "/feed"])
        await self.preparer.all_waiting()

    async def changes(self, text: str) -> None:
        """The feed tells the story in other words, three hours later."""
        self.server.serve("/feed", feed(self.server.url + "/story", text))
        clock = self.desk.clock
        assert isinstance(clock, Clock)
        clock.now += timedelta(hours=3)
        await self.poll()

    async def open(self, **how: bool) -> Reading:
        await self.preparer.opened(self.entry, **how)
        return self.reading()

    def reading(self) -> Reading:
        found = self.desk.store.reading(self.entry)
        assert found is not None
        return found

    @property
    def asked(self) -> int:
        return len(self.server.asked("/story"))


def text_of(reading: Reading) -> str:
    assert reading.article is not None
    return reading.article.text


def set_up(room: Room, server: NewsServer, *pages: Answer, text: str = SUMMARY, **settings: Any) -> None:
    link = server.serve("/story", *pages)
    address = server.serve("/feed", feed(link, text))
    if settings:
        room.settings = replace(SETTINGS, feeds={address: FeedSettings(**settings)})


async def begin(desk: Desk, server: NewsServer) -> Desked:
    follow(desk, server.url + "/feed")
    there = Desked(desk, server)
    await there.poll()
    return there


async def test_an_opened_summary_gives_way_to_the_page_and_the_page_is_asked_once(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert text_of(there.reading()) == SUMMARY
        assert text_of(await there.open()) == "\n\n".join(STORY)
        await there.open()
        assert there.asked == 1
    assert Notice(text="Reading the page at 127.0.0.1…") in room.told


async def test_a_feed_that_has_the_whole_text_needs_no_page(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), text=WHOLE)
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        assert there.asked == 0


async def test_the_whole_text_is_read_all_the_same_when_a_person_wants_the_page(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY, "And a fifth thing happened that only the page tells."), text=WHOLE)
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open(page=True)
        assert there.asked == 1


async def test_a_feed_whose_text_is_wanted_is_never_asked_for_pages(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), text="<p>Only this.</p>", full_text=True)
    room.settings = replace(room.settings, feeds={k: replace(v, text="feed") for k, v in room.settings.feeds.items()})
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert text_of(await there.open()) == "Only this."
        assert there.asked == 0


async def test_a_feed_whose_pages_are_wanted_shows_them_though_its_own_text_is_longer(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY), text=WHOLE)
    room.settings = replace(SETTINGS, feeds={server.url + "/feed": FeedSettings(text="page")})
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert text_of(await there.open()) == "\n\n".join(STORY)


async def test_a_selector_says_which_part_of_a_page_is_the_article(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY, tail="<div class='poem'><p>Sea.</p><p>Ice.</p></div>"), selector=".poem")
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert text_of(await there.open()) == "Sea.\n\nIce."


async def test_a_selector_that_finds_nothing_is_told_and_the_feeds_text_shown(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), selector="#no-such")
    async with room.desk() as desk:
        there = await begin(desk, server)
        reading = await there.open()
        assert text_of(reading) == SUMMARY
        assert reading.note is not None
        assert '"#no-such"' in reading.note


@pytest.mark.parametrize(("text", "asked"), [(SUMMARY, 1), (WHOLE, 0)], ids=["summaries", "whole texts"])
async def test_a_feed_set_so_has_the_pages_of_its_summaries_read_when_it_is_polled(
    room: Room, server: NewsServer, text: str, asked: int
) -> None:
    set_up(room, server, page(*STORY), text=text, full_text=True)
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert there.asked == asked
        assert len(text_of(there.reading())) > len(SUMMARY)


async def test_a_page_that_is_not_to_be_had_is_not_asked_for_again(room: Room, server: NewsServer) -> None:
    set_up(room, server, Answer(404))
    async with room.desk() as desk:
        there = await begin(desk, server)
        for _ in range(2):
            reading = await there.open()
        assert there.asked == 1
        assert reading.note is not None
        assert "404" in reading.note
        assert reading.note.endswith("This is the feed's text.")


async def test_a_page_that_could_not_be_reached_is_asked_for_when_the_entry_is_opened_again(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, Answer(500), page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        assert text_of(await there.open()) == SUMMARY
        room.clock.now += timedelta(hours=2)
        reading = await there.open()
        assert (text_of(reading), reading.note) == ("\n\n".join(STORY), None)


async def test_a_page_behind_a_login_leaves_the_feeds_text_and_says_so(room: Room, server: NewsServer) -> None:
    wall = b"<html><body><form><input type='password'></form><p>Please log in.</p></body></html>"
    set_up(room, server, Answer(200, wall, {"Content-Type": "text/html"}))
    async with room.desk() as desk:
        there = await begin(desk, server)
        for _ in range(2):
            reading = await there.open()
        assert text_of(reading) == SUMMARY
        assert reading.note is not None
        assert "login" in reading.note
        assert there.asked == 1


async def test_an_entry_without_a_link_has_no_page_and_a_person_who_wants_it_is_told(
    room: Room, server: NewsServer
) -> None:
    server.serve("/feed", feed(""))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        await there.open(page=True)
    assert [e for e in room.told if isinstance(e, Notice) and "no page" in e.text]


LATER = (*STORY[:3], "The ferry to the outer islands will leave from the northern quay until Friday, the company said.")


async def test_a_page_is_read_again_once_the_feeds_words_changed_and_what_it_said_is_kept(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY), page(*LATER))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        await there.changes(SUMMARY + " It changed its mind.")
        assert there.asked == 1  # nobody has opened it since
        assert text_of(await there.open()) == "\n\n".join(LATER)
        await there.open()
        assert there.asked == 2
        entry = there.entry
    with Library.open(room.paths.store) as library:
        assert library.item(entry).revisions == 2  # the feed's words, and the page's
        before, after = library.versions(entry)
        assert (before.paragraphs, after.paragraphs) == (STORY, LATER)
        assert before.until == NOW + timedelta(hours=3)
        difference = library.difference(before, after)
        changed = [p for p in difference.passages if p.is_changed]
        assert [s.text for p in changed for s in p.stretches if s.edit is Edit.ADDED] == ["northern", "Friday"]
        assert difference.words == "2 words added, 3 removed"


async def test_a_feed_that_polls_its_pages_reads_a_changed_one_by_itself(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), page(*LATER), full_text=True)
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.changes(SUMMARY + " It changed its mind.")
        assert there.asked == 2
        assert text_of(there.reading()) == "\n\n".join(LATER)


async def test_a_summary_that_counts_comments_costs_no_requests_while_nobody_reads(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        for count in range(3):
            await there.changes(f"{SUMMARY} {count} comments")
        assert there.asked == 1
        assert text_of(there.reading()) == "\n\n".join(STORY)


async def test_a_passing_failure_does_not_end_the_wish_to_read_a_changed_page(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), Answer(500), page(*LATER))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        await there.changes(SUMMARY + " It changed its mind.")
        assert text_of(await there.open()) == "\n\n".join(STORY)
        room.clock.now += timedelta(hours=3)
        assert text_of(await there.open()) == "\n\n".join(LATER)


async def test_another_selector_is_no_change_of_the_story(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY, tail="<div class='poem'><p>Sea.</p></div>"))
    async with room.desk() as desk:
        await (await begin(desk, server)).open()
    room.settings = replace(SETTINGS, feeds={server.url + "/feed": FeedSettings(selector=".poem")})
    async with room.desk() as desk:
        there = Desked(desk, server)
        assert text_of(await there.open()) == "Sea."
        assert there.reading().item.revisions == 0
        entry = there.entry
    with Library.open(room.paths.store) as library:
        assert len(library.versions(entry)) == 1


async def test_a_page_that_gives_way_to_the_feeds_text_is_known_when_it_comes_back(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY), page(*LATER))
    address = server.url + "/feed"
    async with room.desk() as desk:
        await (await begin(desk, server)).open()
    room.settings = replace(SETTINGS, feeds={address: FeedSettings(text="feed")})
    async with room.desk() as desk:
        reading = await Desked(desk, server).open()
        assert (text_of(reading), reading.item.revisions) == (SUMMARY, 0)
    room.settings = SETTINGS
    async with room.desk() as desk:
        there = Desked(desk, server)
        assert text_of(await there.open()) == "\n\n".join(LATER)
        entry = there.entry
    with Library.open(room.paths.store) as library:
        assert [v.paragraphs for v in library.versions(entry)] == [STORY, LATER]


async def test_a_page_that_shows_something_else_does_not_take_the_text_away(room: Room, server: NewsServer) -> None:
    wall = "We and our 812 partners store and access information on devices to show personal content and to learn more."
    set_up(room, server, page(*STORY), page(wall))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        reading = await there.open(page=True)
        assert text_of(reading) == "\n\n".join(STORY)
        assert reading.note == "The page no longer shows what it did; this is its text as it was."
        assert reading.item.revisions == 0


async def test_a_date_in_the_future_does_not_have_the_page_read_again_and_again(room: Room, server: NewsServer) -> None:
    link = server.serve("/story", page(*STORY))
    server.serve("/feed", feed(link, updated="2027-11-24T11:00:00Z"))
    async with room.desk() as desk:
        there = await begin(desk, server)
        for _ in range(3):
            await there.open()
        assert there.asked == 1


async def test_what_is_prepared_in_the_background_is_not_prepared_for_a_reader_as_well(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY), full_text=True)
    async with room.desk() as desk:
        follow(desk, server.url + "/feed")
        await run_round(desk, [server.url + "/feed"])
        there = Desked(desk, server)
        await asyncio.gather(there.preparer.all_waiting(), there.open())
        assert there.asked == 1


async def test_a_page_with_the_same_words_in_other_markup_is_no_revision(room: Room, server: NewsServer) -> None:
    marked = [text.replace("voted", "<em>voted</em>").replace(" ", "\n ", 1) for text in STORY]
    set_up(room, server, page(*STORY), page(*marked, tail="<aside>12 comments</aside>"))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        await there.open(page=True)
        assert there.asked == 2
        assert there.reading().item.revisions == 0


async def test_a_story_that_its_feed_says_was_updated_is_read_again_when_it_is_opened(
    room: Room, server: NewsServer
) -> None:
    set_up(room, server, page(*STORY), page(*STORY, "It was later found that nothing had happened to the pier at all."))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        server.serve("/feed", feed(server.url + "/story", updated="2026-11-24T11:00:00Z"))
        room.clock.now += timedelta(hours=3)
        await there.poll()
        assert there.asked == 1
        assert "nothing had happened" in text_of(await there.open())
        await there.open()
        assert there.asked == 2


async def test_a_page_that_asks_for_a_subscription_later_does_not_take_the_text_away(
    room: Room, server: NewsServer
) -> None:
    locked = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    set_up(room, server, page(*STORY), page(*STORY[:2], head=locked))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        reading = await there.open(page=True)
        assert text_of(reading) == "\n\n".join(STORY)
        assert reading.item.revisions == 0


async def test_a_page_that_is_gone_later_does_not_take_the_text_away(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY), Answer(410))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        reading = await there.open(page=True)
        assert text_of(reading) == "\n\n".join(STORY)
        assert reading.note is not None
        assert reading.note.endswith("This is the page's text as it was.")


async def test_a_later_extractor_does_not_ask_for_the_pages_again(
    room: Room, server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(room, server, page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
        monkeypatch.setattr("newsterm.articles.EXTRACTOR", "newsterm-articles 999")
        assert await there.preparer.all_waiting() == 1
        assert await there.preparer.all_waiting() == 0
        assert there.asked == 1
        assert text_of(there.reading()) == "\n\n".join(STORY)


async def test_another_wish_is_met_when_the_entry_is_opened(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        await there.open()
    room.settings = replace(SETTINGS, feeds={server.url + "/feed": FeedSettings(text="feed")})
    async with room.desk() as desk:
        assert text_of(await Desked(desk, server).open()) == SUMMARY


async def test_an_entry_that_is_opened_twice_at_once_is_prepared_once(room: Room, server: NewsServer) -> None:
    set_up(room, server, page(*STORY))
    async with room.desk() as desk:
        there = await begin(desk, server)
        room.told.clear()
        await asyncio.gather(there.open(), there.open())
        assert there.asked == 1
        assert sum(isinstance(e, EntryPrepared) for e in room.told) == 1
