"""The commands of the settings, run in a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.simple.managing import Managing
from newsterm.simple.plain import sentence
from newsterm.ui.action import BOOKMARK, Where

if TYPE_CHECKING:
    from newsterm.settings import Command


class Commanding(Managing):
    """The actions that run a program of the user's."""

    def do_bookmark(self, argument: str) -> None:
        """Give the item to the command that the settings name for it."""
        from newsterm.commands import NO_BOOKMARKS  # noqa: PLC0415 - few run any

        if BOOKMARK not in self.settings.commands:
            raise UsageError(NO_BOOKMARKS)
        self.run_own(BOOKMARK, argument)

    def run_own(self, name: str, argument: str) -> None:
        """Run a command of the settings on what the numbers name, else on what is marked or at hand."""
        from newsterm import commands  # noqa: PLC0415 - as above

        command = commands.command_of(self.settings, name)
        ids = self._things(command, argument)
        if not ids:
            raise UsageError("There is nothing here that it could be given.")
        if command.confirm and not self.agrees(f"{command.title or name}: {commands.things(command, ids)}?"):
            return
        with self.terminal.interruptible():
            outcome = commands.run(self.library, command, ids)
        lines = [line for line in outcome.text.splitlines() if line.strip()]
        shown = {"message": lines[:1], "nothing": [], "output": lines}[command.show]
        self.say_pages(shown or [sentence(f"{command.title or name} is done")] * (not outcome.problem))
        if outcome.problem:
            self.say(sentence(outcome.problem))
        for action in commands.follow_up(self.library, command, outcome.done):
            self.done(action)

    def _things(self, command: Command, argument: str) -> tuple[str, ...]:
        if command.on != "claim":
            return self.entries(argument)
        return self.targets(argument)[1] if self.where is Where.CLAIMS else ()
