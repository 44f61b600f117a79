"""Names that stay the same whoever writes them: for what has no address of its own."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


def name_of(kind: str, what: str) -> str:
    """A `urn:uuid:` (RFC 9562, version 5) of an item, a claim or a query by its id or its words."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'newsterm:{kind}:{what}')}"
