"""Lines of JSON in, lines of JSON out, in order; a bad line costs itself."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from newsterm.cli.output import out_jsonl, say
from newsterm.errors import NewstermError, UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Answer = Callable[["Asked"], Awaitable[dict[str, Any]]]


class Asked:
    """One line's object, with its fields as the types they must have."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def string(self, name: str) -> str | None:
        """A field that is a string or absent."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, str):
            raise UsageError(f'"{name}" is {type(value).__name__}, not a string.')
        return value


async def answer_lines(answer: Answer) -> int:
    """Answer each line of stdin with what `answer` makes of it, or its error; the exit status."""
    failed = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        key: Any = number
        try:
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise UsageError("It is no JSON object.")
            key = fields.get("id", number)
            told = await answer(Asked(fields))
        except (NewstermError, ValueError, RecursionError) as error:
            failed = True
            say(f"newsterm: line {number}: {error}")
            told = {"error": str(error)}
        out_jsonl([{"id": key, **told}], at_once=True)
    return 1 if failed else 0
