"""An article, part by part, and its claims as sentences."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.events import EntryPrepared, FeedPolled, FeedsFound, Notice, Outcome, RoundEnded, RoundStarted, Subscribed
from newsterm.store import Store
from newsterm.ui.places import LeftOff, place_in
from tests.ui.panes.readings import harbour
from tests.ui.shell.world import FIRST, NOW, POST, TITLES, QuietBackstage, bring, entry, key_of, reader, settled

from .script import BREAK, Script, last, talk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from newsterm.events import Event
    from newsterm.library import Library

LEAD = "The government is reportedly preparing to reopen the port within weeks, an official familiar with the plan told"
CLAIM_1 = (
    "Claim 1: an official familiar with the plan, unnamed source, via Northwire, reportedly, told: preparing to reopen "
    "the port within weeks. Tag check."
)


class Background(QuietBackstage):
    """Makes the story of what is opened, and answers wishes at once."""

    def __init__(self, path: Path, *, late: bool = False) -> None:
        super().__init__()
        self._path, self._late = path, late
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, *events: Event) -> None:
        if self._loop is None:
            super().tell(*events)
        else:
            self._loop.call_soon_threadsafe(super().tell, *events)

    async def events(self) -> AsyncIterator[Event]:
        self._loop = asyncio.get_running_loop()
        async for event in super().events():
            yield event

    def prepare(self, entry_id: str, *, page: bool = False) -> None:
        super().prepare(entry_id, page=page)
        if self._late:
            return
        story = harbour()
        assert story.article is not None
        with Store.open(self._path, now=NOW) as store:
            store.save_article(entry_id, story.article, [m.claim for m in story.claims], claims_extractor="test")
        self.tell(EntryPrepared(entry=entry_id, claims=10))

    def poll(self, feeds: Sequence[str] | None = None) -> None:
        super().poll(feeds)
        self.tell(
            RoundStarted(due=2, total=3),
            FeedPolled(feed="Coastal", outcome=Outcome.FAILED, reason="Coastal does not answer.", done=1, due=2),
            FeedPolled(feed="Harbour Post", outcome=Outcome.NEW, new=2, done=2, due=2),
            RoundEnded(new=2, failed=1),
        )

    def subscribe(self, address: str) -> None:
        super().subscribe(address)
        if address.endswith("/page"):
            self.tell(FeedsFound(page=address, candidates=(("https://x.example/a", "A"), ("https://x.example/b", "B"))))
        else:
            self.tell(Subscribed(feed=address, title="The B feed"))


def test_a_number_opens_the_item_with_its_title_first(library: Library) -> None:
    heard = last(library, "1")
    assert heard[:3] == [
        "Ministers weigh port reopening as talks resume.",
        "Harbour Post, Lena Brandt.",
        "Tuesday 11 March 2025, 14:20.",
    ]
    assert heard[3].startswith("10 claims: 2 named, 1 unnamed via Northwire, 2 organisations")
    assert heard[4].startswith(LEAD)
    assert library.item(FIRST).state.read


def test_what_a_block_is_is_said_in_words(library: Library) -> None:
    heard = last(library, "1")
    assert "Heading: What it will cost." in heard
    assert "List of 3. Item 1: Dredging may take until autumn." in heard
    assert any(line.startswith("Item 3, level 2: among them") for line in heard)
    assert any(line.startswith("Quote: We never closed") for line in heard)
    code = heard.index("Code: 2 lines.")
    assert heard[code + 1] == "for quay in quays:"
    assert heard[code + 2].startswith("    print(quay.name")
    assert "Table, 3 columns, 3 rows." in heard
    assert "Row 2: Quay: Eastern; Cranes: 4; Open: 12 May." in heard
    assert heard[-1].startswith("End of the article. 3 around the story left out, w says them.")


def test_an_empty_line_reads_on_and_at_the_end_opens_the_next_unread(library: Library) -> None:
    script = talk(library, script=Script("1", *[""] * 12, height=12, width=100))
    parts = script.answers()
    assert all(len(part) <= 16 for part in parts[1:])
    ended = next(i for i, part in enumerate(parts) if part and part[-2:][0].startswith("End of the article"))
    assert parts[ended + 1][0] == "Port may reopen within weeks."


def test_j_reads_a_paragraph_and_b_goes_a_page_back(library: Library) -> None:
    heard = talk(library, script=Script("1", "g", "j", "k", "b", height=8, width=200)).answers()
    assert " ".join(heard[3]).startswith("Costs will exceed 40 million")
    assert heard[4] == ["Heading: What it will cost."]
    assert heard[5] == heard[2]


def test_furniture_is_said_when_asked_for(library: Library) -> None:
    assert last(library, "1", "w")[0] == "newsletter: Sign up for our newsletter."


def test_claims_are_told_in_full(library: Library) -> None:
    heard = last(library, "1", "slot-1", "claim 1", "1", "claims")
    assert heard[1] == CLAIM_1
    assert heard[2] == (
        "Came by an official familiar with the plan, then Northwire, then Harbour Post; hedged by reportedly; "
        "confidence 80 percent."
    )
    assert heard[3].startswith(
        "Claim 2: Transport Minister Ana Sorel, named source, said on Monday 10 March 2025, word for word: "
    )


def test_claims_are_told_in_the_text_on_request(library: Library) -> None:
    heard = last(library, "1", "inline", "top")
    assert heard[0].startswith(LEAD)
    assert heard[1].startswith("Claim 1: an official")
    assert heard[2].startswith("“Within weeks")


def test_open_goes_from_a_claim_to_its_paragraph_and_then_to_its_card(library: Library) -> None:
    heard = talk(library, "1", "claim 5", "open", "open").answers()
    assert heard[3][0].startswith("Costs will exceed 40 million, according to")
    assert "Came by: an audit report, then Harbour Post." in heard[4]
    assert "Confidence: 80 percent." in heard[4]


def test_brackets_go_from_claim_to_claim_and_the_article_follows(library: Library) -> None:
    script = talk(library, "1", "]", "]", "[", "]", "")
    assert script.prompts[2:5] == ["claim 1: ", "claim 2: ", "claim 1: "]
    assert script.answers()[6][0].startswith("“Within weeks, not months,” Transport")


def test_digits_tag_the_claim_at_hand_else_the_item(library: Library) -> None:
    heard = talk(library, "1", "1", "claim 2", "1", "z").answers()
    assert heard[2] == ['tagged 1 item "read-later"; z undoes it.']
    assert heard[4] == ['tagged 1 claim "check"; z undoes it.']
    assert heard[5] == ['undid: tagged 1 claim "check"; z again: tagged 1 item "read-later".']


def test_a_rejected_claim_is_not_told(library: Library) -> None:
    heard = talk(library, "1", "claim 2", "d", "claims").answers()
    assert heard[3] == ["rejected 1 claim; z undoes it."]
    assert heard[4][0].startswith("9 claims: ")
    assert not any("“Within weeks" in line for line in heard[4])


def test_words_are_found_paragraph_by_paragraph(library: Library) -> None:
    heard = talk(library, "1", "find THE HARBOUR", ";", "find zebra").answers()
    assert heard[2][0] == "2 places, in 2 paragraphs."
    assert heard[2][1].startswith("“Within weeks")
    assert heard[3] == ["2 of 2.", heard[3][1]]
    assert heard[3][1].startswith("Quote: We never closed the harbour.")
    assert heard[4] == ['"zebra" does not stand in this article.']


def test_the_link_is_said_and_never_copied(library: Library) -> None:
    assert last(library, "link 1")[0].startswith("https://news.example/")


def test_a_claim_is_cited(library: Library) -> None:
    assert last(library, "1", "claim 2", "Y")[0].startswith(
        "““Within weeks, not months,”” — Transport Minister Ana Sorel"
    )


def test_the_article_is_piped(library: Library) -> None:
    assert last(library, "1", "|head -n 1") == ["# Ministers weigh port reopening as talks resume"]


def test_an_article_that_is_not_ready_is_waited_for(library: Library, path: Path) -> None:
    heard = last(library, "2", backstage=Background(path))
    assert heard[0] == "Port may reopen within weeks."
    assert "Its text is being prepared." in heard
    assert any(line.startswith(LEAD) for line in heard)


def test_an_article_that_is_late_is_told_of_when_it_is_ready(library: Library, path: Path) -> None:
    background = Background(path, late=True)
    script = Script("2", "list", "article-down")
    asked = script.ask

    def ask(prompt: str) -> str:
        if prompt == "article: " and background._late:
            background._late = False
            background.prepare(key_of(TITLES[1][1]))
            time.sleep(0.05)  # it is told on another thread
        return asked(prompt)

    script.ask = ask  # type: ignore[method-assign]
    heard = talk(library, script=script, backstage=background, patience=0.1).answers()
    assert heard[1][-1] == "It is not ready yet; that is said here when it is."
    assert heard[2][-1] == "The article is ready; an empty line reads it."
    assert heard[3][0].startswith(LEAD)


def test_the_page_is_read_on_request_and_from_its_beginning(library: Library, path: Path) -> None:
    background = Background(path)
    heard = last(library, "1", "e", backstage=background)
    assert ("prepare", FIRST, True) in background.asked
    assert heard[0].startswith("10 claims")
    assert heard[1].startswith(LEAD)


def test_refreshing_says_the_beginning_failures_and_the_end(library: Library, path: Path) -> None:
    assert last(library, "R", backstage=Background(path)) == [
        "Asking 3 feeds. Ctrl-C goes on without waiting.",
        "Coastal: Coastal does not answer.",
        "Refreshed: 2 new, 1 failed.",
    ]


def test_a_feed_is_added_by_its_address(library: Library, path: Path) -> None:
    background = Background(path)
    assert last(library, "a x.example/feed", backstage=background)[-1] == 'Following "The B feed".'
    assert ("subscribe", "https://x.example/feed") in background.asked


def test_of_several_feeds_one_is_chosen_by_number(library: Library, path: Path) -> None:
    background = Background(path)
    heard = talk(library, "add x.example/page", "2", backstage=background).answers()
    assert heard[1][-2:] == ["2. B, https://x.example/b.", "a and a number follows one of them."]
    assert ("subscribe", "https://x.example/b") in background.asked


def test_what_the_background_says_is_heard_at_a_prompt(library: Library, path: Path) -> None:
    background = Background(path)
    background.tell(Notice(text="40 items dropped"))
    heard = [line for part in talk(library, "where", "R", backstage=background).answers() for line in part]
    assert "40 items dropped." in heard


def test_ctrl_c_breaks_off_what_is_said_and_nothing_else(library: Library) -> None:
    script = Script("1", "", "where", BREAK, "1")
    script.breaks_at = "Heading"
    heard = talk(library, script=script).answers()
    assert heard[1][-2:] == ["Heading: What it will cost.", "Broken off."]
    assert heard[2][0].startswith("Costs will exceed")
    assert heard[4] == ["", "Q leaves."]


def test_how_the_story_changed_is_said_in_words(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        for day in ("March", "April"):
            text = f"<p>The port opens in {day}, said Ana Sorel.</p><p>It was cold.</p>"
            update = entry(TITLES[4][1], 26, summary=text)
            bring(store, POST, replace(update, new=False, revised=True, digest=day, text_digest=day))
    assert last(library, "open 5", "v", "v 1")[0].startswith("Change 1 of 2, ")
    assert last(library, "open 5", "v")[1:] == [
        "1 word added, 1 removed.",
        "After “The port opens in”: removed: March; added: April.",
        "1 paragraph as before.",
    ]


async def test_the_place_is_the_interfaces_both_ways(library: Library) -> None:
    talk(library, script=Script("feed post", "1", "", "", height=8, width=100))
    place = place_in(library, FIRST)
    assert place
    left = LeftOff.of(library)
    assert (left.showing.title, left.cursor, left.opened) == ("Harbour Post", FIRST, FIRST)
    app = reader(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert app.main.reading is not None
        assert app.main.article.place >= place - 200
        app.main.article.go_to(0)
        await pilot.press("A", "y")
    heard = talk(library, "l").answers()
    assert heard[0][1] == "Open: Ministers weigh port reopening as talks resume; l goes on in it."
    assert heard[0][2] == "Harbour Post: 3 items, 0 unread."
    assert heard[1][1].startswith(LEAD)


def test_ascii_terminals_get_ascii(library: Library) -> None:
    script = talk(library, "1", "claims", ascii_only=True)
    assert all(line.isascii() for line in script.said)
    assert any(line.startswith('"Within weeks, not months,"') for line in script.said)


@pytest.mark.parametrize("width", [1, 20, 60])
def test_lines_end_where_the_terminal_does_and_words_are_whole(library: Library, width: int) -> None:
    script = talk(library, script=Script("1", "claims", width=width, height=200))
    for line in script.said:
        assert len(line) <= width or " " not in line or line.startswith("> ")
