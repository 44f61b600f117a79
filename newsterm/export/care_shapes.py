"""The shapes of the JSON about newsterm itself: paths, keys, settings, its health; see `newsterm.export.shapes`."""

# Annotations are looked at when a schema is made: no `from __future__ import annotations` here.
from typing import Annotated, Any, TypedDict

from newsterm.export.shapes import told


class Paths(TypedDict):
    """Where things are kept: `newsterm paths`."""

    data: str
    cache: str
    settings: str
    images: str
    log: str


class Key(TypedDict):
    """What keys do: `newsterm keys`."""

    action: Annotated[str, told("Its name in settings and command line.")]
    keys: Annotated[list[str], told("As a person reads them.")]
    title: str
    help: str


class Doctor(TypedDict):
    """Whether the cache is whole: `newsterm doctor`."""

    cache: str
    bytes: Annotated[int, told("On disk.")]
    unused: Annotated[int, told("Bytes of the file that hold nothing.")]
    schema: int
    documents: Annotated[dict[str, int], told("By table.")]
    sizes: Annotated[dict[str, int], told("Bytes by table, with indexes.")]
    problems: Annotated[list[str], told("Sentences; none where all is well.")]
    ok: bool
    claims_engine: Annotated[str, told("What finds claims here, with its version.")]


class Published(TypedDict):
    """A schema: `newsterm schema`."""

    name: str
    id: Annotated[str, told("Its `$id`, with the version at the end.")]
    description: str


class Setting(TypedDict):
    """A setting, as it is and as it would be."""

    key: Annotated[str, told("Dotted, as TOML.")]
    value: Annotated[Any, told("Null where it is not set; what is secret is not shown.")]
    default: Annotated[Any, told("Null where there is none.")]
    set: Annotated[bool, told("Whether the settings file sets it.")]
    line: Annotated[int | None, told("Its line in the file.")]
    type: Annotated[str, told("What it accepts, in words.")]
    meaning: str


class Problem(TypedDict):
    """What is wrong in a settings file."""

    file: str
    line: int | None
    key: str | None
    problem: Annotated[str, told("In words.")]
