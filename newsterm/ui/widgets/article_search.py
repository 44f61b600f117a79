"""Looking for words in the article, and labels on its links."""

from __future__ import annotations

from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsterm.ui.render.found import places_of
from newsterm.ui.render.paint import GUTTER
from newsterm.ui.render.wrap import Extent
from newsterm.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsterm.model import Span

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class ArticleSearch(ArticleView):
    """An article in which words can be found, and whose links can be chosen by letters."""

    _found: tuple[Span, ...] = ()
    _found_at = 0

    # -- words ---------------------------------------------------------------------------------------------------------

    def find(self, words: str) -> int:
        """Show every place of these words, and go to the first one from the top of what is visible; how many.

        Letters are compared without regard to case; no words end the search.
        """
        text = self._reading.article.text if self._reading is not None and self._reading.article is not None else ""
        self._found = tuple(places_of(text, words)) if words else ()
        place = self._page.place(self._top)
        self._found_at = next((i for i, span in enumerate(self._found) if span.end > place), 0)
        self._show_found()
        return len(self._found)

    def find_next(self, step: int) -> tuple[int, int] | None:
        """Go to the place `step` places on, around the ends; which one of how many, None where there are none."""
        if not self._found:
            return None
        self._found_at = (self._found_at + step) % len(self._found)
        self._show_found()
        return self._found_at + 1, len(self._found)

    def _show_found(self) -> None:
        self.refresh()
        if self._found and self._page.lines:
            line = self._page.locate(self._found[self._found_at].start)[0]
            if not self._top <= line < self._top + self._height:
                self._go(max(0, line - self._height // 3))

    def _found_on(self, number: int) -> Iterator[tuple[Extent, str]]:
        if self._found and self._page.lines[number].piece >= 0:
            margin = self._left + GUTTER
            for index, span in enumerate(self._found):
                start, end = self._page.columns_of(span, number)
                here = index == self._found_at
                yield Extent(start + margin, end + margin), "article--found-here" if here else "article--found"

    # -- links ---------------------------------------------------------------------------------------------------------

    def show_hints(self) -> Mapping[str, str]:
        """Set a label before every link in sight; the addresses by label."""
        links = self._links_in_sight()
        size = 1 if len(links) <= len(_LETTERS) else 2
        labels = ["".join(letters) for _, letters in zip(links, product(_LETTERS, repeat=size), strict=False)]
        self._hints = dict(zip([offset for offset, _ in links], labels, strict=False))
        self._set(self._anchor)
        return dict(zip(labels, [url for _, url in links], strict=False))

    def hide_hints(self) -> None:
        """Take the labels away."""
        self._hints = MappingProxyType({})
        self._set(self._anchor)

    def _links_in_sight(self) -> list[tuple[int, str]]:
        """Offset and address of the links whose beginning is visible, in the order of the text."""
        if self._reading is None or self._reading.article is None or not self._page.lines:
            return []  # a pane that was never on the screen has no lines
        blocks = self._reading.article.blocks
        links: dict[int, str] = {}
        for block in blocks:
            if block.start is None or block.furniture:
                continue
            for link in block.links:
                offset = block.start + link.span.start
                if self._top <= self._page.locate(offset)[0] < self._top + self._height:
                    links.setdefault(offset, link.url)
        return sorted(links.items())
