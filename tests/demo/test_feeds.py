import io
import json
from calendar import timegm
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from newsterm.demo import Newsstand
from newsterm.demo.outlets import OUTLETS, Dialect
from newsterm.demo.stories import load

from .conftest import NOW, ask

BY_KEY = {outlet.key: outlet for outlet in OUTLETS}
XML = [outlet.key for outlet in OUTLETS if outlet.dialect is not Dialect.JSON]


def fetched(stand: Newsstand, key: str):
    return ask(stand.outlets[key] + BY_KEY[key].feed_path)


def parsed(stand: Newsstand, key: str):
    answer = fetched(stand, key)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return feedparser.parse(io.BytesIO(answer.body), response_headers=headers)


def items(stand: Newsstand) -> list[dict]:
    return json.loads(fetched(stand, "tradeline").body)["items"]


def expected(key: str, edition: int) -> int:
    return sum(story.outlet == key and story.edition <= edition for story in load())


@pytest.mark.parametrize("key", XML)
@pytest.mark.parametrize("edition", [1, 2])
def test_an_xml_feed_is_well_formed_and_whole(stand: Newsstand, key: str, edition: int) -> None:
    if edition == 2:
        stand.advance()
    document = parsed(stand, key)
    assert not document.bozo
    assert document.feed.title == BY_KEY[key].name
    assert len(document.entries) == expected(key, edition)
    assert len({entry.id for entry in document.entries}) == len(document.entries)


@pytest.mark.parametrize(
    ("key", "version"),
    [("northwire", "rss20"), ("harbour", "rss20"), ("epr", "rss20"), ("ledger", "atom10"), ("greymargin", "rss10")],
)
def test_feeds_are_written_in_several_dialects(stand: Newsstand, key: str, version: str) -> None:
    assert parsed(stand, key).version == version


@pytest.mark.parametrize("key", XML)
def test_dates_lie_within_the_last_week_and_weekdays_agree(stand: Newsstand, key: str) -> None:
    for entry in parsed(stand, key).entries:
        stated = entry.get("published_parsed") or entry.updated_parsed
        published = datetime.fromtimestamp(timegm(stated), UTC)
        assert timedelta(0) < NOW - published < timedelta(days=7)
        if "," in entry.get("published", ""):
            assert entry.published.startswith(f"{published:%a}")


def test_the_json_feed_is_whole(stand: Newsstand) -> None:
    document = json.loads(fetched(stand, "tradeline").body)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert len(document["items"]) == expected("tradeline", 1)
    for item in document["items"]:
        assert item["content_html"].count("<p>") > 3
        assert datetime.fromisoformat(item["date_published"]) < NOW


def test_a_revised_item_of_the_json_feed_says_when(stand: Newsstand) -> None:
    before = {item["id"]: item for item in items(stand)}
    stand.advance()
    revised = [item for item in items(stand) if "date_modified" in item]
    assert [item["title"] for item in revised] == ["Corvane denies talks on Lumen bid after report"]
    assert before[revised[0]["id"]]["title"] != revised[0]["title"]
    assert before[revised[0]["id"]]["date_published"] == revised[0]["date_published"]


@pytest.mark.parametrize("key", ["northwire", "harbour"])
def test_feeds_with_summaries_have_no_text(stand: Newsstand, key: str) -> None:
    for entry in parsed(stand, key).entries:
        assert "content" not in entry
        assert 40 < len(entry.summary) < 300


@pytest.mark.parametrize("key", ["ledger", "epr", "greymargin"])
def test_feeds_with_texts_have_all_of_them(stand: Newsstand, key: str) -> None:
    for entry in parsed(stand, key).entries:
        assert entry.content[0].value.count("<p>") >= 2


def test_pace_is_asked_for_in_the_dialects_words(stand: Newsstand) -> None:
    assert parsed(stand, "northwire").feed.ttl == "30"
    assert parsed(stand, "greymargin").feed.sy_updateperiod == "daily"


def test_one_story_comes_with_a_recording(stand: Newsstand) -> None:
    enclosures = [e for entry in parsed(stand, "epr").entries for e in entry.enclosures]
    assert [e.type for e in enclosures] == ["audio/wav"]
    sound = ask(enclosures[0].href)
    assert sound.headers["Content-Type"] == "audio/wav"
    assert len(sound.body) == int(enclosures[0].length)


def test_a_note_has_no_title(stand: Newsstand) -> None:
    entries = parsed(stand, "greymargin").entries
    assert [entry.link.rpartition("/")[2] for entry in entries if not entry.get("title")] == ["untitled-note"]


def test_languages_and_scripts_arrive_whole(stand: Newsstand) -> None:
    titles = {entry.get("title") for key in XML for entry in parsed(stand, key).entries}
    assert "新聞の余白に書く：「関係者によると」を読む" in titles
    assert "Les îles Ferring demandent un bateau de nuit" in titles
    assert "Estmark prüft Ende der Grenzkontrollen an der Teel" in titles
    assert any("☕️" in entry.content[0].value for entry in parsed(stand, "greymargin").entries)


def test_special_characters_are_escaped_once(stand: Newsstand) -> None:
    texts = [entry.content[0].value for key in ("ledger", "epr", "greymargin") for entry in parsed(stand, key).entries]
    assert any("Hollin &amp; Sons" in text for text in texts)
    assert any("<code>&lt;/p&gt;</code>" in text for text in texts)
    for text in texts:
        assert "&amp;amp;" not in text
        assert "&amp;lt;" not in text
