"""Readings as one page that needs nothing but a browser: no network, no script, nothing that a feed can act with."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from newsterm.export.citation import day_words, facts
from newsterm.export.html import Spot, blocks_html, line, link
from newsterm.export.looks import LOOKS, css, css_class
from newsterm.export.plain import claims_counted, local_time
from newsterm.export.record import time_text
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.export.about import About
    from newsterm.model import MarkedClaim, Reading

_BOXES = 48
"""Boxes of a profile at most; of more claims they are a share."""


def page(readings: Iterable[Reading], about: About) -> Iterator[str]:
    """The page: a table of contents, then each item with its sourcing, its article and its claims.

    The contents come first and are known last, so that the items wait in a file: any number fits.
    """
    contents: list[str] = []
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as waiting:
        for nth, reading in enumerate(readings, 1):
            item = reading.item
            told = ", ".join(filter(None, (line(item.feed_title), claims_counted(reading.claims))))
            contents.append(f'<li><a href="#i{nth}">{line(item.title)}</a> <span class="meta">{told}</span></li>\n')
            waiting.write(_item(nth, reading))
        yield _head(about)
        yield f'<nav aria-label="Contents"><h2 id="contents">Contents</h2>\n<ol>\n{"".join(contents)}</ol></nav>\n'
        yield "<main>\n"
        waiting.seek(0)
        while some := waiting.read(65536):
            yield some
    yield f"</main>\n<footer><p>Written by newsterm on {line(local_time(about.at))}. Claims are what somebody is said "
    yield "to have\nsaid; whether it is so, this page does not say.</p></footer>\n</body>\n</html>\n"


def _head(about: About) -> str:
    rules = css()
    digest = b64encode(sha256(rules.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = line(about.title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="newsterm">\n'
        f"<title>{title}</title>\n<style>{rules}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#contents">To the contents</a>\n'
        f'<header><h1>{title}</h1><p class="meta">{line(day_words(about.at))}</p></header>\n'
    )


def _item(nth: int, reading: Reading) -> str:
    item, article = reading.item, reading.article
    spots = [Spot(number, marked.claim, f"i{nth}") for number, marked in enumerate(reading.claims, 1)]
    language = (article.language if article else None) or item.entry.language
    body = "\n".join(blocks_html(article.blocks, spots)) if article else ""
    claims = _claims(nth, reading, spots, body)
    spoken = f' lang="{line(language)}"' if language else ""
    note = f'<p class="small">{line(reading.note)}</p>\n' if reading.note else ""
    if item.state.note:
        note += f'<p class="note">{LOOKS[Kind.OWN].shape} {line(item.state.note)}</p>\n'
    return (
        f'<article id="i{nth}" aria-labelledby="h{nth}">\n<header><h2 id="h{nth}">'
        f"{link(item.entry.link, line(item.title))}</h2>\n{_masthead(reading)}{_profile(reading.claims)}{note}"
        "</header>\n"
        f'<div class="columns"><div{spoken}>{body or "<p>(no text)</p>"}</div>\n{claims}</div>\n'
        "</article>\n"
    )


def _masthead(reading: Reading) -> str:
    item = reading.item
    byline = (reading.article.byline if reading.article else None) or ", ".join(item.entry.authors)
    moment = item.entry.published or item.first_seen
    told = " · ".join(filter(None, (line(item.feed_title), line(byline))))
    dated = f'<time datetime="{time_text(moment)}">{local_time(moment)}</time>'
    tags = "".join(f" [{line(tag)}]" for tag in item.state.tags)
    return f'<p class="meta">{told} · {dated}{" · ★" if item.state.starred else ""}{tags}</p>\n'


def _profile(claims: Iterable[MarkedClaim]) -> str:
    """How many claims rest on which kind of source: a box each, and the words."""
    counts = Counter(marked.claim.kind for marked in claims)
    if not counts:
        return ""
    share = min(1.0, _BOXES / counts.total())
    rows = (
        f'<li class="{css_class(kind)}">{"<i></i>" * max(1, round(counts[kind] * share))}'
        f"<span>{LOOKS[kind].shape} {counts[kind]} {_kind_words(kind, counts[kind])}</span></li>"
        for kind in Kind
        if counts[kind]
    )
    return f'<ul class="profile">{"".join(rows)}</ul>\n'


def _kind_words(kind: Kind, count: int) -> str:
    return LOOKS[kind].words if count == 1 else LOOKS[kind].several


def _claims(nth: int, reading: Reading, spots: list[Spot], body: str) -> str:
    if not spots:
        return ""
    text = reading.article.text if reading.article else None
    rows = (
        _claim(marked, spot, text, shown=f'id="{spot.mark}"' in body)
        for marked, spot in zip(reading.claims, spots, strict=True)
    )
    are_own = {spot.kind is Kind.OWN for spot in spots}
    title = "Claims and highlights" if len(are_own) > 1 else "Highlights" if True in are_own else "Claims"
    return f'<aside aria-labelledby="a{nth}"><h3 id="a{nth}">{title}</h3>\n<ol>\n{"".join(rows)}</ol></aside>\n'


def _claim(marked: MarkedClaim, spot: Spot, text: str | None, *, shown: bool) -> str:
    """A claim beside the text; it leads back to where it is `shown` in it."""
    sign = f"{LOOKS[spot.kind].shape}{spot.nth}"
    back = f'<a class="back" href="#{spot.mark}" aria-label="claim {spot.nth} in the text">{sign}</a>'
    number = back if shown else f'<span class="back">{sign}</span>'
    told = "".join(f"<dt>{name}</dt><dd>{line(value)}</dd>" for name, value in facts(marked, text))
    return (
        f'<li id="{spot.note}" class="{css_class(spot.kind)}"><p>{number} {line(marked.claim.text)}</p>'
        f"<dl>{told}</dl></li>\n"
    )
