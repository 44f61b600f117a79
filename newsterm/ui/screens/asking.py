"""Asking: one line above the bottom line, with completion and what was answered before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from newsterm.errors import NewstermError
from newsterm.ui.actions import BY_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from newsterm.library import Library
    from newsterm.ui.action import Takes
    from newsterm.ui.app import NewstermApp
    from newsterm.ui.completing import Completer
    from newsterm.ui.widgets.pane import Pane
    from newsterm.ui.widgets.prompt import Prompt

_KEPT = 50
"""How many answers of a kind are remembered."""


class Asking(Screen[None], inherit_bindings=False):
    """A screen with prompts.

    What is typed goes to `typed_` and the purpose of the prompt, where there is such a method; leaving it to `left_`,
    the answer to `answer_`. The purpose is mostly the id of an action, so that the command line can answer as well.
    """

    library: Library
    prompt: Widget | None = None
    """What takes the keys, while something is asked for."""

    def ask(
        self, purpose: str, label: str, hint: str = "", *, text: str = "", complete: Completer | None = None
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
        """The text of a prompt changed; one that has gone meanwhile asks nothing more."""
        if event.prompt is not self.prompt:
            return
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
        self.answered(event.prompt.purpose, event.text)

    def answered(self, purpose: str, text: str) -> None:
        """Remember an answer and do what was asked for; what goes wrong is said in words."""
        try:
            if text.strip():
                self._keep(purpose, text.strip())
            self.answer(purpose, text)
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

    def do_redraw(self) -> None:
        """Draw all of the screen again."""
        cast("NewstermApp", self.app).redraw()

    # -- what the screen does ----------------------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        raise NotImplementedError

    def completer(self, takes: Takes) -> Completer | None:
        """What completes a line of this kind; None where nothing does."""
        return None

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something in the bottom line."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Show the panes that have room."""
        raise NotImplementedError


def _method(verb: str, purpose: str) -> str:
    return f"{verb}_{purpose.replace('-', '_')}"


def _memo(purpose: str) -> str:
    return f"past.{purpose}"
