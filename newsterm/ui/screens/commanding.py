"""The commands of the settings, run from the reader: beside the loop, with what is marked or under the cursor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.ui.action import BOOKMARK
from newsterm.ui.render.visible import visible
from newsterm.ui.screens.managing import Managing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.commands import Outcome
    from newsterm.settings import Command


class Commanding(Managing):
    """The actions that run a program of the user's."""

    def do_bookmark(self) -> None:
        """Give the item to the command that the settings name for it."""
        from newsterm.commands import NO_BOOKMARKS  # noqa: PLC0415 - few run any before the first paint

        if BOOKMARK in self.settings.commands:
            self.run_own(BOOKMARK)
        else:
            self.say(NO_BOOKMARKS, bad=True)

    def run_own(self, name: str) -> None:
        """Run a command of the settings on what is marked or under the cursor; ask first where that is wanted."""
        from newsterm.commands import command_of, things  # noqa: PLC0415 - as above

        command = command_of(self.settings, name)
        ids = self.pane.targets() if command.on == "claim" else self.some_items()
        if not ids:
            self.say("There is no claim here.")
            return
        if not command.confirm:
            self._begin_own(name, command, ids)
            return
        from newsterm.ui.screens.question import Question  # noqa: PLC0415 - as above

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin_own(name, command, ids)

        self.app.push_screen(Question(f"{command.title or name}: {things(command, ids)}?"), answered)

    def _begin_own(self, name: str, command: Command, ids: Sequence[str]) -> None:
        self.say(f"{command.title or name}: running…")
        self.run_worker(self._run_own(name, command, ids), group="commands")

    async def _run_own(self, name: str, command: Command, ids: Sequence[str]) -> None:
        """Run it, and show what it says and what follows when all is done."""
        from newsterm import commands  # noqa: PLC0415 - as above

        def work() -> Outcome:
            with self.library.beside() as library:
                return commands.run(library, command, ids)

        title = command.title or name
        try:
            outcome = await asyncio.to_thread(work)
            made = commands.follow_up(self.library, command, outcome.done)
        except NewstermError as error:
            self.say(f"{title}: {error}", bad=True)
            return
        for action in made:
            self.show_changes(action)
        if outcome.problem:
            self.say(f"{title}: {outcome.problem}", bad=True)
            return
        lines = visible(outcome.text).strip().split("\n")
        told = (lines[0] if command.show != "nothing" else "") or f"done with {commands.things(command, ids)}"
        self.say("; ".join([f"{title}: {told}", *(action.label for action in made)]))
        if command.show == "output" and len(lines) > 1 and self.is_current:
            from newsterm.ui.screens.output import Output  # noqa: PLC0415 - as above

            self.app.push_screen(Output(title, outcome.text))
