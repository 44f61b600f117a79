"""`newsterm copy`: an address or a citation put on the clipboard of the terminal that this runs in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm import clipboard
from newsterm.cli.output import say
from newsterm.errors import NewstermError
from newsterm.export.citation import claim_citation
from newsterm.export.markdown import claims_markdown, item_link
from newsterm.model.address import refusal

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library


def copy(args: argparse.Namespace, world: World) -> int:
    """Copy what is asked for; of an item its address, of a claim its citation, where nothing is said."""
    with world.library_to_read() as library:
        text = _claim(library, args.id, args.form) if "." in args.id else _item(library, args.id, args.form)
    clipboard.copy(text, world.settings.open.clipboard, os.environ, _to_terminal)
    say(f"copied: {text}")
    return 0


def _item(library: Library, key: str, form: str | None) -> str:
    item = library.item(key)
    link = item.entry.link or ""
    if form != "citation" and (problem := refusal(link)):
        raise NewstermError(problem.replace("opened", "copied"))
    match form:
        case "markdown":
            return item_link(item)
        case "citation":
            day = f", {item.entry.published:%Y-%m-%d}" if item.entry.published else ""
            return f"{item.feed_title}: {item.title}{day}" + (f" <{link}>" if refusal(link) is None else "")
    return link


def _claim(library: Library, key: str, form: str | None) -> str:
    item, marked = library.claim(key)
    match form:
        case "markdown":
            return claims_markdown([(item, marked)])
        case "link":
            return _item(library, item.id, "link")
    return claim_citation(marked.claim, item)


def _to_terminal(text: str) -> None:
    """Write to the terminal itself, wherever standard output goes: data is not mixed with what commands a terminal."""
    try:
        with Path("/dev/tty").open("w", encoding="ascii") as terminal:
            terminal.write(text)
    except OSError as error:
        if not sys.stderr.isatty():
            raise NewstermError(
                "There is no terminal whose clipboard could be asked for; the settings name a command that copies: "
                "open.clipboard."
            ) from error
        sys.stderr.write(text)
        sys.stderr.flush()
