"""What the elements of a page become: each kind of block with what belongs to it."""

from __future__ import annotations

from newsterm.articles import extract_page, from_feed_html

PROSE = (
    "The harbour board of Vellmar voted on Tuesday to close the eastern pier for the winter after divers found cracks.",
    "Two members of the board voted against the closure, and one of them said that the cracks were known for years.",
    "The ferry to the outer islands will leave from the western quay until further notice, the company said on Friday.",
)


def page(inside: str) -> list[tuple[str, str | None, str]]:
    before, middle, after = (f"<p>{text}</p>" for text in PROSE)
    html = f"<html><body><article><h1>Pier closed</h1>{before}{middle}{inside}{after}</article></body></html>"
    made = extract_page(html, url="https://courier.example/pier")
    return [(b.kind.value, b.label, b.text) for b in made.blocks if b.text not in PROSE and b.label != "title"]


def test_short_items_of_a_nested_list_stay_with_the_long_ones() -> None:
    items = "".join(f"<li>Cracks were found in pile number {n} on that day</li>" for n in range(4))
    found = page(f"<ul>{items}<li>Rust on<ol start='3'><li>bolts</li><li>nuts</li></ol></li></ul>")
    assert [text for _, label, text in found if label is None][-3:] == ["Rust on", "bolts", "nuts"]


def test_a_list_of_other_stories_is_not_taken_for_the_article_by_one_of_them() -> None:
    stories = "".join(f"<li><a href='/{n}'>Ferry fares</a> rose in the year number {n} again</li>" for n in range(6))
    found = page(f"<ul class='related'>{stories}</ul>")
    assert all(label is not None for _, label, _ in found)


def test_who_is_quoted_stands_in_the_quotation() -> None:
    quoted = "<blockquote><p>We would rather lose a season than a ferry.</p><footer>— Ingrid Sol</footer></blockquote>"
    assert page(quoted)[-1] == ("quote", None, "— Ingrid Sol")


def test_the_caption_of_a_table_stands_above_it() -> None:
    table = "<table><caption>Costs</caption><tr><th>Year</th><th>m</th></tr><tr><td>2024</td><td>3.2</td></tr></table>"
    assert page(table)[-2:] == [("caption", "caption", "Costs"), ("table", None, "Year\tm\n2024\t3.2")]


def test_code_keeps_its_lines_and_columns() -> None:
    made = from_feed_html("<p>So:</p><pre><code>def pier():\n    return   'closed'\n</code></pre>")
    assert made.blocks[1].text == "def pier():\n    return   'closed'"


def test_a_quotation_in_a_quotation_is_one_level_deeper() -> None:
    made = from_feed_html("<blockquote><p>One.</p><blockquote><p>Two.</p></blockquote></blockquote>")
    assert [(b.text, b.level) for b in made.blocks] == [("One.", 0), ("Two.", 1)]


def test_links_keep_their_places_and_addresses() -> None:
    made = from_feed_html("<p>Read <a href='/r?a=1'>the report</a> now.</p>", url="https://courier.example/pier")
    (link,) = made.blocks[0].links
    assert (made.text[link.span.start : link.span.end], link.url) == ("the report", "https://courier.example/r?a=1")
