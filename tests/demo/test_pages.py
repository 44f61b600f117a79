import re
from html.parser import HTMLParser

import pytest

from newsterm.demo import Newsstand
from newsterm.demo.markup import plain
from newsterm.demo.outlets import OUTLETS
from newsterm.demo.press import Piece, addresses, is_body, print_stories
from newsterm.demo.stories import EDITIONS, Shape, load

from .conftest import NOW, ask

AROUND = {
    "northwire": ("Manage choices", "Email this article", "Read next", "Our standards"),
    "ledger": ("Most read", "Gift this article", "Comments (", "cookie policy"),
    "harbour": ("14 partners", "Share this:", "You may also like", "Leave a reply", "Tides at Sarnholm"),
    "tradeline": ("LUMN", "More from Tradeline", "investment advice", "use cookies"),
    "epr": ("Donate", "Related stories", "Heard on", "cookies that the player needs"),
    "greymargin": ("webmentions", "Elsewhere in the margin", "blogroll"),
}
"""What each outlet's template sets around a story."""

VOID = {"meta", "link", "img", "input", "br"}


class Reader(HTMLParser):
    """Checks that elements nest, and collects their text and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def pieces(stand: Newsstand, edition: int) -> list[Piece]:
    pages = addresses(load(), stand.outlets, NOW.replace(microsecond=0))
    printed = print_stories(load(), pages, edition=edition, now=NOW.replace(microsecond=0))
    return [piece for piece in printed if piece.story.carries is None]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_its_whole_body_and_what_the_outlet_sets_around_it(stand: Newsstand, edition: int) -> None:
    if edition == 2:
        stand.advance()
    for piece in pieces(stand, edition):
        answer = ask(piece.url)
        assert answer.status == 200, piece.url
        text = read(answer.text).text
        for part in piece.parts:
            if is_body(part) and part.shape is not Shape.TABLE:
                assert all(plain(line) in text for line in part.lines), piece.story.key
        assert all(words in text for words in AROUND[piece.story.outlet]), piece.story.key


def test_pages_carry_captions_promos_and_newsletter_prompts(stand: Newsstand) -> None:
    page = ask(next(p.url for p in pieces(stand, 1) if p.story.slug == "sarnholm-port-reopening")).text
    assert "Northwire/Arne Tolland" in page
    assert "&gt;READ: " in page
    assert "The Northwire Briefing" in page


def test_pages_point_to_other_stories_of_the_outlet(stand: Newsstand) -> None:
    for piece in pieces(stand, 1):
        others = {p.url for p in pieces(stand, 1) if p.story.outlet == piece.story.outlet and p is not piece}
        assert others & set(read(ask(piece.url).text).links), piece.story.key


def test_every_link_to_the_newsstand_itself_leads_to_a_page_or_picture(stand: Newsstand) -> None:
    origins = tuple(stand.outlets.values())
    links = {link for piece in pieces(stand, 1) for link in read(ask(piece.url).text).links}
    own = sorted(link for link in links if link.startswith(origins))
    assert len(own) > 40
    assert [link for link in own if ask(link).status != 200] == []


def test_nothing_of_the_templates_is_left_unfilled(stand: Newsstand) -> None:
    for piece in pieces(stand, 1):
        page = ask(piece.url).text
        assert not re.search(r"\$[a-z{]", page), piece.story.key
        assert "<!-- part" not in page
        assert ">None<" not in page


def test_titles_are_escaped_in_attributes(stand: Newsstand) -> None:
    stand.advance()
    page = ask(next(p.url for p in pieces(stand, 2) if p.story.slug == "ostravia-studies-offer")).text
    assert 'content="Ostravia says it will “study” Estmark&#x27;s port offer"' in page


def test_a_note_without_a_title_is_headed_by_its_date(stand: Newsstand) -> None:
    page = ask(next(p.url for p in pieces(stand, 1) if p.story.slug == "untitled-note")).text
    assert '<h1 class="p-name">Note of Wednesday 11 March 2026, 00:05 UTC</h1>' in page


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.key)
def test_a_front_page_names_the_feed_and_lists_the_stories(stand: Newsstand, outlet) -> None:
    origin = stand.outlets[outlet.key]
    page = ask(f"{origin}/").text
    kind = re.search(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page)
    assert kind is not None
    answer = ask(kind[2])
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind[1])
    assert {p.url for p in pieces(stand, 1) if p.story.outlet == outlet.key} <= set(read(page).links)
