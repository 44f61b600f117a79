"""An item or claims given to a command of the user's, and what it says to them."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm import commands
from newsterm.commands import Answer, NoAnswer
from newsterm.export.claim_records import claim_row_record
from newsterm.export.markdown import claims_markdown, readings_markdown
from newsterm.export.records import reading_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Item, MarkedClaim, Reading

_SECONDS = 30.0
__all__ = ["Answer", "NoAnswer", "PipeWish", "ask", "claims_given", "items_given", "wish_of"]


class PipeWish(Struct, frozen=True, kw_only=True):
    """A command, and what it is given."""

    words: tuple[str, ...]
    as_json: bool = False
    """JSON instead of Markdown."""


def wish_of(line: str) -> PipeWish:
    """A command line, quoted as in a shell; none of what else a shell does is done. `json` before it wishes for JSON.

    NoAnswer where a quotation is not closed, or where there is no word.
    """
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise NoAnswer(f"The command can't be read: {str(error).lower()}.") from error
    if not words:
        raise NoAnswer("There is no command.")
    as_json = words[0] == "json" and len(words) > 1
    return PipeWish(words=tuple(words[as_json:]), as_json=as_json)


def claims_given(rows: Sequence[tuple[Item, MarkedClaim]], *, as_json: bool) -> str:
    """Claims as Markdown or JSON."""
    return json.dumps([claim_row_record(*row) for row in rows]) if as_json else claims_markdown(rows)


def items_given(readings: Sequence[Reading], *, as_json: bool) -> str:
    """Items with article and claims as Markdown or JSON; a single one as an object."""
    if as_json:
        records = [reading_record(reading) for reading in readings]
        return json.dumps(records[0] if len(records) == 1 else records)
    return "".join(readings_markdown(readings)).rstrip("\n")


def ask(words: Sequence[str], given: str) -> Answer:
    """What the command answers when it reads the text, on either of its outputs; it has half a minute."""
    return commands.ask(words, given, seconds=_SECONDS, apart=False)
