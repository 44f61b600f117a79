import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from newsterm.demo.days import MONTHS, WEEKDAYS
from newsterm.demo.outlets import OUTLETS
from newsterm.demo.press import addresses, print_stories
from newsterm.demo.stories import EDITIONS, Part, Shape, load, parse, parse_offset, parse_parts

NOW = datetime(2026, 3, 11, 0, 40, tzinfo=UTC)
ORIGINS = {outlet.key: f"http://{outlet.key}.example" for outlet in OUTLETS}
SHORT = {"greymargin/untitled-note"}
TOLD_BY_SEVERAL = {
    "the port": {"northwire", "ledger", "harbour", "epr"},
    "the blackout": {"northwire", "ledger", "tradeline", "epr"},
    "the bid for Lumen": {"northwire", "harbour", "tradeline"},
    "the reservoirs": {"ledger", "harbour", "epr"},
    "the storm": {"northwire", "harbour"},
}
TELL = {
    "the port": "freight",
    "the blackout": "Estgrid",
    "the bid for Lumen": "Corvane",
    "the reservoirs": "Audit Office",
    "the storm": "Storm Ilse",
}


def printed(edition: int):
    return print_stories(load(), addresses(load(), ORIGINS, NOW), edition=edition, now=NOW)


def words_of(piece) -> str:
    return "\n".join(line for part in piece.parts for line in part.lines)


def test_a_header_and_its_body_become_a_story() -> None:
    story = parse(
        "ledger-a-b", "at: -1d2h\ntitle: One\ntitle[2]: Two\nupdated: -5m\ntags: x, y\n\nFirst.\n\n[2] Then.\n"
    )
    assert story.key == "ledger/a-b"
    assert story.at == -timedelta(days=1, hours=2)
    assert [v.title for v in story.versions] == ["One", "Two"]
    assert [len(v.parts) for v in story.versions] == [1, 2]
    assert story.tags == ("x", "y")


@pytest.mark.parametrize("line", ["no colon", "colour: red", "title[3]: x"])
def test_a_header_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        parse("ledger-x", f"at: -1h\n{line}\n\nText.\n")


@pytest.mark.parametrize("text", ["", "-", "3h", "-3", "-1h1d"])
def test_an_offset_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="offset"):
        parse_offset(text)


def test_blocks_are_told_apart_by_how_they_begin() -> None:
    body = "## H\n\n- a\n- b\n\n1. c\n2. d\n\n> q\n> r\n\n| x | y |\n| 1 | 2 |\n\none\ntwo\n\n!newsletter\n"
    assert [(p.shape, p.lines) for p in parse_parts(body, 1)] == [
        (Shape.HEADING, ("H",)),
        (Shape.LIST, ("a", "b")),
        (Shape.NUMBERED, ("c", "d")),
        (Shape.QUOTE, ("q", "r")),
        (Shape.TABLE, ("x | y |", "1 | 2 |")),
        (Shape.PARAGRAPH, ("one two",)),
        (Shape.NEWSLETTER, ("",)),
    ]


def test_code_keeps_its_blank_lines_and_is_for_one_edition_where_marked() -> None:
    body = "[1] ```\na = 1\n\n- b\n```\n\nAfter.\n"
    assert parse_parts(body, 1)[0] == Part(shape=Shape.CODE, lines=("a = 1", "", "- b"))
    assert [p.shape for p in parse_parts(body, 2)] == [Shape.PARAGRAPH]


def test_the_sample_has_its_files_beside_the_code() -> None:
    folder = files("newsterm.demo")
    names = {file.name for file in (folder / "templates").iterdir()}
    assert names == {f"{name}.html" for name in ("feed", "front", *(outlet.key for outlet in OUTLETS))}
    assert sum(file.name.endswith(".md") for file in (folder / "stories").iterdir()) == len(load())


def test_every_outlet_has_four_stories_or_more_and_together_they_are_about_thirty() -> None:
    counts = Counter(story.outlet for story in load() if story.carries is None)
    assert set(counts) == set(ORIGINS)
    assert min(counts.values()) >= 4
    assert 28 <= counts.total() <= 32


@pytest.mark.parametrize("edition", EDITIONS)
def test_stories_have_between_a_hundred_and_four_hundred_and_fifty_words(edition: int) -> None:
    lengths = {piece.story.key: piece.words for piece in printed(edition) if piece.story.key not in SHORT}
    assert {key: n for key, n in lengths.items() if not 100 <= n <= 450} == {}


@pytest.mark.parametrize("event", TOLD_BY_SEVERAL)
def test_an_event_is_told_by_several_outlets(event: str) -> None:
    tellers = {piece.story.outlet for piece in printed(2) if TELL[event] in words_of(piece)}
    assert tellers >= TOLD_BY_SEVERAL[event]


def test_no_story_file_names_a_day_that_would_grow_old() -> None:
    # "March" and "May" are left out: the one a verb, the other a hedge.
    days = [name for names in WEEKDAYS.values() for name in names] + [m for m in MONTHS if m not in {"March", "May"}]
    named = re.compile(r"\b(?:" + "|".join(days) + r")\b")
    folder = files("newsterm.demo") / "stories"
    found = {file.name: named.findall(file.read_text(encoding="utf-8")) for file in folder.iterdir()}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_placeholder_is_left_in_print() -> None:
    left = re.compile(r"\{[a-z]+(?::[^}]*)?\}")
    for edition in EDITIONS:
        for piece in printed(edition):
            if piece.story.slug != "counting-quotation-marks":
                assert not left.search(f"{piece.title} {piece.summary} {words_of(piece)}"), piece.story.key


def test_the_second_edition_brings_three_stories_and_changes_several() -> None:
    first, second = ({p.story.key: p for p in printed(edition)} for edition in EDITIONS)
    assert len(second.keys() - first.keys()) == 3
    changed = {key for key in first if words_of(first[key]) != words_of(second[key])}
    assert {
        "northwire/sarnholm-port-reopening",
        "northwire/grid-failure-east",
        "ledger/staged-reopening",
        "ledger/reservoirs-audit",
        "harbour/ministers-weigh-reopening",
        "tradeline/corvane-weighs-lumen",
    } <= changed
    for key in changed:
        assert (first[key].guid, first[key].url, first[key].published) == (
            second[key].guid,
            second[key].url,
            second[key].published,
        )


def test_a_changed_story_says_when_it_changed() -> None:
    first, second = ({p.story.key: p for p in printed(edition)} for edition in EDITIONS)
    for key, piece in first.items():
        changed = words_of(piece) != words_of(second[key]) and piece.story.carries is None
        assert (second[key].updated > piece.published) == changed, key


def test_a_changed_story_of_a_feed_without_texts_shows_it_in_title_or_summary() -> None:
    first, second = ({p.story.key: p for p in printed(edition)} for edition in EDITIONS)
    short = {outlet.key for outlet in OUTLETS if outlet.has_summaries_only}
    for key, piece in first.items():
        if piece.story.outlet in short and words_of(piece) != words_of(second[key]):
            assert (piece.title, piece.summary) != (second[key].title, second[key].summary), key


def test_the_second_edition_alters_a_quotation_a_figure_and_a_source() -> None:
    first, second = ({p.story.key: words_of(p) for p in printed(edition)} for edition in EDITIONS)
    port, grid, audit = "northwire/sarnholm-port-reopening", "northwire/grid-failure-east", "ledger/reservoirs-audit"
    assert "“We are talking about weeks, not months,”" in first[port]
    assert "“We are talking about weeks, not months,”" not in second[port]
    assert "a second person familiar with the matter" in first[port]
    assert "a second person" not in second[port]
    assert "About 310,000 households" in first[grid]
    assert "About 240,000 households" in second[grid]
    assert "Henrik Moll" in first[audit]
    assert "Henrik Moll" not in second[audit]


def test_an_agency_story_in_a_paper_leads_to_the_agency_and_has_its_headline() -> None:
    pieces = {piece.story.key: piece for piece in printed(1)}
    copy, original = pieces["harbour/agency-port-reopening"], pieces["northwire/sarnholm-port-reopening"]
    assert copy.url == original.url
    assert copy.title == original.title
    assert copy.parts == original.parts


def test_stories_of_one_event_agree_on_its_day_across_midnight() -> None:
    pieces = {piece.story.key: words_of(piece) for piece in printed(1)}
    assert "Ana Sorel said on Monday" in pieces["northwire/sarnholm-port-reopening"]
    assert "Ana Sorel visited the pilot station on Monday" in pieces["harbour/ministers-weigh-reopening"]
