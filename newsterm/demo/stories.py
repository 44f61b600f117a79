"""The story files: a header of `name: value` lines, a blank line, and a body in blocks.

Blocks are separated by blank lines: `## heading`, `- item`, `1. item`, `> quotation`, `| table | row |`, code between
lines of three backticks, `!figure name | caption | credit`, `!promo LABEL: words | outlet/slug`, `!newsletter`, and
paragraphs. Inside a line: `*emphasis*`, `**strong**`, `` `code` ``, `[words](outlet/slug)`.

A story has two editions. `name[2]: value` is a header line and `[2] ` begins a block that the second edition alone has,
`[1]` the first alone; `edition: 2` means that the story appears with the second edition.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

EDITIONS = (1, 2)


class Shape(StrEnum):
    """What a block of a story file is."""

    HEADING = "## "
    LIST = "- "
    NUMBERED = "1. "
    QUOTE = "> "
    TABLE = "| "
    CODE = "```"
    FIGURE = "!figure "
    PROMO = "!promo "
    NEWSLETTER = "!newsletter"
    PARAGRAPH = ""


class Part(Struct, frozen=True, kw_only=True):
    """A block of a story file; its lines still carry inline marks and placeholders, but not what begins the shape."""

    shape: Shape
    lines: tuple[str, ...]


class Version(Struct, frozen=True, kw_only=True):
    """What one edition prints of a story."""

    title: str | None
    byline: str | None
    summary: str | None
    parts: tuple[Part, ...]


class Story(Struct, frozen=True, kw_only=True):
    """A story of one outlet, in both editions."""

    outlet: str
    """The outlet's key."""
    slug: str
    at: timedelta
    """When it was published, counted from the moment of serving: negative."""
    updated: timedelta | None
    """When the second edition changed it; None where it didn't."""
    edition: int
    """The first edition that has it."""
    section: str
    language: str
    tags: tuple[str, ...]
    comments: int
    carries: str | None
    """`outlet/slug` of another outlet's page that this entry links to instead of a page of its own."""
    audio: bool
    """Whether a recording is enclosed."""
    versions: tuple[Version, Version]

    @property
    def key(self) -> str:
        """`outlet/slug`, as links name it."""
        return f"{self.outlet}/{self.slug}"

    def version(self, edition: int) -> Version:
        """What that edition prints."""
        return self.versions[edition - 1]


@cache
def load() -> tuple[Story, ...]:
    """All bundled stories, newest first."""
    folder = files("newsterm.demo") / "stories"
    found = [
        parse(file.name.removesuffix(".md"), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".md")
    ]
    return tuple(sorted(found, key=lambda story: (story.at, story.key), reverse=True))


_FIELD = re.compile(r"(?P<name>[a-z]+)(?:\[(?P<edition>[12])\])?: *(?P<value>.*)")
_FIELDS = frozenset(
    {"at", "updated", "edition", "section", "language", "tags", "comments", "carries", "audio"}
    | {"title", "byline", "summary"}
)


def parse(name: str, text: str) -> Story:
    """The story in a file called `OUTLET-SLUG.md`. ValueError where its header can't be read."""
    header, _, body = text.partition("\n\n")
    fields = {edition: _fields(name, header, edition) for edition in EDITIONS}
    first = fields[1]
    outlet, _, slug = name.partition("-")
    return Story(
        outlet=outlet,
        slug=slug,
        at=parse_offset(first["at"]),
        updated=parse_offset(first["updated"]) if "updated" in first else None,
        edition=int(first.get("edition", "1")),
        section=first.get("section", "news"),
        language=first.get("language", "en"),
        tags=tuple(tag.strip() for tag in first.get("tags", "").split(",") if tag.strip()),
        comments=int(first.get("comments", "0")),
        carries=first.get("carries"),
        audio=first.get("audio") == "yes",
        versions=(_version(fields[1], body, 1), _version(fields[2], body, 2)),
    )


def _fields(name: str, header: str, edition: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in header.splitlines():
        match = _FIELD.fullmatch(line)
        if match is None or match["name"] not in _FIELDS:
            raise ValueError(f'The story "{name}" has a header line that is not one: "{line}".')
        if match["edition"] in {None, str(edition)}:
            fields[match["name"]] = match["value"].strip()
    return fields


def _version(fields: dict[str, str], body: str, edition: int) -> Version:
    return Version(
        title=fields.get("title"),
        byline=fields.get("byline"),
        summary=fields.get("summary"),
        parts=parse_parts(body, edition),
    )


_OFFSET = re.compile(r"-(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


def parse_offset(text: str) -> timedelta:
    """`-1d2h30m` as a negative duration. ValueError for anything else."""
    match = _OFFSET.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError(f'"{text}" is no offset like -1d2h30m.')
    days, hours, minutes = (int(number or 0) for number in match.groups())
    return -timedelta(days=days, hours=hours, minutes=minutes)


_BLOCK = re.compile(r"(?:\[[12]\] )?```\n(?:.*\n)*?```|(?:.+(?:\n|$))+")
_FOR_EDITION = re.compile(r"\[([12])\] ")


def parse_parts(body: str, edition: int) -> tuple[Part, ...]:
    """The blocks of a body that this edition has."""
    parts = []
    for block in (match[0].rstrip("\n") for match in _BLOCK.finditer(body)):
        only = _FOR_EDITION.match(block)
        if only is None or only[1] == str(edition):
            parts.append(_part(block[only.end() :] if only else block))
    return tuple(parts)


def _part(block: str) -> Part:
    lines = block.split("\n")
    shape = next(shape for shape in Shape if block.startswith(shape))
    if shape is Shape.CODE:
        return Part(shape=shape, lines=tuple(lines[1:-1]))
    if shape is Shape.NUMBERED:
        return Part(shape=shape, lines=tuple(re.sub(r"^\d+\. ", "", line) for line in lines))
    if shape in {Shape.PARAGRAPH, Shape.HEADING}:
        return Part(shape=shape, lines=(" ".join(lines).removeprefix(shape),))
    return Part(shape=shape, lines=tuple(line.removeprefix(shape) for line in lines))
