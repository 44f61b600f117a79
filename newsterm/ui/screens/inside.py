"""Inside the article: words that are looked for, links that are followed, and what is piped to a command."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsterm.ui.action import Where
from newsterm.ui.render.visible import visible
from newsterm.ui.screens.outside import Outside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.ui.widgets.prompt import Prompt


class Inside(Outside):
    """The actions that need an open article."""

    _links: Mapping[str, str] = {}
    """Addresses by the letters that choose them, while they are shown."""

    def _is_open(self) -> bool:
        """Whether an article is open; says so where none is."""
        if self.reading is not None and self.reading.article is not None:
            return True
        self.say("No article is open.")
        return False

    # -- words -------------------------------------------------------------------------------------------------------

    def do_find(self) -> None:
        """Look for words in the article while they are typed."""
        if not self._is_open():
            return
        self.ask("find", "find", hint="words in this article")

    def typed_find(self, prompt: Prompt, text: str) -> None:
        """Show what the words find so far."""
        number = self.article.find(text)
        none = bool(text) and not number
        prompt.hint("nothing found" if none else _places(number) if text else "", wrong=none)

    def left_find(self) -> None:
        """Nothing is looked for any more."""
        self.article.find("")

    def answer_find(self, text: str) -> None:
        """What was found stays marked; the keys to go through it are said."""
        if not self._is_open():
            return
        number = self.article.find(text)
        if not text:
            self.say("")
        elif not number:
            self.say(f'"{text}" does not stand in this article.')
        else:
            following, before = self.key("find-next"), self.key("find-previous")
            keys = f" · {following} and {before} go through them" if following and before and number > 1 else ""
            self.say(f"{_places(number)}{keys}")

    def do_find_next(self) -> None:
        """The next place of the words."""
        self._go_found(1)

    def do_find_previous(self) -> None:
        """The place of the words before."""
        self._go_found(-1)

    def _go_found(self, step: int) -> None:
        at = self.article.find_next(step)
        if at is None:
            key = self.key("find")
            self.say(f"Nothing is being looked for{f'; {key} looks for words' if key else ''}.")
        else:
            self.say(f"{at[0]} of {at[1]}")

    # -- links -------------------------------------------------------------------------------------------------------

    def do_follow(self) -> None:
        """Set letters on the links in sight; typing those of one opens it."""
        if not self._is_open():
            return
        self._links = self.article.show_hints()
        if not self._links:
            self.say("No link is in sight.")
            return
        self.ask("follow", "link", hint="the letters before it")

    def typed_follow(self, prompt: Prompt, text: str) -> None:
        """Open the link whose letters were typed."""
        letters = text.strip().lower()
        if not letters:
            return
        if letters in self._links:
            url = self._links[letters]
            self.close_prompt()
            self.left_follow()
            self.open_address(url)
            return
        fits = [url for label, url in self._links.items() if label.startswith(letters)]
        if not fits:
            prompt.hint("no link has these letters", wrong=True)
        else:
            prompt.hint(fits[0] if len(fits) == 1 else "the letters before it")

    def answer_follow(self, _: str) -> None:
        """Enter before the letters of a link: none is opened."""
        self.left_follow()

    def left_follow(self) -> None:
        """Take the letters away."""
        self._links = {}
        self.article.hide_hints()

    # -- pipes -------------------------------------------------------------------------------------------------------

    def do_pipe(self) -> None:
        """Ask for a command that gets the item, or in CLAIMS the claims."""
        if not self.pane.targets():
            self.say("There is nothing to pipe.")
            return
        self.ask("pipe", "|", hint="a command that reads Markdown; after json, JSON")

    def answer_pipe(self, line: str) -> None:
        """Give what is marked or under the cursor to the command, and show what it says."""
        if not line.strip():
            return
        if not self.pane.targets():
            self.say("There is nothing to pipe.")
            return
        from newsterm.ui.piping import wish_of  # noqa: PLC0415 - few pipe anything

        wish = wish_of(line)
        given = self._given(as_json=wish.as_json)
        self.say(f"Waiting for {wish.words[0]}…")
        self.begin("pipe", partial(self._ask, wish.words, given))

    def _given(self, *, as_json: bool) -> str:
        """What is marked or under the cursor, as Markdown or JSON: items with article and claims, or claims."""
        from newsterm.ui.piping import claims_given, items_given  # noqa: PLC0415 - as above

        if self.where is Where.CLAIMS and self.reading is not None:
            wanted, item = self.claims.targets(), self.reading.item
            rows = [(item, marked) for marked in self.reading.claims if marked.claim.id in wanted]
            return claims_given(rows, as_json=as_json)
        return items_given([self.library.reading(entry) for entry in self.entries()], as_json=as_json)

    async def _ask(self, words: tuple[str, ...], given: str) -> None:
        from newsterm.ui.piping import NoAnswer, ask  # noqa: PLC0415 - as above

        try:
            answer = await asyncio.to_thread(ask, words, given)
        except NoAnswer as error:
            self.say(str(error), bad=True)
            return
        ended = "" if answer.status == 0 else f" (it ended with {answer.status})"
        lines = visible(answer.text).strip().split("\n")
        self.say(f"{words[0]}: {lines[0] or 'done'}{ended}", bad=answer.status != 0)
        if len(lines) > 1 and self.is_current:
            from newsterm.ui.screens.output import Output  # noqa: PLC0415 - as above

            self.app.push_screen(Output(f"{words[0]}{ended}", answer.text))


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number:,} places"
