"""`newsterm claims`: rejected ones go out to be learned from; all can be found again without losing a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library, utc_now
from newsterm.store import Store
from tests.newsserver import Answer

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer

FEED = """<rss version="2.0"><channel><title>Quay</title>
<item><guid>1</guid><title>Ferry</title><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><description>
&lt;p&gt;The ferry was late again.&lt;/p&gt;&lt;p&gt;“The engine is old,” Mayor Ida Kern said on Monday.&lt;/p&gt;
&lt;p&gt;The union denied that its members were on strike.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>Bridge</title><pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate><description>
The bridge will close in May, engineer Tom Rask said.</description></item></channel></rss>"""


@pytest.fixture
def followed(newsterm: Newsterm, server: NewsServer) -> Newsterm:
    feed = Answer(200, FEED.encode(), {"Content-Type": "application/rss+xml"})
    newsterm("add", server.serve("/feed.xml", feed, feed))
    newsterm("poll", "--all")
    return newsterm


def reject(newsterm: Newsterm, claim_id: str) -> None:
    with Library(Store.open(newsterm.data / "newsterm.db", now=utc_now())) as library:
        library.reject([claim_id])


def claims_of(newsterm: Newsterm, *words: str) -> list[dict]:
    return newsterm("claims", *words, "--json").json


def test_a_rejected_claim_goes_out_with_its_paragraph(followed: Newsterm) -> None:
    wrong = next(c for c in claims_of(followed) if c["act"] == "denies")
    reject(followed, wrong["id"])
    assert wrong["id"] not in [c["id"] for c in claims_of(followed)]
    (out,) = claims_of(followed, "--rejected")
    paragraph = out["paragraph"]
    start, end = out["cue"][0]
    assert paragraph["text"] == "The union denied that its members were on strike."
    assert paragraph["text"][start - paragraph["start"] : end - paragraph["start"]] == out["cue_text"] == "denied"


def test_a_limit_counts_only_rejected_claims(followed: Newsterm) -> None:
    last = claims_of(followed)[-1]
    reject(followed, last["id"])
    assert [c["id"] for c in claims_of(followed, "--rejected", "--limit", "1")] == [last["id"]]


def test_no_rejected_claim_says_so(followed: Newsterm) -> None:
    assert followed("claims", "--rejected").err == "No claim was rejected.\n"


def test_rebuilding_finds_the_same_claims_and_keeps_their_marks(followed: Newsterm) -> None:
    before = claims_of(followed)
    followed("tag", before[0]["id"], "+check")
    reject(followed, before[-1]["id"])
    ran = followed("claims", "--rebuild")
    assert (ran.status, ran.out) == (0, f"2 items read again, {len(before)} claims found\n")
    assert [c["id"] for c in claims_of(followed)] == [c["id"] for c in before[:-1]]
    assert claims_of(followed)[0]["tags"] == ["check"]
    assert [c["id"] for c in claims_of(followed, "--rejected")] == [before[-1]["id"]]


def test_rebuilding_can_be_confined_to_what_a_query_finds(followed: Newsterm) -> None:
    assert followed("claims", "--rebuild", "title:bridge").out.startswith("1 item read again")


def test_rebuilding_leaves_alone_what_is_waiting_for_its_first_reading(followed: Newsterm, server: NewsServer) -> None:
    more = Answer(200, FEED.replace("<guid>2", "<guid>3").encode(), {"Content-Type": "application/rss+xml"})
    followed("add", server.serve("/more.xml", more, more))
    followed("poll", "--all", "--fetch-only")
    assert followed("claims", "--rebuild", "title:nothing").out == "0 items read again, 0 claims found\n"


def test_rebuilding_lists_nothing_and_takes_no_option_of_lists(followed: Newsterm) -> None:
    ran = followed("claims", "--rebuild", "--json")
    assert ran.status == 2
    assert "leave the other options out" in ran.err
