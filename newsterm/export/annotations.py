"""Claims as Web Annotations (W3C Web Annotation Data Model, 2017): an annotation each, in one collection.

A claim's target is the story's address with a selector for each stretch of what was said: the words with what stands
around them, and their place in the text that newsterm made of the page, in code points. Its body tells who says so in
newsterm's own terms, which the file's context declares: `said`, `saidBy`, `sourceKind`, `sourceRole`, `through` (whom
it came by, in order), `cue`, `hedge`, `speechAct`, `quotation`, `saidWhen` (the words), `saidOn` (the date that they
mean), `confidence` that somebody said so, `checkWorthiness`, `extractor`. Tags are bodies with the purpose `tagging`,
a note is one with `commenting`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsterm.export.citation import hedge_words
from newsterm.export.names import name_of
from newsterm.export.record import time_text
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.export.about import About
    from newsterm.export.record import Record
    from newsterm.model import MarkedClaim, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = "urn:newsterm:claims:"
_TERMS: Record = {
    "newsterm": VOCABULARY,
    **{
        term: f"newsterm:{term}"
        for term in (
            "said", "saidBy", "sourceKind", "sourceRole", "cue", "speechAct", "quotation", "saidWhen",
            "saidOn", "confidence", "checkWorthiness", "extractor",
        )
    },
    "through": {"@id": "newsterm:through", "@container": "@list"},
    "hedge": {"@id": "newsterm:hedge", "@container": "@set"},
}  # fmt: skip
_AROUND = 32
"""Characters before and after that a selector tells, as many as a claim's own."""


def annotation_collection(readings: Iterable[Reading], about: About) -> Iterator[str]:
    """The collection, all annotations on its first page; how many they are is told at the end."""
    own = name_of("query", about.title)
    head = {"@context": [CONTEXT, _TERMS], "id": own, "type": "AnnotationCollection", "label": about.title}
    page = {"id": f"{own}#page-1", "type": "AnnotationPage", "partOf": own, "startIndex": 0}
    yield f'{_open(head)},\n"first": {_open(page)},\n"items": ['
    total = 0
    for reading in readings:
        for marked in reading.claims:
            yield f"{',' if total else ''}\n{json.dumps(_annotation(reading, marked, about), ensure_ascii=False)}"
            total += 1
    yield f'\n]}},\n"total": {total}}}\n'


def _open(record: Record) -> str:
    """An object that is not closed yet."""
    return json.dumps(record, ensure_ascii=False)[:-1]


_SOFTWARE = {"id": "urn:newsterm:software", "type": "Software", "name": "newsterm"}
_READER = {"id": "urn:newsterm:reader", "type": "Person"}
"""Who highlights: whoever exports knows the name."""


def _annotation(reading: Reading, marked: MarkedClaim, about: About) -> Record:
    highlight = marked.claim.kind is Kind.OWN
    bodies = [] if highlight else [_body(reading, marked)]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in marked.state.tags]
    if marked.state.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": marked.state.note})
    targets = [_target(reading, marked, span) for span in marked.claim.content or (None,)]
    made = {
        "id": name_of("claim", marked.claim.id),
        "type": "Annotation",
        "motivation": "highlighting" if highlight else "describing",
        "created": time_text(marked.state.kept or about.at),
        "creator": _READER if marked.claim.own else _SOFTWARE,
        "target": targets if len(targets) > 1 else targets[0],
    }
    return made | ({"body": bodies if len(bodies) > 1 else bodies[0]} if bodies else {})


def _body(reading: Reading, marked: MarkedClaim) -> Record:
    claim = marked.claim
    text = reading.article.text if reading.article else None
    told: dict[str, Any] = {
        "said": claim.text,
        "saidBy": claim.resolved or claim.source_text,
        "sourceKind": claim.kind.value,
        "sourceRole": claim.role,
        "through": [link for link in claim.chain[1:] if link],
        "cue": claim.cue_text,
        "hedge": list(hedge_words(claim, text)),
        "speechAct": claim.act.value,
        "quotation": claim.quote_type.value,
        "saidWhen": claim.when.text if claim.when else None,
        "saidOn": claim.when.date if claim.when else None,
        "confidence": claim.confidence,
        "checkWorthiness": claim.check_worthiness,
        "extractor": claim.extractor,
    }
    told = {name: value for name, value in told.items() if value not in (None, [])}
    return {"id": f"{name_of('claim', claim.id)}#source", "type": "Dataset", **told}


def _target(reading: Reading, marked: MarkedClaim, span: Span | None) -> Record:
    """A range of the text; without one, words that it no longer holds."""
    text, quote = (reading.article.text if reading.article else ""), marked.claim.quote
    exact, prefix, suffix = (
        (text[span.start : span.end], text[max(0, span.start - _AROUND) : span.start], text[span.end :][:_AROUND])
        if text and span
        else (quote.exact, quote.prefix, quote.suffix)
    )
    words = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end} if span else None
    item = reading.item
    return {
        "type": "SpecificResource",
        "source": item.entry.link or name_of("item", item.id),
        "selector": [words, place] if place else words,
    }
