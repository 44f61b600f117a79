"""What a line that is being typed may go on with: words, and what the words before it take."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError, UsageError
from newsterm.simple.arranging import Arranging
from newsterm.simple.commanding import Commanding
from newsterm.simple.commands import completions
from newsterm.ui.action import Takes
from newsterm.ui.actions import BY_ID
from newsterm.ui.marks import tag_names
from newsterm.ui.views import SORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_ABOUT_FEEDS = frozenset(
    {"feed-card", "rename-feed", "move-feed", "pause-feed", "resume-feed", "remove-feed", "refresh"}
)
"""Commands that a feed's name may follow."""


class Completing(Arranging, Commanding):
    """What the terminal's Tab asks."""

    def completed(self, line: str) -> list[str]:
        """The lines that a line may be completed to; nothing where the cache can't be asked."""
        with suppress(NewstermError):
            return completions(line, self.vocabulary.words(), self._names_for)
        return []

    def _names_for(self, word: str, begun: str) -> Iterable[str]:
        """What may follow a word, of which so much is typed."""
        try:
            command = self.vocabulary.read(word).command
        except UsageError:
            return []
        if command in {"views", "folders", "tags", "feeds"}:
            return self.names_to_show(command)
        if command in _ABOUT_FEEDS:
            return self.names_to_show("feeds")
        if command in {"help", "command-line"}:
            return self.vocabulary.words()
        action = BY_ID.get(command)
        if command == "tag-menu":
            return self._names(Takes.TAGS, begun)
        return self._names(action.takes, begun) if action is not None and action.takes is not None else []

    def _names(self, takes: Takes, begun: str) -> Iterable[str]:
        """What an action may be given."""
        match takes:
            case Takes.TAGS:
                target, _ = self.targets()
                return tag_names(self.library, target, self.slots(target))
            case Takes.MUTE:
                return ["feed", "author", "word"]
            case Takes.VIEW:
                return self.names_to_show("switcher")
            case Takes.SAVED | Takes.NAME:
                return [view.name for view in self.library.views()]
            case Takes.SORT:
                return [sort.value for sort in SORT_WORDS]
            case Takes.QUERY:
                from newsterm.ui.completing import of_query, query_names  # noqa: PLC0415 - seldom asked for

                return of_query(begun, names=query_names(self.library, self.reading)).lines(begun)
            case Takes.FILE:
                from newsterm.ui.files import complete_file  # noqa: PLC0415 - as above

                return complete_file(begun).lines(begun)
            case Takes.ADDRESS:
                from newsterm.ui.files import complete_path  # noqa: PLC0415 - as above

                return complete_path(begun).lines(begun)
        return []
