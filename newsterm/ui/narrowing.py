"""Which of an article's claims a query finds, and the queries for one kind of source after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model.claim import Kind
from newsterm.query.fields import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from newsterm.errors import QueryError
    from newsterm.library import Library
    from newsterm.model import MarkedClaim


def next_kind(claims: Iterable[MarkedClaim], query: str) -> str:
    """The query for the next kind of source among the claims, after that of `query`; after the last one none."""
    there = {marked.claim.kind for marked in claims}
    queries = ["", *(f"kind:{KIND_NAMES[kind][0]}" for kind in Kind if kind in there)]
    at = queries.index(query) if query in queries else 0
    return queries[(at + 1) % len(queries)]


def claims_found(library: Library, entry: str, text: str, today: date) -> tuple[frozenset[str], QueryError | None]:
    """Ids of the entry's claims that the text finds, words looked for in the claim; what of it can't be read.

    QueryError where the store can't ask it, StoreError where it can't be asked.
    """
    from newsterm.query.claims import asked_of_claims  # noqa: PLC0415 - the first paint does not wait for it
    from newsterm.query.parse import parse_leniently  # noqa: PLC0415 - as above

    tree, error = parse_leniently(text, today=today)
    return library.claim_ids(entry, asked_of_claims(tree)), error
