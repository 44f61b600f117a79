"""Claims in the terms of schema.org: a `Claim` each, with the article that it appears in.

newsterm says of nothing that it is true. A `ClaimReview` is written only of a claim that its user has given a tag such
as `verdict:misleading`, and has the user's own word as its rating: who publishes it adds `author` and `url`.
Who is named is the claim's `author`: a `Person`, or an `Organization` where it is one or an outlet. A document is what
the claim `isBasedOn`. Unnamed people, groups and the article itself are `creditText`, for they are neither. Its own
date is `dateCreated`, that of the article `datePublished`. Where it was said first is not known: `appearance` is where
it was read, and there is no `firstAppearance`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsterm.export.names import name_of
from newsterm.export.record import time_text
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.export.about import About
    from newsterm.export.record import Record
    from newsterm.model import Claim, MarkedClaim, Reading

CONTEXT = "https://schema.org"
VERDICT = "verdict:"
"""What a tag begins with that is the user's judgement of a claim."""
_AUTHORS = {
    Kind.NAMED_PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.OUTLET: "Organization",
}


def schema_org(readings: Iterable[Reading], about: About) -> Iterator[str]:
    """One graph of all claims, their articles inside them, and of reviews."""
    yield f'{{"@context": "{CONTEXT}", "@graph": ['
    lead = "\n"
    for reading in readings:
        for marked in reading.claims:
            for record in (_claim(reading, marked, about), *_reviews(marked)):
                yield f"{lead}{json.dumps(record, ensure_ascii=False)}"
                lead = ",\n"
    yield "\n]}\n"


def _claim(reading: Reading, marked: MarkedClaim, about: About) -> Record:
    claim, state = marked.claim, marked.state
    highlight = claim.kind is Kind.OWN
    return _without_empty(
        {
            "@type": _type(claim),
            "@id": name_of("claim", claim.id),
            "text": claim.text,
            **_source(claim),
            "dateCreated": claim.when.date if claim.when else None,
            "datePublished": time_text(reading.item.entry.published),
            "inLanguage": (reading.article.language if reading.article else None) or reading.item.entry.language,
            "keywords": [tag for tag in state.tags if not tag.startswith(VERDICT)],
            "comment": {"@type": "Comment", "text": state.note} if state.note else None,
            "isPartOf" if highlight else "appearance": _article(reading),
            "sdDatePublished": about.at.astimezone().date().isoformat(),
        }
    )


def _type(claim: Claim) -> str:
    """What the user highlighted and nobody is said to say is no claim."""
    return "Quotation" if claim.kind is Kind.OWN else "Claim"


def _source(claim: Claim) -> Record:
    name = claim.resolved or claim.source_text
    if not name:
        return {}
    if kind := _AUTHORS.get(claim.kind):
        role = claim.role if kind == "Person" else None
        return {"author": _without_empty({"@type": kind, "name": name, "jobTitle": role})}
    if claim.kind is Kind.DOCUMENT:
        return {"isBasedOn": {"@type": "CreativeWork", "name": name}}
    return {"creditText": name}


def _article(reading: Reading) -> Record:
    item, article = reading.item, reading.article
    entry = item.entry
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": entry.link or name_of("item", item.id),
            "url": entry.link,
            "headline": entry.title,
            "author": [{"@type": "Person", "name": name} for name in entry.authors],
            "publisher": {"@type": "Organization", "name": (article.outlet if article else None) or item.feed_title},
            "datePublished": time_text(entry.published),
            "dateModified": time_text(entry.updated),
        }
    )


def _reviews(marked: MarkedClaim) -> Iterator[Record]:
    for tag in marked.state.tags:
        if tag.startswith(VERDICT) and (verdict := tag.removeprefix(VERDICT).strip()):
            yield _without_empty(
                {
                    "@type": "ClaimReview",
                    "@id": name_of("review", f"{marked.claim.id} {tag}"),
                    "claimReviewed": marked.claim.text,
                    "itemReviewed": {"@type": _type(marked.claim), "@id": name_of("claim", marked.claim.id)},
                    "reviewRating": {"@type": "Rating", "alternateName": verdict},
                    "reviewBody": marked.state.note,
                }
            )


def _without_empty(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, [], "")}
