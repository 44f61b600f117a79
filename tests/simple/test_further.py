"""What is asked for less often: links, browsers, commands, panes without panes, questions without an answer."""

from __future__ import annotations

import shlex
import sys
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import BlockKind, Link, Span, TagEdit, Target
from newsterm.settings import Command, Settings
from newsterm.store import Store
from newsterm.ui.places import LeftOff
from newsterm.ui.views import Showing, View, ViewKind
from tests.ui.panes.readings import article, block
from tests.ui.shell.world import FIRST, NOW, POST, TITLES, bring, entry, key_of

from .script import BREAK, Script, last, talk

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library

SECOND = key_of(TITLES[1][1])


def with_links(path: Path) -> None:
    """The second item has two links, one of them no web page."""
    text = "The timetable and the mail address of the port."
    links = (
        Link(span=Span(4, 13), url="https://port.example/timetable"),
        Link(span=Span(22, 34), url="mailto:port@port.example"),
    )
    made = article(block(BlockKind.PARAGRAPH, text, links=links))
    with Store.open(path, now=NOW) as store:
        store.save_article(SECOND, made, [], claims_extractor="test")


def with_browser(path: Path) -> tuple[Settings, Path]:
    """A browser that writes down the address."""
    opened = path.parent / "opened"
    code = f"import sys; open({str(opened)!r}, 'w').write(sys.argv[1])"
    settings = Settings()
    return replace(settings, open=replace(settings.open, browser=(sys.executable, "-c", code, "{url}"))), opened


def soon(path: Path) -> str:
    for _ in range(200):
        if path.exists() and path.read_text():
            break
        time.sleep(0.02)
    return path.read_text()


def test_links_are_listed_and_opened_by_number(library: Library, path: Path) -> None:
    with_links(path)
    settings, opened = with_browser(path)
    heard = talk(library, "2", "links", "1", "f 2", "f 3", settings=settings).answers()
    assert heard[2][0] == "1. timetable, port.example."
    assert heard[3] == ["Opened in the browser: port.example."]
    assert heard[4] == ["The link is not opened: mailto is not http or https."]
    assert heard[5] == ["There is no link 3: the article has 2."]
    assert soon(opened) == "https://port.example/timetable"


def test_the_page_of_an_item_is_opened(library: Library, path: Path) -> None:
    settings, opened = with_browser(path)
    assert last(library, "o 2", settings=settings) == ["Opened in the browser: news.example."]
    assert soon(opened) == library.item(SECOND).entry.link


def test_a_claim_is_piped_as_json_and_a_failing_command_says_so(library: Library) -> None:
    code = "import json, sys; print(len(json.load(sys.stdin))); sys.exit(3)"
    line = f"pipe json {shlex.join([sys.executable, '-c', code])}"
    heard = last(library, "1", "claim 2", line)
    assert heard[0] == "1"
    assert heard[1].endswith("ended with 3.")
    assert last(library, "| no-such-command-anywhere")[0].startswith("no-such-command-anywhere could not be started")


def test_panes_are_gone_through_though_none_is_seen(library: Library) -> None:
    script = talk(library, "l", "1", "h", "l", "l", "h", "h", "tab")
    heard = script.answers()
    assert heard[1] == ["No article is open; a number opens an item."]
    assert heard[3][0].startswith("1. Harbour Post")
    assert heard[4][0].startswith("Ministers weigh")
    assert script.prompts[5:7] == ["claim 1: ", "article: "]
    assert heard[6] == ["In the article, paragraph 1 of 12."]


def test_tags_are_said_with_their_slots(library: Library) -> None:
    library.edit_tags(Target.ENTRY, [FIRST], TagEdit(add=("harbour",)))
    heard = last(library, "t")
    assert heard[0] == "Here: tag harbour."
    assert heard[1] == "Tags: read-later, slot 1; important, slot 2; follow-up, slot 3; archive, slot 4; harbour."
    assert last(library, "1", "claim 1", "tags")[0] == "1. tag harbour."


def test_a_question_that_gets_no_answer_changes_nothing(library: Library) -> None:
    for line in ("/", "find", "+", "-", "|", "a", "rename-feed coastal", ":"):
        talk(library, "1", "+kept", line, BREAK)
        undone = library.undo()
        assert undone is not None
        assert undone.label == 'tagged 1 item "kept"'


def test_what_is_typed_as_an_answer_counts(library: Library) -> None:
    assert last(library, "1", "find", "zebra") == ['"zebra" does not stand in this article.']
    assert last(library, "filter", "port")[0].startswith("All, filter port")
    assert last(library, ":", "where")[0].startswith("All: 8 items")
    assert last(library, "1", "+", "a, b")[0].startswith('tagged 1 item "a", "b"')


def test_less_sure_claims_are_told_at_a_key(library: Library) -> None:
    settings = replace(Settings(), claims=replace(Settings().claims, sure=0.9))
    heard = talk(library, "1", "]", "c", "]", settings=settings).answers()
    assert "No claim is sure enough to be told. 10 less sure left out, c tells them." in heard[1]
    assert heard[3] == ["All claims are told, however sure they are."]
    assert heard[4][0].startswith("Claim 1:")


def test_ends_are_said(library: Library) -> None:
    heard = talk(library, "1", "G", "j", "top", "k", "b", "claim 10", "]", "claim 1", "[").answers()
    assert heard[3][0].startswith("End of the article.")
    assert heard[5] == heard[6] == ["This is the beginning."]
    assert heard[8] == ["This is the last claim."]
    assert heard[10] == ["This is the first claim."]


def test_what_is_for_a_screen_says_so(library: Library) -> None:
    assert last(library, "m") == last(library, "M")
    assert "no screen" in last(library, "m")[0]


def test_a_view_that_is_gone_or_can_not_be_read_is_said_and_everything_shown(library: Library) -> None:
    gone = Showing(view=View(kind=ViewKind.SAVED, value="Ports", title="Ports"))
    LeftOff(showing=gone).remember(library)
    heard = talk(library).answers()[0]
    assert 'The view "Ports" is not there any more; this is everything.' in heard
    assert "All: 8 items, 8 unread." in heard


def test_a_long_answer_waits_for_an_empty_line(library: Library) -> None:
    heard = talk(library, script=Script("help", "", "where", "", height=12, width=80)).answers()
    assert len(heard[1]) <= 12
    assert heard[1][-1].endswith(" lines more; an empty line goes on.")
    assert heard[2] != heard[1]
    assert heard[4][0].startswith(("Items", "This is the end"))


def test_failures_of_rounds_nobody_asked_for_are_one_line(library: Library, path: Path) -> None:
    from newsterm.events import FeedPolled, Notice, Outcome

    from .test_article import Background

    background = Background(path)
    background.tell(
        FeedPolled(feed="Coastal", outcome=Outcome.FAILED, reason="no answer", done=1, due=2),
        FeedPolled(feed="Daily Ledger", outcome=Outcome.FAILED, reason="no answer", done=2, due=2),
        Notice(text="that was it"),
    )
    script = Script("where", "where")
    asked = script.ask

    def ask(prompt: str) -> str:
        time.sleep(0.05)  # it is told on another thread
        return asked(prompt)

    script.ask = ask  # type: ignore[method-assign]
    said = talk(library, script=script, backstage=background).said
    assert said.count("2 feeds failed; feeds says why.") == 1


def test_a_text_that_nothing_prepares_says_so(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry("Fresh", 0.2))
    heard = talk(library, "list 1", "1").answers()
    assert heard[2][0] == "Fresh."
    assert heard[2][-1] == "Its text is not prepared, and nothing prepares it here; newsterm poll does."


def test_commands_of_the_settings_are_run_by_name_with_numbers(library: Library) -> None:
    code = "import os; print(os.environ['NEWSTERM_TITLE']); print('two')"
    note = Command(run=(sys.executable, "-S", "-E", "-c", code), then=("tag:noted",), key="f5", title="Note it")
    who = Command(run=("true",), on="claim")
    settings = replace(Settings(), commands={"jot": note, "who": who, "no": Command(run=("false",), confirm=True)})
    heard = talk(library, "jot 2", "who", "no", "n", "no", "y", "help jot", "1", "claim 1", "who", settings=settings)
    told = heard.answers()
    assert told[1] == [TITLES[1][1], 'tagged 1 item "noted": Port may reopen within weeks; z undoes it.']
    assert told[2] == ["who: only at a claim."]
    assert any("ended with 1" in line for answer in told for line in answer)
    assert any(line.startswith("jot: Run") for answer in told for line in answer)
    assert library.item(SECOND).state.tags == ("noted",)


def test_a_bookmark_says_what_to_set(library: Library) -> None:
    assert "commands.bookmark.run" in last(library, "B")[0]
