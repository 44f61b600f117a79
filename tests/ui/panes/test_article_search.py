"""Finding words in the article, and choosing its links by letters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model import Link, Reading, Span
from newsterm.ui.render.found import places_of

from .readings import P, article, block, harbour, item
from .stage import Stage, shown
from .test_panes_in_step import SIZE, long_reading


async def test_words_are_found_without_regard_to_case_and_gone_to_around_the_ends() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE):
        assert app.article.find("PARAGRAPH 3") == 11
        assert app.article.find_next(1) == (2, 11)
        assert any("Paragraph 30 " in line for line in shown(app.article))
        assert app.article.find_next(-2) == (11, 11)
        assert app.article.find("") == 0
        assert app.article.find_next(1) is None


async def test_a_search_begins_at_what_is_visible() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE):
        app.article.go_to(app.article._reading.article.text.index("Paragraph 20 "))  # type: ignore[union-attr]
        app.article.find("paragraph")
        assert app.article.find_next(0) == (21, 40)


async def test_what_was_found_is_shown_over_its_words_even_where_a_line_breaks() -> None:
    app = Stage(harbour())
    async with app.run_test(size=SIZE):
        app.article.find("an official familiar with the plan told")
        style = app.article._inks(("article--found-here",))
        marked = [
            segment.text.strip()
            for y in range(app.article.size.height)
            for segment in app.article.render_line(y)
            if segment.style is not None and segment.style.bgcolor == style.bgcolor and segment.text.strip()
        ]
        assert " ".join(marked) == "an official familiar with the plan told"


async def test_another_article_has_nothing_found() -> None:
    app = Stage(long_reading())
    async with app.run_test(size=SIZE):
        app.article.find("port")
        app.article.show(harbour())
        assert app.article.find_next(1) is None


@given(st.text("aAbİßſ .", max_size=30), st.text("aAbİß", min_size=1, max_size=3))
@settings(max_examples=100)
def test_what_is_found_are_the_words_looked_for(text: str, words: str) -> None:
    for start, end in places_of(text, words):
        assert text[start:end].lower() == words.lower() or "İ" in text + words
        assert end - start == len(words)


def linked(count: int) -> Reading:
    text = " ".join(f"link{i}" for i in range(count))
    links = tuple(
        Link(span=Span(text.index(f"link{i}"), text.index(f"link{i}") + 5), url=f"https://a.example/{i}")
        for i in range(count)
    )
    return Reading(item=item(), article=article(block(P, "Before."), block(P, text, links=links), title="T"))


async def test_links_in_sight_get_letters_and_lose_them_again() -> None:
    app = Stage(linked(3))
    async with app.run_test(size=SIZE):
        before = shown(app.article)
        hints = app.article.show_hints()
        assert hints == {"a": "https://a.example/0", "s": "https://a.example/1", "d": "https://a.example/2"}
        assert any("[a]link0 [s]link1 [d]link2" in line for line in shown(app.article))
        app.article.hide_hints()
        assert shown(app.article) == before


async def test_many_links_get_two_letters_and_no_two_the_same() -> None:
    app = Stage(linked(60))
    async with app.run_test(size=(100, 40)):
        hints = app.article.show_hints()
        assert len(hints) == 60
        assert {len(label) for label in hints} == {2}


async def test_links_out_of_sight_get_none() -> None:
    app = Stage(linked(200))
    async with app.run_test(size=(60, 12)):
        assert 0 < len(app.article.show_hints()) < 200
        app.article.show(None)
        assert app.article.show_hints() == {}
