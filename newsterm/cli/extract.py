"""`newsterm extract`: what newsterm makes of an article - its text, its blocks, its claims."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm import articles, claims
from newsterm.cli.files import read_input
from newsterm.cli.lines import Asked, answer_lines
from newsterm.cli.output import out, out_json
from newsterm.errors import UsageError
from newsterm.export.plain import body_lines, claim_lines
from newsterm.export.records import extracted_record
from newsterm.feeds.answer import PAGE_TYPES
from newsterm.feeds.dates import parse_date
from newsterm.model import Article, Claim, ClaimState, MarkedClaim, clean_line
from newsterm.poller.desk import fetch_once
from newsterm.poller.prepare import EXTRACT_SECONDS
from newsterm.workers import Workers

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from newsterm.cli.world import World


class Task(Struct, frozen=True, kw_only=True):
    """One article to make: a page (`html`) or a text, and what is known beside it."""

    html: bytes | str | None = None
    text: str | None = None
    content_type: str | None = None
    url: str | None = None
    published: datetime | None = None
    outlet: str | None = None
    own_voice: bool = False


def make(task: Task) -> tuple[Article, tuple[Claim, ...]]:
    """The article and its claims. Runs in a worker."""
    if task.html is not None:
        article = articles.extract_page(task.html, url=task.url, content_type=task.content_type)
    else:
        article = articles.from_text(task.text or "", url=task.url)
    published = task.published or article.published
    outlet = task.outlet or article.outlet
    found = claims.find_claims(article, published=published, outlet=outlet)
    if task.own_voice:
        found += claims.own_voice(article, published=published, outlet=outlet)
    return article, found


def extract(args: argparse.Namespace, world: World) -> int:
    """One article, or lines of them."""
    if args.jsonl:
        return asyncio.run(_lines(args))
    if args.source is None:
        raise UsageError("Name a FILE, a URL or - for standard input, or give --jsonl and lines on standard input.")
    article, found = asyncio.run(_one(args, world))
    if args.json:
        out_json(_record(article, found))
    else:
        out("\n\n".join(_page(article, found)))
    return 0


def _page(article: Article, found: tuple[Claim, ...]) -> list[str]:
    head = "\n".join(filter(None, (article.title, " · ".join(filter(None, (article.outlet, article.byline))))))
    lines = [line for c in found for line in claim_lines(MarkedClaim(claim=c, state=ClaimState()))]
    return [part for part in (head, *body_lines(article), f"{len(found)} claims\n" + "\n".join(lines)) if part]


def _record(article: Article, found: tuple[Claim, ...]) -> dict[str, Any]:
    return extracted_record(article, found)


async def _one(args: argparse.Namespace, world: World) -> tuple[Article, tuple[Claim, ...]]:
    task = await _task(args, world)
    async with Workers(1) as workers:
        return await workers.run(EXTRACT_SECONDS, make, task)


async def _task(args: argparse.Namespace, world: World) -> Task:
    known = {"published": _date(args.published), "outlet": args.outlet, "own_voice": args.own_voice}
    source: str = args.source
    if source.startswith(("http://", "https://")):
        fetched = await fetch_once(source, world.settings, accept=PAGE_TYPES)
        content_type = fetched.headers.get("content-type")
        return Task(html=fetched.body, content_type=content_type, url=args.url or fetched.final_url, **known)
    body = read_input(source)
    if args.input == "html" or (args.input is None and _looks_like_html(source, body)):
        return Task(html=body, url=args.url, **known)
    return Task(text=body.decode("utf-8-sig", "replace"), url=args.url, **known)


def _looks_like_html(name: str, body: bytes) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml")) or body.lstrip()[:1] == b"<"


def _date(text: str | None) -> datetime | None:
    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise UsageError(f'"{clean_line(text)}" is no date; write it as 2026-11-23 or 2026-11-23T14:00:00Z.')
    return found


async def _lines(args: argparse.Namespace) -> int:
    async with Workers(1) as workers:

        async def answer(asked: Asked) -> dict[str, Any]:
            return _record(*await workers.run(EXTRACT_SECONDS, make, _line_task(asked, args)))

        return await answer_lines(answer)


def _line_task(asked: Asked, args: argparse.Namespace) -> Task:
    html, text = asked.string("html"), asked.string("text")
    if (html is None) == (text is None):
        raise UsageError('An article has "html" or "text", one of the two.')
    return Task(
        html=html,
        text=text,
        url=asked.string("url") or args.url,
        published=_date(asked.string("published") or args.published),
        outlet=asked.string("outlet") or args.outlet,
        own_voice=args.own_voice,
    )
