"""What rules ask for beyond marks: the user told of what has arrived, and commands that are given it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from newsterm.commands import PLACES, Given, environment
from newsterm.errors import FetchError, UsageError
from newsterm.events import Arrived, Notice
from newsterm.export.records import item_record
from newsterm.poller.commands import output_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from newsterm.model import Deed, Item
    from newsterm.poller.desk import Desk
    from newsterm.settings import Settings

_MOST = 10 * 2**20
"""Bytes of what it prints, which nobody reads."""
_TITLES = 3
"""How many items the user is told of by title."""


class Errands:
    """Gathered while a round stores, done when it has stored: a command that hangs keeps no transaction open."""

    def __init__(self) -> None:
        self._items: dict[str, list[str]] = {}

    def note(self, deeds: Iterable[Deed]) -> None:
        """Take in what rules did."""
        for deed in deeds:
            self._items.setdefault(deed.rule, []).append(deed.entry)

    async def run(self, desk: Desk) -> None:
        """Tell the user and give commands what rules met; what goes wrong is told, logged, and stops nothing."""
        noted, self._items = self._items, {}
        if not noted:
            return
        rules = {rule.name: rule for rule in desk.store.rules()}
        pipes = []
        for name, ids in noted.items():
            rule = rules.get(name)
            if rule is None or not (rule.notify or rule.pipe):
                continue
            items = desk.store.items(ids)
            seen = [item for item in items if not item.state.hidden]
            if rule.notify and seen:
                titles = tuple(f"{item.title} ({item.feed_title})" for item in seen[:_TITLES])
                desk.tell(Arrived(rule=name, titles=titles, count=len(seen)))
            if rule.pipe and items:
                pipes.append(self._pipe(desk, name, rule.pipe, items))
        await asyncio.gather(*pipes)

    @staticmethod
    async def _pipe(desk: Desk, rule: str, command: str, items: Sequence[Item]) -> None:
        problem = await pipe_problem(desk.settings, command, items, desk.store.path.parent)
        if problem is not None:
            desk.store.note_problem(rule, problem, at=desk.clock())
            desk.tell(Notice(text=f'The rule "{rule}" could not pipe: {problem}', bad=True))


async def pipe_problem(settings: Settings, command: str, items: Sequence[Item], data: Path) -> str | None:
    """Give a command of the settings these items, a JSON object a line; what went wrong, as a sentence.

    `data` is the folder of the cache, for a newsterm that the command may call.
    """
    try:
        argv, seconds = _command(settings, command)
        lines = "".join(f"{json.dumps(item_record(item, full=False))}\n" for item in items)
        environ = environment(Given(text=lines, variables={"COUNT": str(len(items))}), data)
        await output_of(argv, given=lines.encode(), seconds=seconds, most=_MOST, environ=environ)
    except (FetchError, UsageError) as error:
        return str(error)
    return None


def _command(settings: Settings, name: str) -> tuple[tuple[str, ...], float]:
    """The command's words, and how long it may take. UsageError where the settings have none that can be piped to."""
    found = settings.commands.get(name)
    if found is None or found.run is None:
        raise UsageError(f'The settings have no command "{name}": [commands.{name}] with run = ["..."] has.')
    if needed := next((place for place in PLACES if any(f"{{{place}}}" in word for word in found.run)), None):
        raise UsageError(f"commands.{name} asks for {{{needed}}} of one item; a rule pipes several at once.")
    return found.run, found.seconds
