"""The JSON Schemas (draft 2020-12) of the records that newsterm prints, made from their shapes.

Each has a name and a version, which stand in its `$id`. Within a version members are only added, never taken away,
renamed or given another meaning; whoever reads leaves out what it does not know.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from newsterm.errors import NotFound
from newsterm.export import care_shapes, round_shapes, rule_shapes, shape, shapes
from newsterm.hints import did_you_mean

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PROMISE = "Within a version members are only added. What is absent is null, never missing."


class Published(Struct, frozen=True):
    """A schema's name, the shape that it tells of, and which commands print such records."""

    name: str
    shape: Any
    printed_by: str
    version: int = 1

    @property
    def id(self) -> str:
        """Its `$id`: a name, no address."""
        return f"urn:newsterm:{self.name}:{self.version}"

    @property
    def description(self) -> str:
        """What such a record is, in a sentence."""
        return " ".join((self.shape.__doc__ or "").split())

    def schema(self) -> dict[str, Any]:
        """The schema of one record."""
        made = msgspec.json.schema(self.shape)
        definitions = made["$defs"]
        root = definitions.pop(made["$ref"].rpartition("/")[2])
        return {
            "$schema": DRAFT,
            "$id": self.id,
            "$comment": f"{self.printed_by}. {PROMISE}",
            **root,
            **({"$defs": definitions} if definitions else {}),
        }


_LISTED = (
    Published("item", shapes.Item, "newsterm list and watch"),
    Published("item-full", shapes.FullItem, "newsterm list --full"),
    Published("copy", shape.Line, "newsterm export jsonl"),
    Published("reading", shapes.Reading, "newsterm show, export json; commands given items"),
    Published("claim", shapes.ClaimRow, "newsterm claims, sources NAME, watch --claims; commands given claims"),
    Published("claim-rejected", shapes.RejectedClaim, "newsterm claims --rejected"),
    Published("hit", shapes.Hit, "newsterm search"),
    Published("source", shapes.Source, "newsterm sources"),
    Published("tag", shapes.Tag, "newsterm tags"),
    Published("feed", shapes.Feed, "newsterm feeds"),
    Published("view", shapes.View, "newsterm views"),
    Published("rule", rule_shapes.Rule, "newsterm rules and mute"),
    Published("rule-note", rule_shapes.RuleNote, "newsterm rules log"),
    Published("deed", rule_shapes.Deed, "newsterm rules run"),
    Published("enclosure", shapes.NumberedEnclosure, "newsterm play --list"),
    Published("diff", shapes.Difference, "newsterm diff"),
    Published("poll", round_shapes.Poll, "newsterm poll --json"),
    Published("poll-started", round_shapes.PollStarted, "newsterm poll --jsonl"),
    Published("poll-feed", round_shapes.PollFeed, "newsterm poll --jsonl"),
    Published("poll-prepared", round_shapes.PollPrepared, "newsterm poll --jsonl"),
    Published("poll-ended", round_shapes.PollEnded, "newsterm poll --jsonl"),
    Published("inspect", shapes.Parsed, "newsterm inspect"),
    Published("candidate", shapes.Candidate, "newsterm inspect --discover"),
    Published("extract", shapes.Extracted, "newsterm extract"),
    Published("paths", care_shapes.Paths, "newsterm paths"),
    Published("setting", care_shapes.Setting, "newsterm config list"),
    Published("problem", care_shapes.Problem, "newsterm config check"),
    Published("key", care_shapes.Key, "newsterm keys"),
    Published("doctor", care_shapes.Doctor, "newsterm doctor"),
    Published("schema", care_shapes.Published, "newsterm schema"),
)
SCHEMAS = {published.name: published for published in _LISTED}
"""By name, in the order in which they are listed."""


def published(name: str) -> Published:
    """The schema of that name. NotFound where there is none."""
    if name not in SCHEMAS:
        raise NotFound(f'There is no schema "{name}".{did_you_mean(name, SCHEMAS) or " `newsterm schema` lists them."}')
    return SCHEMAS[name]


def published_record(one: Published) -> dict[str, Any]:
    """A schema in the list of schemas."""
    return {"name": one.name, "id": one.id, "description": one.description}
