"""Articles and claims kept beside their entries; the marks of claims outlive a new extraction."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from tinydb import where
from tinydb.table import Document

from newsterm.model import Kind, MarkedClaim, Reading, Revision
from newsterm.store import codec, indexing, search
from newsterm.store.anchors import anchored_in, successors
from newsterm.store.connection import Sync
from newsterm.store.items import item_from, number_of
from newsterm.store.traits import traits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from tinydb.queries import QueryInstance

    from newsterm.model import Article, Claim, Item
    from newsterm.store.cache import Cache

MARKS = ("tags", "rejected", "note", "kept")
"""What makes a claim one that the user would miss: a mark, or that it is a highlight of the user's own."""
_ANEW = "anew"
"""What stands where the extractors of an article are named that is to be made again."""
_AT_ONCE = 1000
"""Items in a transaction; others that write need not wait longer."""


def made_by(article: str, claims: str) -> str:
    """What says which extractors made an entry's article and claims."""
    return f"{article} + {claims}"


def save(
    cache: Cache,
    key: str,
    article: Article,
    claims: Sequence[Claim],
    *,
    made: str,
    note: str | None,
    replaced_at: datetime | None,
    revised: bool,
) -> int | None:
    """Keep what was made of an entry, in one transaction; an entry that is gone is passed over.

    The entry's number where it is prepared for the first time, in the words in which it came.

    `made` is what `made_by` says of those who made it. With `replaced_at` the article of before stays as an earlier
    version; `revised` counts a change.
    """
    kept = codec.article_to(article) | ({"note": note} if note else {})
    with cache.transaction(sync=Sync.NORMAL):
        number = number_of(cache, key)
        if number is None:
            return None
        doc = cache.entries.get(doc_id=number)
        first = "made" not in doc and not doc.get("prepared")
        before = indexing.stored_words(cache, number, doc)
        if replaced_at is not None and (earlier := cache.articles.get(doc_id=number)):
            cache.revisions.insert({"entry": number, "until": codec.time_to(replaced_at), "article": dict(earlier)})
        doc["revisions"] += revised
        cache.articles.remove(doc_ids=[number])
        cache.articles.insert(Document(kept, number))
        replace_claims(cache, number, doc, article, claims)
        doc["made"] = made
        recount(cache, number, doc)
        cache.entries.save([doc])
        search.replace(cache.rows, number, before, indexing.stored_words(cache, number, doc))
    search.tend(cache.rows)
    return number if first else None


def recount(cache: Cache, number: int, doc: dict[str, Any]) -> None:
    """Write into an entry's document how many claims count, and on which kinds of source they rest.

    Words that the user highlighted count where somebody is said to say them.
    """
    live = [c for c in cache.claims.search(where("entry") == number) if c["live"] and not c["rejected"]]
    kinds = Counter(c["kind"] for c in live if c["kind"] != Kind.OWN)
    doc["claims"] = kinds.total()
    doc["named"] = kinds[Kind.NAMED_PERSON.value]
    doc["unnamed"] = kinds[Kind.UNNAMED_PERSON.value]
    doc.pop("kinds", None)
    doc.pop("traits", None)
    if kinds:
        doc["kinds"] = dict(kinds)
    if live:
        doc["traits"] = traits_of(live)


def replace_claims(cache: Cache, number: int, doc: dict[str, Any], article: Article, claims: Sequence[Claim]) -> None:
    """Let an entry have these claims.

    They take over ids and marks of the old; a marked one that is not found again is kept out of sight. What the user
    highlighted goes to where the new text has it, and stays without a place where it does not.
    """
    there = cache.claims.search(where("entry") == number)
    old = sorted((c for c in there if not c.get("own")), key=lambda c: (not c["live"], c["nth"]))
    own = [c for c in there if c.get("own")]
    made = [claim_doc(number, doc, nth, claim) for nth, claim in enumerate(claims)]
    before = [codec.claim_from(c, doc["key"]) for c in old]
    after = [replace(claim, id=fields["key"]) for claim, fields in zip(claims, made, strict=True)]
    lost = dict(enumerate(old))
    for one, other in successors(before, after, article.text):
        same = lost.pop(one)
        made[other] |= {name: same[name] for name in ("key", *MARKS) if name in same}
    kept = [{**c, "live": False} for c in lost.values() if any(c.get(m) for m in MARKS)]
    made += [*kept, *(_moved(c, doc["key"], article, made) for c in own)]
    # Numbers above all that there were: whoever watches for new claims knows them by that.
    numbers = count((cache.claims.highest() or 0) + 1)
    cache.claims.remove(doc_ids=[c.doc_id for c in there])
    cache.claims.insert_multiple([Document(claim, number) for claim, number in zip(made, numbers, strict=False)])


def _moved(own: Document, entry: str, article: Article, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A highlight in another text, between the claims that were found there."""
    content = codec.spans_to(anchored_in(article, codec.claim_from(own, entry).quote, near=own["was"]))
    was = content[0][0] if content else own["was"]
    return {**own, "content": content, "was": was, "nth": nth_among(found, was)}


def nth_among(claims: Iterable[Mapping[str, Any]], place: int) -> float:
    """Where in their order a highlight comes whose words begin at this place: behind those found that begin before it.

    Several highlights between two claims are in the order of their places, which are below 2^40.
    """
    before = [c["nth"] for c in claims if c["live"] and not c.get("own") and c["content"][0][0] < place]
    return float(max(before, default=-1) + 0.5 + place / 2**42)


def claim_doc(number: int, doc: Mapping[str, Any], nth: float, claim: Claim) -> dict[str, Any]:
    """The document of an entry's claim, which has no marks yet; its id becomes one of the entry's."""
    via = [link for link in claim.chain[1:] if link]
    said_by = "\n".join(dict.fromkeys(filter(None, (claim.resolved, claim.source_text, claim.role))))
    return {
        **codec.claim_to(claim),
        "key": f"{doc['key']}.{claim.id.rpartition('.')[2]}",
        "entry": number,
        "time": doc["sort_time"],
        "nth": nth,
        "live": True,
        "rejected": False,
        "hedged": bool(claim.hedges),
        "source": said_by.casefold(),
        "via": "\n".join(via).casefold(),
        "cue": (claim.cue_text or "").casefold(),
    }


def reading(cache: Cache, key: str) -> Reading | None:
    """An entry with its body, article and claims."""
    number = number_of(cache, key)
    doc = None if number is None else cache.entries.get(doc_id=number)
    if number is None or doc is None:
        return None
    kept = cache.articles.get(doc_id=number)
    claims = cache.claims.search((where("entry") == number) & (where("live") == True)) if kept else []  # noqa: E712
    claims.sort(key=lambda c: float(c["nth"]))
    return Reading(
        item=item_from(doc, cache.labels(), cache.bodies.get(doc_id=number)),
        article=codec.article_from(kept) if kept else None,
        claims=tuple(codec.marked_from(c, key) for c in claims if not c["rejected"]),
        note=kept.get("note") if kept else None,
    )


def revisions(cache: Cache, key: str) -> tuple[Revision, ...]:
    """The earlier versions of an entry, oldest first; none where there is no such entry."""
    number = number_of(cache, key)
    docs = [] if number is None else cache.revisions.search(where("entry") == number)
    return tuple(map(_revision, sorted(docs, key=lambda doc: (doc["until"], doc.doc_id))))


def _revision(doc: Document) -> Revision:
    until = codec.moment(doc["until"])
    if "article" in doc:
        return Revision(until=until, article=codec.article_from(doc["article"]))
    return Revision(until=until, entry=codec.entry_from(doc, doc))


def make_anew(cache: Cache, query: QueryInstance, tell: Callable[[int], None]) -> int:
    """Have articles and claims of what satisfies the query made again; what they are meanwhile stays."""
    if cache.entries.explain(query).exact:
        found = list(cache.entries.select(("id", "made"), query))
    else:
        found = [(doc.doc_id, doc.get("made")) for doc in cache.entries.search(query)]
    numbers = [number for number, made in found if made is not None]
    for start in range(0, len(numbers), _AT_ONCE):
        with cache.transaction(sync=Sync.NORMAL):
            cache.entries.update({"made": _ANEW}, doc_ids=numbers[start : start + _AT_ONCE])
        tell(min(len(numbers), start + _AT_ONCE))
    return len(numbers)


def waiting(cache: Cache, made: str, limit: int) -> tuple[str, ...]:
    """Ids of shown entries, newest first, whose article and claims are missing or made by others than `made`."""
    sql = "SELECT key FROM entries WHERE shown = 1 AND made IS NOT ? ORDER BY sort_time DESC LIMIT ?"
    return tuple(key for (key,) in cache.rows.rows(sql, (made, limit)))


def to_make_anew(cache: Cache, limit: int) -> tuple[str, ...]:
    """Ids of entries that `make_anew` has named and that nobody has made again yet, newest first.

    Those that a followed feed carries, hidden or not.
    """
    sql = "SELECT key FROM entries WHERE shown IN (1, 2) AND made = ? ORDER BY sort_time DESC LIMIT ?"
    return tuple(key for (key,) in cache.rows.rows(sql, (_ANEW, limit)))


def with_items(cache: Cache, docs: Sequence[Document]) -> tuple[tuple[Item, MarkedClaim], ...]:
    """Claims with the items that they are found in."""
    labels = cache.labels()
    entries = cache.entries.documents({c["entry"] for c in docs})
    items = {number: item_from(doc, labels) for number, doc in entries.items()}
    return tuple((items[c["entry"]], codec.marked_from(c, items[c["entry"]].id)) for c in docs if c["entry"] in items)
