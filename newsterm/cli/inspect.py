"""`newsterm inspect`: what newsterm makes of a feed, or which feeds a page offers."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from newsterm.cli.files import is_address, read_input
from newsterm.cli.lines import Asked, answer_lines
from newsterm.cli.output import columns, out, out_json, say
from newsterm.errors import FetchError, ParseError, UsageError
from newsterm.export.plain import local_time
from newsterm.export.records import candidate_record, parsed_record
from newsterm.feeds.discover import discover
from newsterm.feeds.parse import parse
from newsterm.feeds.sites import Candidate, known_site, likely_site
from newsterm.poller.asking import PARSE_SECONDS
from newsterm.poller.desk import fetch_once
from newsterm.workers import Workers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from newsterm.cli.world import World
    from newsterm.model import ParsedFeed


Result = TypeVar("Result")


class Document(Struct, frozen=True, kw_only=True):
    """Bytes and where they came from."""

    body: bytes
    url: str
    content_type: str | None = None


def read_feed(document: Document) -> ParsedFeed:
    """The feed in the document. Runs in a worker."""
    return parse(document.body, url=document.url, content_type=document.content_type)


def offered(document: Document) -> tuple[Candidate, ...]:
    """The feeds that the document names, or the document itself where it is one. Runs in a worker."""
    try:
        feed = read_feed(document)
    except ParseError:
        return discover(document.body, url=document.url, content_type=document.content_type)
    kind = (document.content_type or "").partition(";")[0].strip()
    return (Candidate(url=document.url, title=feed.info.title, type=kind or None),)


def inspect(args: argparse.Namespace, world: World) -> int:
    """One document, or lines of them."""
    if args.format == "jsonl":
        return asyncio.run(_lines(args))
    if args.source is None:
        raise UsageError("Name a FILE, a URL or - for standard input, or give --jsonl and lines on standard input.")
    return asyncio.run(_one(args, world))


async def _one(args: argparse.Namespace, world: World) -> int:
    if args.discover:
        return _show(await _discovered(args, world), args)
    parsed = await _in_worker(read_feed, await _document(args, world))
    if args.format == "json":
        out_json(parsed_record(parsed))
    else:
        out(f"{parsed.info.title or '(no title)'} · {len(parsed.entries)} entries")
        out(columns([(local_time(e.published), e.title or "(no title)") for e in parsed.entries]))
    return 0


async def _discovered(args: argparse.Namespace, world: World) -> tuple[Candidate, ...]:
    """The feeds of an address by its site's rules, without asking it where these suffice; else what the page offers."""
    address = args.source if is_address(args.source) else args.base or ""
    if is_address(args.source) and (sites := known_site(address)):
        return sites
    likely = likely_site(address)
    try:
        document = await _document(args, world)
    except FetchError:
        if likely:
            return likely
        raise
    return await _in_worker(offered, document) or known_site(address) or likely


def _show(candidates: tuple[Candidate, ...], args: argparse.Namespace) -> int:
    if args.format == "json":
        out_json([candidate_record(c) for c in candidates])
    else:
        out(columns([(c.url, c.title or "") for c in candidates]))
    if not candidates:
        say(f"{args.source} names no feed; `newsterm add` looks where feeds usually are, too.")
    return 0 if candidates else 1


async def _in_worker(work: Callable[[Document], Result], document: Document) -> Result:
    async with Workers(1) as workers:
        return await workers.run(PARSE_SECONDS, work, document)


async def _document(args: argparse.Namespace, world: World) -> Document:
    if is_address(args.source):
        fetched = await fetch_once(args.source, world.settings)
        content_type = args.content_type or fetched.headers.get("content-type")
        return Document(body=fetched.body or b"", url=args.base or fetched.final_url, content_type=content_type)
    return Document(body=read_input(args.source), url=args.base or _place(args.source), content_type=args.content_type)


def _place(source: str) -> str:
    return "file:///dev/stdin" if source == "-" else Path(source).absolute().as_uri()


async def _lines(args: argparse.Namespace) -> int:
    async with Workers(1) as workers:

        async def answer(asked: Asked) -> dict[str, Any]:
            name = asked.string("file")
            if name is None:
                raise UsageError('A line names its "file".')
            document = Document(
                body=read_input(name),
                url=asked.string("base") or args.base or _place(name),
                content_type=asked.string("content_type"),
            )
            return parsed_record(await workers.run(PARSE_SECONDS, read_feed, document))

        return await answer_lines(answer)
