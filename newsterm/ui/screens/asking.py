"""Asking: one line above the bottom line, with completion and what was answered before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.model import Target
from newsterm.ui.actions import BY_ID, Takes
from newsterm.ui.screens.base import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsterm.ui.completing import Completer
    from newsterm.ui.widgets.prompt import Prompt

_KEPT = 50
"""How many answers of a kind are remembered."""


class Asking(Desk):
    """Prompts.

    What is typed goes to `typed_` and the purpose of the prompt, where there is such a method; leaving it to `left_`,
    the answer to `answer_`. The purpose is mostly the id of an action, so that the command line can answer as well.
    """

    def ask(
        self, purpose: str, label: str, *, text: str = "", hint: str = "", complete: Completer | None = None
    ) -> None:
        """Ask for a line; what completes it follows from what the action takes, unless it is given."""
        from newsterm.ui.widgets.prompt import Prompt  # noqa: PLC0415 - the first paint does not wait for it

        action = BY_ID.get(purpose)
        if complete is None and action is not None and action.takes is not None:
            complete = self.completer(action.takes)
        self.prompt = Prompt(purpose, label, text=text, complete=complete, past=self._past(purpose), hint=hint)
        self.mount(self.prompt)

    def _past(self, purpose: str) -> Sequence[str]:
        """Earlier answers, the latest last."""
        kept = self.library.memo(_memo(purpose))
        return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []

    def _keep(self, purpose: str, text: str) -> None:
        """Remember an answer, over restarts."""
        before = [known for known in self._past(purpose) if known != text]
        self.library.remember(_memo(purpose), [*before, text][-_KEPT:])

    # -- what a prompt tells -----------------------------------------------------------------------------------------

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """The text of a prompt changed."""
        typed = getattr(self, _method("typed", event.prompt.purpose), None)
        if typed is not None:
            typed(event.prompt, event.text)

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """A prompt was left without an answer."""
        self.close_prompt()
        left = getattr(self, _method("left", event.prompt.purpose), None)
        if left is not None:
            left()

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """A prompt was answered."""
        self.close_prompt()
        try:
            if event.text.strip():
                self._keep(event.prompt.purpose, event.text.strip())
            self.answer(event.prompt.purpose, event.text)
        except NewstermError as error:
            self.say(str(error), bad=True)

    def answer(self, purpose: str, text: str) -> None:
        """Do what was asked for with the answer."""
        getattr(self, _method("answer", purpose))(text)

    def close_prompt(self) -> None:
        """Take the prompt away; keys go where they went before."""
        pane = self.pane  # before textual looks for another that may have the keys
        if self.prompt is not None:
            self.prompt.remove()
        self.prompt = None
        self.set_focus(pane)
        self.lay_out()

    # -- completion --------------------------------------------------------------------------------------------------

    def completer(self, takes: Takes) -> Completer | None:
        """What completes a line of this kind, as things are at the moment."""
        from newsterm.ui import completing  # noqa: PLC0415 - as above

        match takes:
            case Takes.TAGS:
                return partial(completing.of_list, names=self.tag_names())
            case Takes.QUERY:
                return partial(completing.of_query, names=self.query_names())
            case Takes.FILE:
                from newsterm.ui.files import complete_path  # noqa: PLC0415 - as above

                return complete_path
            case Takes.ACTION:
                from newsterm.ui.command import complete_command  # noqa: PLC0415 - as above

                return partial(complete_command, argument=self.completer)
        names = self.names(takes)
        return completing.of(names) if names else None

    def query_names(self) -> Mapping[str, Sequence[str]]:
        """The library's names that a query may hold, by the field that takes them."""
        feeds = self.library.feed_counts()
        folders = sorted({feed.folder for feed in feeds if feed.folder})
        tagged = (Target.ENTRY, Target.CLAIM)
        tags = dict.fromkeys(name for target in tagged for name, _ in self.library.tags(target))
        claims = [marked.claim for marked in self.reading.claims] if self.reading is not None else []
        sources = dict.fromkeys(claim.resolved or claim.source_text for claim in claims)
        via = dict.fromkeys(name for claim in claims for name in claim.chain[1:-1])
        cues = dict.fromkeys(claim.cue_text for claim in claims)
        return {
            "feed": [feed.title for feed in feeds],
            "folder": folders,
            "tag": list(tags),
            "source": [name for name in sources if name],
            "via": [name for name in via if name],
            "cue": [cue for cue in cues if cue],
        }

    # -- what others of its parts do ---------------------------------------------------------------------------------

    def tag_names(self) -> list[str]:
        """All tags that what is focused may get."""
        raise NotImplementedError

    def names(self, takes: Takes) -> Sequence[str]:
        """The names that an action may be given, where they can be listed."""
        raise NotImplementedError


def _method(verb: str, purpose: str) -> str:
    return f"{verb}_{purpose.replace('-', '_')}"


def _memo(purpose: str) -> str:
    return f"past.{purpose}"
