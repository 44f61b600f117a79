"""What strangers send is looked through in the time that its length takes, whatever it repeats."""

from __future__ import annotations

import time
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING

import pytest

from newsterm.errors import NewstermError
from newsterm.feeds.dates import parse_date
from newsterm.feeds.discover import common_places, discover
from newsterm.feeds.identity import guid_of
from newsterm.feeds.lists import read_list
from newsterm.feeds.newsboat import read_urls
from newsterm.feeds.newsboat_query import translate
from newsterm.feeds.opml import read_opml
from newsterm.feeds.outline import feed_url
from newsterm.feeds.plan import text_digest
from newsterm.feeds.posix import literal, python_regex
from newsterm.feeds.sites import known_site, likely_site
from newsterm.feeds.strange import file_words, is_page, page_words, root_words
from newsterm.model import Entry

if TYPE_CHECKING:
    from collections.abc import Callable


SIZE = 50_000
PIECES = (
    " ", "\t", "\n ", "a", "a ", "1", "a.", "a-", "/", "/a.xml", "\\", '"', '\\"', '"a" ', "#", "# ", "&", "&#1", "<",
    ">", "<!-- -->", "<!-- --> ", "<!--", "<title ", "<title>", "<input ", "<input type ", "<?xml ", "<a href=x>rss ",
    "<link ", "[", "[a", "[:a:]", "(", ")", "a|", "*", "{1}", "{", "http://", "feed:", "@", "rss ",
    "=", "?feed=", "not ", "! ",
    "a=1 and ", "(a=1) or ", "2026-", "12:30 ", "+01", "年", "\u2028", "\x00",
)  # fmt: skip
READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "is_page": (is_page, ("", "<?xml ?>", "<")),
    "page_words": (page_words, ("", "<title ", "<input ")),
    "root_words": (root_words, ("",)),
    "file_words": (lambda text: file_words(text.encode()), ("",)),
    "known_site": (known_site, ("https://github.com/a", "https://youtube.com/channel/", "https://reddit.com/r/a?t=")),
    "likely_site": (likely_site, ("https://a.example/@a",)),
    "common_places": (common_places, ("https://a.example/",)),
    "discover": (lambda text: discover(text.encode(), url="https://a.example/"), ("", "<a href='")),
    "read_opml": (lambda text: read_opml(text.encode()), ("", "<opml><body>")),
    "read_list": (lambda text: read_list(text.encode()), ("",)),
    "read_urls": (read_urls, ("", "http://a.example/ ", '"query:A:')),
    "translate": (translate, ("", 'title =~ "', 'tags =~ "')),
    "python_regex": (lambda text: python_regex(text[:10_000]), ("", "[")),
    "literal": (literal, ("",)),
    "feed_url": (feed_url, ("", "feed:", "http://")),
    "parse_date": (parse_date, ("", "2026-11-24 ")),
    "guid_of": (guid_of, ("",)),
    "text_digest": (lambda text: text_digest(Entry(guid="1", content=f"<p>Updated 1</p>x{escape(text)}")), ("",)),
}


@pytest.mark.parametrize("name", READERS)
def test_fifty_kilobytes_of_anything_take_less_than_a_quarter_of_a_second(name: str) -> None:
    read, beginnings = READERS[name]
    slow = {}
    for beginning in beginnings:
        for piece in PIECES:
            for end in ("!", '"'):
                text = beginning + piece * (SIZE // len(piece)) + end
                began = time.thread_time()
                with suppress(NewstermError, ValueError):
                    read(text)
                if (taken := time.thread_time() - began) > 0.25:
                    slow[beginning, piece, end] = taken
    assert slow == {}


def test_a_page_begins_after_any_number_of_comments() -> None:
    assert is_page("<?xml version='1.0'?>\n" + "<!-- a --> \n" * 30 + "<!DOCTYPE html>")
    assert is_page("<!-- <html> --><head>")
    assert not is_page("<!-- <html>")
    assert not is_page("<!-- a -->" * 30 + "<rss>")


def test_a_title_is_that_of_the_page_whatever_its_attributes() -> None:
    assert page_words('<head><titles>no</titles><title lang="en">News</title>') == 'a web page ("News")'
    assert page_words("<title " * 20_000) == "a web page"


def test_blanks_at_the_end_of_a_line_of_newsboats_are_no_words() -> None:
    line = 'http://a.example/ "~A  " daily' + " \t\r" * 30_000
    (found,) = read_urls(line).outlines
    assert (found.title, found.tags) == ("A", ("daily",))
