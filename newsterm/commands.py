"""The user's own commands: what they are given, how they are run, and what is done when they went well.

A command is a program and its arguments, never a shell's line. What comes from feeds reaches it as JSON on its standard
input, as variables of its environment, and in the place of `{url}` and the like, each inside one argument.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import NewstermError, UsageError
from newsterm.export.claim_records import claim_row_record
from newsterm.export.markdown import claims_markdown, item_link
from newsterm.export.records import reading_record
from newsterm.hints import did_you_mean
from newsterm.model import TagEdit, Target, clean_line, clean_text, counted
from newsterm.model.address import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.library import Library
    from newsterm.model import Action, Item, MarkedClaim, Reading
    from newsterm.settings import Command, Settings

_MOST = 200_000
"""Characters of an answer that are taken."""
_LONGEST = 4000
"""Characters of a variable: systems bound the environment as a whole."""
NO_BOOKMARKS = "Nothing bookmarks yet; set commands.bookmark.run (see README)."
PLACES = ("url", "id", "title", "feed", "claim", "source")
"""What may stand in braces in an argument."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a command said, and how it ended."""

    text: str
    errors: str = ""
    """What it said on its standard error, where that is told apart."""
    status: int

    @property
    def trouble(self) -> str:
        """The first line that tells what went wrong."""
        return next(iter((*_lines(self.errors), *_lines(self.text))), "")


class NoAnswer(NewstermError):
    """Why a command could not be asked, as a sentence."""


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.splitlines()) if line]


class Given(Struct, frozen=True, kw_only=True):
    """What a command is given."""

    text: str
    """Its standard input."""
    variables: Mapping[str, str]
    """By name, without what all of them begin with."""


def command_of(settings: Settings, name: str) -> Command:
    """The command of that name. UsageError where the settings have none that can be run."""
    found = settings.commands.get(name)
    if found is None:
        hint = did_you_mean(name, settings.commands)
        raise UsageError(f'The settings have no command "{clean_line(name)}" ([commands.NAME]).{hint}')
    if not found.run:
        raise UsageError(f"commands.{name}.run is not set: the program and its arguments.")
    return found


def item_given(reading: Reading) -> Given:
    """One item with article and claims."""
    item = reading.item
    return Given(text=json.dumps(reading_record(reading)) + "\n", variables=_of_item(item))


def items_given(readings: Iterable[Reading]) -> Given:
    """Several items, a line of JSON each."""
    lines = [json.dumps(reading_record(reading)) + "\n" for reading in readings]
    return Given(text="".join(lines), variables={"COUNT": str(len(lines))})


def claim_given(item: Item, marked: MarkedClaim) -> Given:
    """One claim with its item."""
    claim = marked.claim
    variables = {
        **_of_item(item),
        "ID": claim.id,
        "CLAIM": claim.text,
        "SOURCE": claim.resolved or claim.source_text or "",
        "KIND": claim.kind.value,
        "TAGS": ",".join(marked.state.tags),
        "MARKDOWN": claims_markdown([(item, marked)]),
    }
    return Given(text=json.dumps(claim_row_record(item, marked)) + "\n", variables=variables)


def _of_item(item: Item) -> dict[str, str]:
    return {
        "ID": item.id,
        "ITEM": item.id,
        "LINK": item.entry.link or "",
        "TITLE": item.title,
        "FEED": item.feed_title,
        "AUTHORS": ", ".join(item.entry.authors),
        "TAGS": ",".join(item.state.tags),
        "MARKDOWN": item_link(item),
    }


def argv_of(command: Sequence[str], given: Given) -> list[str]:
    """The words of a command with what stands in braces put in its place, inside its word.

    NoAnswer where a link is wanted that is none. What would make an option of a word gets a space before it.
    """
    variables = {name: _variable(text) for name, text in given.variables.items()}
    values = {name: variables.get("LINK" if name == "url" else name.upper(), "") for name in PLACES}
    if any("{url}" in word for word in command) and (problem := refusal(given.variables.get("LINK", ""))):
        raise NoAnswer(problem.replace("opened", "given to a command"))
    first, *others = command
    return [str(Path(first).expanduser()), *(filled(word, values) for word in others)]


def filled(word: str, values: Mapping[str, str]) -> str:
    """A word of a command with each {name} replaced by its value, once; no value makes an option or a path of it."""
    pieces, rest = [], word
    while rest:
        name = next((n for n in values if rest.startswith(f"{{{n}}}")), None)
        if name is None:
            at = rest.find("{", 1)
            at = len(rest) if at < 0 else at
            pieces.append(rest[:at])
            rest = rest[at:]
        else:
            pieces.append(values[name])
            rest = rest[len(name) + 2 :]
    made = "".join(pieces)
    return f" {made}" if made.startswith(("-", "~")) and made[:1] != word[:1] else made


def _variable(text: str) -> str:
    return clean_line(text)[:_LONGEST]


def environment(given: Given, data: Path) -> dict[str, str]:
    """The environment of a command: newsterm's own, what it is given as NEWSTERM_..., and where the cache is."""
    told = {f"NEWSTERM_{name}": _variable(text) for name, text in given.variables.items()}
    return {**os.environ, **told, "NEWSTERM_DATA": str(data)}


def ask(
    words: Sequence[str], given: str, *, seconds: float, environ: Mapping[str, str] | None = None, apart: bool = True
) -> Answer:
    """What a command answers when it reads the text; it has so many seconds. NoAnswer where there is no answer.

    With `apart` its errors are told apart from its answer.
    """
    try:
        done = subprocess.run(
            words,
            input=given.encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if apart else subprocess.STDOUT,
            timeout=seconds,
            start_new_session=True,
            env=environ,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(f"{words[0]} took longer than {seconds:g} seconds and was ended.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise NoAnswer(f"{words[0]} could not be started: {reason or error}.") from error
    text = done.stdout.decode("utf-8", "replace")
    shown = text if len(text) <= _MOST else f"{text[:_MOST]}\n… the rest is left out"
    return Answer(text=shown, errors=(done.stderr or b"")[:_MOST].decode("utf-8", "replace"), status=done.returncode)


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of running a command on things, one after the other."""

    text: str
    """What it said, every time."""
    done: tuple[str, ...]
    """The ids of those that it went well with."""
    problem: str | None = None
    """Why it was not run on the others, in a sentence."""


def run(library: Library, command: Command, ids: Sequence[str]) -> Outcome:
    """Run a command once for each of these items - or claims, where it is for claims - or once for all of them.

    It ends with the first that fails. NotFound for an id that is not there, before anything is run.
    """
    each = [tuple(ids)] if command.on == "items" else [(one,) for one in ids]
    given = [_given(library, command, some) for some in each]
    said = ""
    done: list[str] = []
    for some, what in zip(each, given, strict=True):
        try:
            said += _run(command, what, library.folder).text
        except NoAnswer as error:
            return Outcome(text=said, done=tuple(done), problem=str(error))
        done += some
    return Outcome(text=said, done=tuple(done))


def _given(library: Library, command: Command, ids: tuple[str, ...]) -> Given:
    match command.on:
        case "items":
            return items_given(map(library.reading, ids))
        case "claim":
            return claim_given(*library.claim(ids[0]))
    return item_given(library.reading(ids[0]))


def _run(command: Command, given: Given, data: Path) -> Answer:
    """Run a command once. NoAnswer where it can't be run or fails, with the first line of what it says of that."""
    words = argv_of(command.run or (), given)
    answer = ask(words, given.text, seconds=command.seconds, environ=environment(given, data))
    if answer.status:
        told = f": {answer.trouble}" if answer.trouble else "."
        raise NoAnswer(f"{Path(words[0]).name} ended with {answer.status}{told}")
    return Answer(text=clean_text(answer.text), status=0)


def things(command: Command, ids: Sequence[str]) -> str:
    """How many things it is run on, in words: "3 items"."""
    return counted(len(ids), "claim" if command.on == "claim" else "item")


def follow_up(library: Library, command: Command, ids: Sequence[str]) -> list[Action]:
    """Do what the settings want when the command went well; what that changed."""
    target = Target.CLAIM if command.on == "claim" else Target.ENTRY
    made = [_step(library, target, ids, step) for step in command.then if ids]
    return [action for action in made if action is not None]


def _step(library: Library, target: Target, ids: Sequence[str], step: str) -> Action | None:
    verb, _, tag = step.partition(":")
    match verb:
        case "tag":
            return library.edit_tags(target, ids, TagEdit(add=(tag,)))
        case "untag":
            return library.edit_tags(target, ids, TagEdit(remove=(tag,)))
        case _ if target is Target.CLAIM:
            return None
        case "read" | "unread":
            return library.set_read(ids, verb == "read")
    return library.set_starred(ids, verb == "star")
