"""What is said is plain: one line of words, in any locale, at any width, whatever an outlet sends."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.errors import UsageError
from newsterm.model import Block, BlockKind, Difference, Edit, Passage, Stretch, Version
from newsterm.simple.claiming import card_lines, full_lines
from newsterm.simple.commands import (
    COMMANDS,
    GO_ON,
    NUMBER,
    SCREEN_ONLY,
    SILENT,
    Vocabulary,
    begun_by_number,
    completions,
    numbers_in,
    registered,
)
from newsterm.simple.helping import help_lines
from newsterm.simple.items import item_line
from newsterm.simple.plain import folded, plain, sentence
from newsterm.simple.story import difference_lines, furniture_lines, head_lines, told_story
from newsterm.simple.talk import Talk
from newsterm.store import Store
from newsterm.ui.actions import ACTIONS
from newsterm.ui.keymap import default_keymap
from newsterm.ui.render.highlight import number_claims
from newsterm.ui.render.times import ago
from newsterm.ui.render.wrap import cells
from tests.ui.panes.readings import article, block, harbour, item
from tests.ui.shell.world import NOW, POST, bring, entry

from .script import talk

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library

HOSTILE = "\x1b[31mred\x1b]52;c;aGk=\x07 \x9b2J ─│┌█▌ \u202egnol\u2066 \x00\ud800 tab\there\r\nnew\u2028line \u200b\xad"


def is_plain(line: str) -> bool:
    drawn = any("\u2400" <= c <= "\u243f" or "\u2500" <= c <= "\u259f" for c in line)
    unsafe = any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in "\u202e\u2066\ufeff" for c in line)
    return not drawn and not unsafe


@given(st.text(max_size=60), st.booleans())
@example(HOSTILE, False)
@example(HOSTILE, True)
def test_nothing_that_is_said_commands_a_terminal_or_is_a_drawing(text: str, ascii_only: bool) -> None:
    line = plain(text, ascii_only=ascii_only)
    assert is_plain(line)
    assert line.isascii() or not ascii_only
    assert plain(line, ascii_only=ascii_only) == line


@given(st.text(alphabet="ab é界, .", max_size=80), st.integers(1, 30))
def test_lines_are_broken_between_words_alone(text: str, width: int) -> None:
    line = plain(text)
    lines = folded(line, width)
    assert " ".join(lines) == line
    assert all(cells(part) <= width or " " not in part for part in lines)


def test_ascii_keeps_what_can_be_kept() -> None:
    assert plain("“Œuvre” – “Straße”… Łódź, 5 €, ½", ascii_only=True) == '"OEuvre" - "Strasse"... Lodz, 5 EUR, 1/2'
    assert plain("東京", ascii_only=True) == "??"


def test_a_sentence_ends_once() -> None:
    assert sentence("It rains") == "It rains."
    assert sentence("“It rains.”") == "“It rains.”"
    assert sentence("Does it?") == "Does it?"
    assert sentence("") == ""


def test_ages_are_words() -> None:
    spans = (timedelta(seconds=5), timedelta(minutes=1), timedelta(hours=3), timedelta(days=900))
    assert [ago(NOW - span, NOW) for span in spans] == ["just now", "1 minute ago", "3 hours ago", "2 years ago"]


def test_a_hostile_outlet_is_heard_as_words(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry(HOSTILE, 0.5, authors=(HOSTILE,), link=f"https://x.example/{HOSTILE}"))
    library.rename(library.feed(POST), HOSTILE.replace("\x00", "").replace("\ud800", ""))
    script = talk(library, "1", "y", "q", "feeds", "F", f"/{HOSTILE}", HOSTILE, "where", "F red")
    assert all(is_plain(line) for line in script.said)


@given(st.text(max_size=40), st.sampled_from(BlockKind), st.booleans())
@settings(max_examples=60)
def test_every_text_of_a_story_is_said_on_lines_of_its_own(text: str, kind: BlockKind, furniture: bool) -> None:
    made = article(block(kind, text, furniture=furniture, marker=text[:3], label=text[:5]))
    reading = replace(harbour(), article=made, item=item(title=text, authors=(text,)), note=text)
    told = told_story(reading, made)
    lines = [*head_lines(reading, None), *furniture_lines(made), *(line for part in told for line in part.lines)]
    assert all(is_plain(plain(line)) for line in lines)


def test_lists_with_numbers_keep_them() -> None:
    made = article(block(BlockKind.LIST, "first", marker="4."), block(BlockKind.LIST, "second", marker="5."))
    reading = replace(harbour(), article=made)
    assert [part.lines for part in told_story(reading, made)] == [("List of 2. Item 4: first.",), ("Item 5: second.",)]


def test_a_table_of_one_row_and_an_empty_cell_are_said() -> None:
    made = article(
        Block(kind=BlockKind.TABLE, text="only\trow"),
        Block(kind=BlockKind.PARAGRAPH, text="between"),
        Block(kind=BlockKind.TABLE, text="a\tb\n\t2\n\t"),
    )
    lines = [part.lines for part in told_story(replace(harbour(), article=made), made)]
    assert lines[0] == ("Table, 2 columns, 1 row.", "Row 1: only; row.")
    assert lines[2] == ("Table, 2 columns, 3 rows.", "Row 1: a; b.", "Row 2: b: 2.", "Row 3: empty.")


def test_a_difference_says_what_went_and_what_came() -> None:
    version = Version(title="t", paragraphs=())
    passages = (
        Passage(
            stretches=(Stretch(Edit.REMOVED, "Old"), Stretch(Edit.ADDED, "New"), Stretch(Edit.SAME, " title")),
            heading=True,
        ),
        Passage(stretches=(Stretch(Edit.SAME, "as it was"),)),
        Passage(stretches=(Stretch(Edit.ADDED, "It rains."),)),
    )  # fmt: skip
    lines = list(difference_lines(Difference(before=version, after=version, passages=passages, added=3, removed=1)))
    assert lines == [
        "3 words added, 1 removed.",
        "At the beginning of the title: removed: Old; added: New.",
        "1 paragraph as before.",
        "Paragraph added: It rains.",
    ]


def test_all_of_a_claim_is_said_without_shapes() -> None:
    reading = harbour()
    assert reading.article is not None
    for numbered in number_claims(reading.claims):
        for line in (*full_lines(numbered, reading.article.text), *card_lines(numbered, reading.article.text)):
            assert not set(line) & set("●▲◆▣■◇◐○━─→≈▪")


def test_an_item_without_claims_or_tags_says_none() -> None:
    assert item_line(3, item(), NOW) == (
        "3. unread, Harbour Post: Ministers weigh port reopening as talks resume, 19 hours ago."
    )


# -- commands ----------------------------------------------------------------------------------------------------------

VOCABULARY = Vocabulary(default_keymap())


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("", (GO_ON, "")),
        ("12", (NUMBER, "12")),
        ("n", ("next-unread", "")),
        ("N", ("next-feed", "")),
        ("Next unread", ("next-unread", "")),
        ("next-unread", ("next-unread", "")),
        ("star 3 5-7", ("star", "3 5-7")),
        ("/is:unread port", ("filter", "is:unread port")),
        ("+check", ("add-tag", "check")),
        ("- check", ("remove-tag", "check")),
        ("|wc -w", ("pipe", "wc -w")),
        (";", ("find-next", "")),
        ("ctrl+y", ("redo", "")),
        ("Ctrl-y", ("redo", "")),
        ("space", ("read-on", "")),
        ("claim 3", ("claim", "3")),
        ("view unread", ("views", "unread")),
        ("a https://x.example/", ("add-feed", "https://x.example/")),
    ],
)
def test_a_line_means_an_action(line: str, intent: tuple[str, str]) -> None:
    assert tuple(VOCABULARY.read(line)) == intent


@given(st.text(max_size=20))
def test_any_line_is_understood_or_refused_in_words(line: str) -> None:
    known = {*registered(), *SILENT, GO_ON, NUMBER}
    try:
        command = VOCABULARY.read(line).command
    except UsageError as error:
        command = str(error)
    assert command in known or command.startswith("There is no command")


def test_every_action_can_be_done() -> None:
    done = {action.id for action in ACTIONS if action.digit or callable(getattr(Talk, action.method, None))}
    assert done | set(SCREEN_ONLY) == {action.id for action in ACTIONS}
    assert all(callable(getattr(Talk, command.method, None)) for command in COMMANDS.values())


def test_help_has_a_line_for_everything_that_is_not_only_for_a_screen() -> None:
    lines = help_lines(default_keymap(), "")
    for name in registered():
        assert name.startswith("slot-") or any(line.startswith((f"{name}:", f"{name}, ")) for line in lines), name
    assert not any(line.startswith(f"{name}:") for line in lines for name in SILENT)
    assert any(line.startswith("next-claim, ] (right bracket): ") for line in lines)
    assert not any(pane in line for line in lines for pane in ("FEED", "ARTICLE", "CLAIMS"))


def test_numbers_are_single_or_ranges() -> None:
    assert numbers_in("3, 5-7 5") == [3, 5, 6, 7]


@pytest.mark.parametrize(
    ("argument", "parts"),
    [
        ("3 The Coast", ("3", "The Coast")),
        ("3-4, 7 Coasts", ("3-4, 7", "Coasts")),
        ("3", ("3", "")),
        ("20minutes", ("", "20minutes")),
        ("coastal", ("", "coastal")),
        ("", ("", "")),
    ],
)
def test_what_follows_numbers_is_no_part_of_them(argument: str, parts: tuple[str, str]) -> None:
    assert begun_by_number(argument) == parts


def test_words_are_completed_and_what_follows_them() -> None:
    def names(word: str, _: str) -> list[str]:
        return {"tag": ["check", "doubt"], "+": ["check"], "feed": ["Harbour Post"]}.get(word, [])

    words = VOCABULARY.words()
    assert completions("clai", words, names) == ["claim", "claims", "claims-kind"]
    assert completions("tag d", words, names) == ["tag doubt"]
    assert completions("+c", words, names) == ["+check"]
    assert completions("feed harb", words, names) == ["feed Harbour Post"]


def test_completion_asks_the_library(library: Library) -> None:
    from newsterm.settings import Settings

    from .script import Script

    conversation = Talk(library, None, Settings(), default_keymap(), Script())
    assert conversation.completed("feed coa") == ["feed Coastal"]
    assert "+important" in conversation.completed("+imp")
    assert conversation.completed("rename-feed d") == ["rename-feed Daily Ledger"]
    assert conversation.completed("zzz x") == []
    assert conversation.completed("sort t") == ["sort title"]
    assert conversation.completed("/is:unr") == ["/is:unread"]
    assert conversation.completed("filter port feed:coa") == ["filter port feed:Coastal"]


def test_completion_asks_the_disk_for_files(library: Library, tmp_path: Path) -> None:
    from newsterm.settings import Settings

    from .script import Script

    (tmp_path / "news.md").touch()
    conversation = Talk(library, None, Settings(), default_keymap(), Script())
    assert conversation.completed(f"export {tmp_path}/news.m") == [f"export {tmp_path}/news.md"]
