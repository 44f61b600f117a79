"""Inside the article: words that are looked for, and links that are followed by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.ui.screens.outside import Outside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.ui.widgets.prompt import Prompt


class Inside(Outside):
    """The actions that need an open article."""

    _links: Mapping[str, str] = {}
    """Addresses by the letters that choose them, while they are shown."""

    # -- words -------------------------------------------------------------------------------------------------------

    def do_find(self) -> None:
        """Look for words in the article while they are typed."""
        if self.reading is None or self.reading.article is None:
            self.say("No article is open.")
            return
        from newsterm.ui.widgets.prompt import Prompt  # noqa: PLC0415 - the first paint does not wait for it

        self.ask(Prompt("find", "find", hint="words in this article"))

    def find_typed(self, prompt: Prompt, text: str) -> None:
        """Show what the words find so far."""
        number = self.article.find(text)
        none = bool(text) and not number
        prompt.hint("nothing found" if none else _places(number) if text else "", wrong=none)

    def find_answered(self, text: str) -> None:
        """What was found stays marked; the keys to go through it are said."""
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
        if self.reading is None or self.reading.article is None:
            self.say("No article is open.")
            return
        self._links = self.article.show_hints()
        if not self._links:
            self.say("No link is in sight.")
            return
        from newsterm.ui.widgets.prompt import Prompt  # noqa: PLC0415 - as above

        self.ask(Prompt("follow", "link", hint="the letters before it"))

    def follow_typed(self, prompt: Prompt, text: str) -> bool:
        """Open the link whose letters were typed; whether there is one."""
        letters = text.strip().lower()
        if letters in self._links:
            url = self._links[letters]
            self.follow_left()
            self.open_address(url)
            return True
        fits = [url for label, url in self._links.items() if label.startswith(letters)]
        if not fits:
            prompt.hint("no link has these letters", wrong=True)
        else:
            prompt.hint(fits[0] if len(fits) == 1 else "the letters before it")
        return False

    def follow_left(self) -> None:
        """Take the letters away."""
        self._links = {}
        self.article.hide_hints()


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number:,} places"
