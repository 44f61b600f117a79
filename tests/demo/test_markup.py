from string import Template

import pytest

from newsterm.demo.markup import Dress, first_image, plain
from newsterm.demo.stories import parse_parts

DRESS = Dress(
    fragments={
        "figure": Template('<figure><img src="$image" alt="$alt"><figcaption>$caption|$credit</figcaption></figure>'),
        "promo": Template('<p>&gt;$label: <a href="$url">$text</a></p>'),
        "newsletter": Template("<div>Sign up</div>"),
    },
    link=lambda target: f"http://x.example/{target}?a&b",
    origin="http://x.example",
)


def html(body: str, dress: Dress = DRESS) -> str:
    return dress.html(parse_parts(body, 1))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("*so* and **so**", "<em>so</em> and <strong>so</strong>"),
        ("`<i>`", "<code>&lt;i&gt;</code>"),
        ("`*x*`", "<code>*x*</code>"),
        ("see [A & B](o/s).", 'see <a href="http://x.example/o/s?a&amp;b">A &amp; B</a>.'),
        ('“q” "r"', '“q” "r"'),
    ],
)
def test_inline_marks_become_tags_and_the_rest_is_escaped(line: str, expected: str) -> None:
    assert DRESS.line(line) == expected


def test_plain_words_lose_the_marks_alone() -> None:
    assert plain("*a* **b** `c` [d](e/f) < g") == "a b c d < g"


def test_blocks_become_the_elements_of_their_kind() -> None:
    assert html("## H\n\nP\n\n- a\n- b\n\n1. c\n\n> q\n> r") == (
        "<h2>H</h2>\n<p>P</p>\n<ul><li>a</li><li>b</li></ul>\n<ol><li>c</li></ol>\n"
        "<blockquote><p>q</p><p>r</p></blockquote>"
    )


def test_a_table_has_its_first_row_as_head() -> None:
    assert html("| A | B |\n| 1 | < 2 |") == (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>&lt; 2</td></tr></tbody></table>"
    )


def test_code_is_escaped_and_keeps_its_lines() -> None:
    assert html("```\nif a < b:\n\n    print()\n```") == "<pre><code>if a &lt; b:\n\n    print()</code></pre>"


def test_figures_promos_and_prompts_wear_the_outlets_fragments() -> None:
    assert html("!figure quay | A *quay* | Photo: X & Y\n\n!promo READ: More < less | o/s\n\n!newsletter") == (
        '<figure><img src="http://x.example/images/quay.png" alt="A quay">'
        "<figcaption>A <em>quay</em>|Photo: X &amp; Y</figcaption></figure>\n"
        '<p>&gt;READ: <a href="http://x.example/o/s?a&amp;b">More &lt; less</a></p>\n'
        "<div>Sign up</div>"
    )


def test_what_has_no_fragment_is_left_out() -> None:
    bare = Dress(fragments={}, link=DRESS.link, origin=DRESS.origin)
    assert html("One.\n\n!newsletter\n\nTwo.", bare) == "<p>One.</p>\n<p>Two.</p>"


def test_the_first_picture_stands_for_the_story() -> None:
    assert first_image(parse_parts("Text.\n\n!figure a | b | c\n\n!figure d | e | f", 1)) == "a"
    assert first_image(parse_parts("Text.", 1)) is None
