"""Through whom a statement came: "told Reuters", "in an interview with", "first reported by"; the outlet last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.claims.people import MEDIA, MEDIA_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.model import Span

_NAME = r"(?:[Tt]he )?[A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|of|and|&|de)){0,5}(?: ?['’]s [A-Z]\w+(?: [A-Z]\w+){0,2})?"
_LINKS = (
    re.compile(rf"\b(?:told|tells|telling|tell|informed) (?:the )?(?P<name>{_NAME})"),
    re.compile(rf"\b[Ii]nterview(?:ed)?\b(?: \w+){{0,3}}? (?:with|by|on|for|to) (?P<name>{_NAME})"),
    re.compile(rf"\b(?:in|to|for) an? (?P<name>{_NAME}) interview\b"),
    re.compile(
        rf"\b(?:first )?(?:reported|published|obtained|disclosed|cited|quoted) (?:\w+ )?(?:by|in) (?P<name>{_NAME})"
    ),
    re.compile(rf"\b(?:said|says|appeared|appearance|speaking|spoke) on (?P<name>{_NAME})"),
    re.compile(rf"\b(?:in an email|in an e-mail|in a statement|an email|statement) to (?P<name>{_NAME})"),
    re.compile(rf"\b[Aa]ccording to (?P<name>{_NAME})"),
)
_TRAILING = re.compile(r"(?: (?:on|in|at|of|and|for|during|after))+$| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$")
_POSSESSOR = re.compile(r"['’]s .*$")


def find_links(text: str, regions: Iterable[Span], *, source: str | None) -> tuple[str, ...]:
    """Media that the words around a claim name as the ones who were told, in order; never the source itself."""
    links: list[str] = []
    for region in regions:
        for pattern in _LINKS:
            for match in pattern.finditer(text, region.start, region.end):
                name = _TRAILING.sub("", match["name"]).rstrip(".")
                if is_medium(name) and not _same(name, source) and not any(_same(name, x) for x in links):
                    links.append(name)
    return tuple(links)


def is_medium(name: str) -> bool:
    """Whether a name is that of a medium: a known one, or one that ends like one."""
    owner = _POSSESSOR.sub("", name)
    words = [w.lower().strip(".") for w in owner.split()]
    if not words:
        return False
    return words[-1] in MEDIA or words[-1] in MEDIA_NOUNS or (words[0] in MEDIA) or words[:2] == ["the", "post"]


def make_chain(origin: str | None, links: Iterable[str], outlet: str | None) -> tuple[str | None, ...]:
    """Origin first, then the links, the outlet last; an outlet that was told itself stands once."""
    between = [link for link in links if not _same(link, outlet)]
    return (origin, *between, outlet)


def _same(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    a, b = (re.sub(r"^the |\W", "", s.lower()) for s in (one, other))
    return a == b
