"""Web Annotations: no term is lost when they are read as JSON-LD, and the model's MUSTs hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from pyld import jsonld

from newsterm.export.annotations import CONTEXT, annotation_collection
from newsterm.model import BlockKind, Reading, Span

from .world import ABOUT, HOSTILE, LINK, SAID, claim, highlighted, reading, usual

_XSD = "http://www.w3.org/2001/XMLSchema#"
_AS = "http://www.w3.org/ns/activitystreams#"
_OA = "http://www.w3.org/ns/oa#"
_ID = {"@type": "@id"}
# What the published context says of the terms that are used (Web Annotation Vocabulary, 2017, appendix A).
PUBLISHED: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        name: _OA + name
        for name in (
            "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "describing",
            "highlighting", "tagging", "commenting", "exact", "prefix", "suffix",
        )
    },
    "Dataset": "http://purl.org/dc/dcmitype/Dataset",
    "Software": _AS + "Application",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "AnnotationCollection": _AS + "OrderedCollection",
    "AnnotationPage": _AS + "OrderedCollectionPage",
    "body": {**_ID, "@id": _OA + "hasBody"},
    "target": {**_ID, "@id": _OA + "hasTarget"},
    "source": {**_ID, "@id": _OA + "hasSource"},
    "selector": {**_ID, "@id": _OA + "hasSelector"},
    "motivation": {"@type": "@vocab", "@id": _OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": _OA + "hasPurpose"},
    "creator": {**_ID, "@id": "http://purl.org/dc/terms/creator"},
    "created": {"@id": "http://purl.org/dc/terms/created", "@type": _XSD + "dateTime"},
    "items": {**_ID, "@id": _AS + "items", "@container": "@list"},
    "partOf": {**_ID, "@id": _AS + "partOf"},
    "first": {**_ID, "@id": _AS + "first"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "start": {"@id": _OA + "start", "@type": _XSD + "nonNegativeInteger"},
    "end": {"@id": _OA + "end", "@type": _XSD + "nonNegativeInteger"},
    "total": {"@id": _AS + "totalItems", "@type": _XSD + "nonNegativeInteger"},
    "startIndex": {"@id": _AS + "startIndex", "@type": _XSD + "nonNegativeInteger"},
}  # fmt: skip


def load(url: str, _: object) -> dict[str, Any]:
    """The published context, from here; nothing else is ever asked for."""
    assert url == CONTEXT
    return {"documentUrl": url, "contextUrl": None, "document": {"@context": PUBLISHED}, "contentType": None}


def collection(*readings: Reading) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(annotation_collection(readings, ABOUT)))
    return found


def test_no_term_is_lost_when_it_is_read_as_linked_data() -> None:
    whole = collection(usual())
    expanded = jsonld.expand(whole, {"documentLoader": load})
    assert jsonld.compact(expanded, whole["@context"], {"documentLoader": load}) == whole


def test_the_body_tells_who_says_so_in_terms_that_the_file_declares() -> None:
    whole = collection(usual())
    (expanded,) = jsonld.expand(whole, {"documentLoader": load})
    (page,) = expanded[_AS + "first"]
    first = page[_AS + "items"][0]["@list"][0]
    body = first[_OA + "hasBody"][0]
    assert body["urn:newsterm:claims:saidBy"] == [{"@value": "Ana Sorel"}]
    assert body["urn:newsterm:claims:through"] == [{"@list": [{"@value": "Northwire"}, {"@value": "Harbour Post"}]}]
    assert body["urn:newsterm:claims:hedge"] == [{"@value": "reportedly"}]


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_term_of_a_highlight_is_lost_either() -> None:
    whole = collection(highlighted())
    expanded = jsonld.expand(whole, {"documentLoader": load})
    assert jsonld.compact(expanded, whole["@context"], {"documentLoader": load}) == whole


def test_a_highlight_is_one_of_the_readers_and_a_lost_one_is_found_by_its_words_alone() -> None:
    made = collection(highlighted())["first"]["items"]
    for annotation in made:
        must(annotation)
    kept = [a for a in made if a["creator"]["type"] == "Person"]
    assert [a["motivation"] for a in kept] == ["highlighting", "highlighting", "describing", "highlighting"]
    assert {a["created"] for a in kept} == {"2026-11-23T09:00:00Z"}
    assert [[(b["purpose"], b["value"]) for b in _all(a.get("body", ())) if "purpose" in b] for a in kept] == [
        [("tagging", "x"), ("commenting", HOSTILE)], [], [], [("commenting", "where is it?")],
    ]  # fmt: skip
    assert [len(_all(a["target"]["selector"])) for a in kept] == [2, 2, 2, 1]
    assert kept[2]["body"]["saidBy"] == "the audit"


def must(annotation: dict[str, Any]) -> None:
    """Web Annotation Data Model, 3.1 to 4.2: what an annotation, its bodies and its targets MUST have."""
    assert annotation["type"] == "Annotation"
    assert annotation["id"].startswith("urn:uuid:")
    assert annotation["motivation"] in {"describing", "highlighting"}
    assert annotation["created"].endswith("Z")
    for body in _all(annotation.get("body", [])):
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
            assert body["purpose"] in {"tagging", "commenting"}
        else:
            assert body["id"]
            assert not {"value", "source"} & set(body)
    for target in _all(annotation["target"]):
        assert target["type"] == "SpecificResource"
        assert isinstance(target["source"], str)
        quote, *places = _all(target["selector"])
        assert quote["type"] == "TextQuoteSelector"
        for place in places:
            assert place["type"] == "TextPositionSelector"
            assert 0 <= place["start"] < place["end"]
            assert SAID[place["start"] : place["end"]] == quote["exact"]
            assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in SAID


def test_every_annotation_has_what_the_model_asks_for() -> None:
    whole = collection(usual(), usual(link=None))
    page = whole["first"]
    assert (whole["type"], page["type"], page["partOf"]) == ("AnnotationCollection", "AnnotationPage", whole["id"])
    assert whole["total"] == len(page["items"]) == 4
    for annotation in page["items"]:
        must(annotation)
    assert [a["target"]["source"] == LINK for a in page["items"]] == [True, True, False, False]


def test_tags_and_notes_are_bodies_with_their_purpose() -> None:
    first, second = collection(usual())["first"]["items"]
    assert [(b["purpose"], b["value"]) for b in first["body"][1:]] == [
        ("tagging", "check"), ("tagging", "verdict:unproven"), ("commenting", "ask <them>"),
    ]  # fmt: skip
    assert isinstance(second["body"], dict)


def test_a_claim_in_two_pieces_has_a_target_for_each() -> None:
    one = claim(SAID, "the port was safe")
    both = replace(one, claim=replace(one.claim, content=(Span(0, 9), *one.claim.content)))
    (annotation,) = collection(reading((BlockKind.PARAGRAPH, SAID), claims=(both,)))["first"]["items"]
    must(annotation)
    assert [t["selector"][0]["exact"] for t in annotation["target"]] == ["Transport", "the port was safe"]


@pytest.mark.parametrize("readings", [(), (reading((BlockKind.PARAGRAPH, SAID)),)])
def test_without_claims_the_collection_is_empty(readings: tuple[Reading, ...]) -> None:
    assert collection(*readings)["total"] == 0
