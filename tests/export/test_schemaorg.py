"""schema.org: every property stands where the published vocabulary lets it stand, and nothing is judged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from newsterm.export.schemaorg import CONTEXT, schema_org
from newsterm.model import BlockKind, Kind, Reading

from .world import ABOUT, HOSTILE, SAID, claim, highlighted, reading, usual

# Domains and ranges as they are published (schema.org 29, rdfs:subClassOf, schema:domainIncludes, schema:rangeIncludes)
# of what is used; "Text", "Date", "DateTime" and "URL" are written as strings.
SUPER = {
    "Claim": "CreativeWork", "Quotation": "CreativeWork",
    "NewsArticle": "CreativeWork", "Comment": "CreativeWork", "ClaimReview": "CreativeWork",
    "CreativeWork": "Thing", "Person": "Thing", "Organization": "Thing", "Rating": "Thing", "Thing": None,
}  # fmt: skip
TEXT = "text"
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "name": ({"Thing"}, {TEXT}),
    "url": ({"Thing"}, {TEXT}),
    "alternateName": ({"Thing"}, {TEXT}),
    "text": ({"CreativeWork"}, {TEXT}),
    "headline": ({"CreativeWork"}, {TEXT}),
    "author": ({"CreativeWork", "Rating"}, {"Person", "Organization"}),
    "publisher": ({"CreativeWork"}, {"Person", "Organization"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork", TEXT}),
    "creditText": ({"CreativeWork"}, {TEXT}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "comment": ({"CreativeWork"}, {"Comment"}),
    "keywords": ({"CreativeWork"}, {TEXT}),
    "inLanguage": ({"CreativeWork"}, {TEXT}),
    "dateCreated": ({"CreativeWork"}, {TEXT}),
    "dateModified": ({"CreativeWork"}, {TEXT}),
    "datePublished": ({"CreativeWork"}, {TEXT}),
    "sdDatePublished": ({"CreativeWork"}, {TEXT}),
    "jobTitle": ({"Person"}, {TEXT}),
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "claimReviewed": ({"ClaimReview"}, {TEXT}),
    "itemReviewed": ({"ClaimReview"}, {"Thing"}),
    "reviewRating": ({"ClaimReview"}, {"Rating"}),
    "reviewBody": ({"ClaimReview"}, {TEXT}),
}


def kinds(name: str | None) -> list[str]:
    """A type and what it is a kind of."""
    return [name, *kinds(SUPER[name])] if name else []


def check(node: dict[str, Any]) -> None:
    """Each property in its domain, each value in its range, all the way down."""
    own = kinds(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        domain, ranges = PROPERTIES[name]
        assert domain & set(own), f"{name} is no property of {node['@type']}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                assert ranges & set(kinds(one["@type"])), f"{one['@type']} is no value of {name}"
                check(one)
            else:
                assert TEXT in ranges
                assert isinstance(one, str)


def graph(*readings: Reading) -> list[dict[str, Any]]:
    whole = json.loads("".join(schema_org(readings, ABOUT)))
    assert whole["@context"] == CONTEXT
    found: list[dict[str, Any]] = whole["@graph"]
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_every_property_is_one_of_its_type_and_has_a_value_of_its_range(kind: Kind) -> None:
    said = claim(SAID, "the port was safe", kind=kind, name=None if kind is Kind.NONE else "Ana Sorel")
    said = replace(said, claim=replace(said.claim, role="Minister"), state=usual().claims[0].state)
    for node in graph(reading((BlockKind.PARAGRAPH, SAID), claims=(said,))):
        check(node)


def test_only_who_is_named_is_an_author() -> None:
    nodes = [
        graph(reading((BlockKind.PARAGRAPH, SAID), claims=(claim(SAID, "nothing", kind=kind, name="X"),)))[0]
        for kind in (Kind.NAMED_PERSON, Kind.OUTLET, Kind.DOCUMENT, Kind.UNNAMED_PERSON, Kind.GROUP)
    ]
    assert [node.get("author", {}).get("@type") for node in nodes] == ["Person", "Organization", None, None, None]
    assert nodes[2]["isBasedOn"]["name"] == nodes[3]["creditText"] == nodes[4]["creditText"] == "X"


def test_a_review_is_written_only_of_what_the_user_has_judged_and_in_the_users_word() -> None:
    first, review, second = graph(usual())
    assert (first["@type"], second["@type"]) == ("Claim", "Claim")
    assert first["keywords"] == ["check"]
    assert review["@type"] == "ClaimReview"
    assert review["itemReviewed"]["@id"] == first["@id"]
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "unproven"}


def test_a_claim_tells_when_it_was_said_and_where_it_was_read() -> None:
    first = graph(usual())[0]
    assert (first["dateCreated"], first["datePublished"]) == ("2026-11-23", "2026-11-24T09:00:00Z")
    assert first["appearance"]["headline"] == "Ministers weigh"
    assert first["appearance"]["publisher"] == {"@type": "Organization", "name": "Harbour Post"}


def test_what_the_user_highlighted_is_a_quotation_of_its_article_and_a_claim_where_somebody_says_it() -> None:
    nodes = graph(highlighted())
    for node in nodes:
        check(node)
    quotations = [node for node in nodes if node["@type"] == "Quotation"]
    assert [node["isPartOf"]["headline"] for node in quotations] == ["Ministers weigh"] * 3
    assert not {"author", "creditText", "appearance"} & {name for node in quotations for name in node}
    assert (quotations[0]["keywords"], quotations[0]["comment"]["text"]) == (["x"], HOSTILE)
    assert [n["isBasedOn"]["name"] for n in nodes if n.get("text") == "A report"] == ["the audit"]
