"""Items as they are carried to another cache: given with all that is kept of them, and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from tinydb import where
from tinydb.table import Document

from newsterm.model import Carried, Copy, Placed
from newsterm.store import codec, highlights, indexing, search
from newsterm.store.anchors import successors
from newsterm.store.feeds import feed_doc
from newsterm.store.ids import entry_id
from newsterm.store.items import item_from, number_of
from newsterm.store.readings import MARKS, claim_doc, recount, replace_claims
from newsterm.store.shown import is_carried, is_hidden, shown_as
from newsterm.store.writing import sort_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.model import Article, Claim, ClaimState, CopyUpdate, MarkedClaim
    from newsterm.store.cache import Cache

BATCH = 80
"""Copies in one transaction: as many as a poll stores together."""


def copy_of(cache: Cache, key: str) -> Copy | None:
    """Everything that is kept of an entry, its earlier versions left out."""
    number = number_of(cache, key)
    doc = None if number is None else cache.entries.get(doc_id=number)
    if number is None or doc is None:
        return None
    labels = cache.labels()
    kept = cache.articles.get(doc_id=number)
    claims = sorted(cache.claims.search(where("entry") == number), key=lambda c: int(c["nth"]))
    sightings = cache.sightings.search(where("entry") == number)
    sightings.sort(key=lambda s: (s["feed"] != doc["feed"], s["guid"] != doc["guid"], s.doc_id))
    return Copy(
        item=item_from(doc, labels, cache.bodies.get(doc_id=number)),
        carried=tuple(Carried(feed=labels[s["feed"]].url, guid=s["guid"]) for s in sightings if s["feed"] in labels),
        story=doc.get("story"),
        article=codec.article_from(kept) if kept else None,
        claims=tuple(codec.marked_from(c, key) for c in claims if c["live"]),
        lost=tuple(codec.marked_from(c, key) for c in claims if not c["live"] and not c.get("own")),
        note=kept.get("note") if kept else None,
        made=doc.get("made"),
    )


def take_in(cache: Cache, copies: Sequence[CopyUpdate]) -> list[Placed]:
    """Store what is not there yet, in one transaction, without marks; feeds that carry it have to be there.

    An entry that is there keeps its words; article and claims come to it only where it has none.
    """
    with cache.transaction():
        feeds = {url: feed_doc(cache, url) for url in {carried.feed for one in copies for carried in one.copy.carried}}
        placed = [_Taker(cache, one, feeds).place() for one in copies]
    search.tend(cache.rows)
    return placed


class _Taker:
    """Takes in one copy, inside a transaction."""

    def __init__(self, cache: Cache, one: CopyUpdate, feeds: Mapping[str, Document | None]) -> None:
        self._cache = cache
        self._copy = one.copy
        self._update = one.update
        found = [(feeds[carried.feed], carried.guid) for carried in one.copy.carried]
        self._carried = [(feed, guid) for feed, guid in found if feed is not None]

    def place(self) -> Placed:
        """Store it, or join it to the entry that is there."""
        number, sightings = self._known()
        doc = None if number is None else self._cache.entries.get(doc_id=number)
        if number is None or doc is None:
            key, claims = self._bring(sightings)
            return Placed(id=key, new=True, claims=claims)
        return Placed(id=doc["key"], new=False, claims=self._join(number, doc, sightings))

    def _known(self) -> tuple[int | None, dict[tuple[int, str], Document]]:
        """The number of the entry, where one of the feeds has brought it, and all that the feeds remember of it."""
        sightings = {
            (feed.doc_id, guid): seen
            for feed, guid in self._carried
            for seen in self._cache.sightings.search((where("feed") == feed.doc_id) & (where("guid") == guid))
        }
        number = next((s["entry"] for s in sightings.values() if "entry" in s), None)
        if number is None:  # its feed may have moved since: the id is of the address that it had
            found = self._cache.entries.having("key", [self._copy.item.id])
            number = next((d.doc_id for d in found if d["guid"] == self._carried[0][1]), None)
        return number, sightings

    def _bring(self, sightings: dict[tuple[int, str], Document]) -> tuple[str, dict[str, str]]:
        cache, item = self._cache, self._copy.item
        (first, guid), feeds = self._carried[0], [feed for feed, _ in self._carried]
        entry = replace(item.entry, guid=guid)
        doc = {
            "key": self._free_key(first["url"], guid),
            "feed": first.doc_id,
            "feeds": list(dict.fromkeys(feed.doc_id for feed in feeds)),
            "shown": any(feed["subscribed"] for feed in feeds),
            "read": False,
            "starred": False,
            "sort_time": codec.time_to(sort_time(entry.published or entry.updated, item.first_seen, item.first_seen)),
            "first_seen": codec.time_to(item.first_seen),
            "claims": 0,
            "named": 0,
            "unnamed": 0,
            "revisions": 0,
            "outlet": first["name"],
            **codec.entry_to(entry),
        }
        doc["shared"] = len(doc["feeds"]) > 1
        if self._copy.story is not None:
            doc["story"] = self._copy.story
        (number,) = cache.entries.add_own([doc])
        if body := codec.body_to(entry):
            cache.bodies.add_own([Document(body, number)])
        self._remember(number, sightings)
        claims = self._prepare(number, doc)
        cache.entries.save([Document(doc, number)])
        search.add(cache.rows, number, indexing.stored_words(cache, number, doc))
        return doc["key"], claims

    def _free_key(self, feed_url: str, guid: str) -> str:
        """The id that it had; where another entry has it, one that is free."""
        key, salt = self._copy.item.id, 0
        while self._cache.entries.having("key", [key]):
            key = entry_id(feed_url, guid, salt=salt)
            salt += 1
        return key

    def _remember(self, number: int, sightings: dict[tuple[int, str], Document]) -> None:
        """Note which feeds carry it; only the first one's words are compared when it comes again."""
        for nth, (feed, guid) in enumerate(self._carried):
            seen = sightings.get((feed.doc_id, guid))
            if seen is not None:
                if "entry" in seen and self._cache.entries.get(doc_id=seen["entry"]) is not None:
                    continue
                self._cache.sightings.remove(doc_ids=[seen.doc_id])  # retention dropped what it led to
            own = {
                "feed": feed.doc_id,
                "guid": guid,
                "entry": number,
                "digest": self._update.digest if nth == 0 else "",
                "text_digest": self._update.text_digest if nth == 0 else "",
            }
            self._cache.sightings.add_own([own])

    def _prepare(self, number: int, doc: dict[str, Any]) -> dict[str, str]:
        """Keep its article and claims, if it has some; ids of the claims here by those that they had."""
        copy, cache = self._copy, self._cache
        if copy.article is None or copy.made is None:
            return self._same_claims(number, doc)
        self._keep_article(number, copy.article)
        found, gone = ([m for m in some if not m.claim.own] for some in (copy.claims, copy.lost))
        live = [claim_doc(number, doc, nth, marked.claim) for nth, marked in enumerate(found)]
        lost = [{**claim_doc(number, doc, nth, m.claim), "live": False} for nth, m in enumerate(gone)]
        cache.claims.add_own(_each_once([*live, *lost]))
        doc["made"] = copy.made
        recount(cache, number, doc)
        ids = {m.claim.id: made["key"] for m, made in zip([*found, *gone], [*live, *lost], strict=True)}
        return ids | highlights.bring(cache, number, doc, copy)

    def _join(self, number: int, doc: Document, sightings: dict[tuple[int, str], Document]) -> dict[str, str]:
        """Let the entry that is there have what it lacks."""
        cache = self._cache
        more = [feed for feed, _ in self._carried if feed.doc_id not in doc["feeds"]]
        self._remember(number, sightings)
        doc["feeds"] = list(dict.fromkeys([*doc["feeds"], *(feed.doc_id for feed in more)]))
        doc["shared"] = len(doc["feeds"]) > 1
        carried = is_carried(doc) or any(feed["subscribed"] for feed in more)
        doc["shown"] = shown_as(carried=carried, hidden=is_hidden(doc))
        if doc.get("made") is None and self._has_same_words(sightings):
            before = indexing.stored_words(cache, number, doc)
            self._prepare_anew(number, doc)
            cache.entries.save([doc])
            search.replace(cache.rows, number, before, indexing.stored_words(cache, number, doc))
        elif more:
            cache.entries.save([doc])
        return self._same_claims(number, doc)

    def _has_same_words(self, sightings: dict[tuple[int, str], Document]) -> bool:
        """Whether the article was made of the words that the entry has here."""
        return any(seen["text_digest"] == self._update.text_digest for seen in sightings.values())

    def _prepare_anew(self, number: int, doc: Document) -> None:
        """Keep the article of an entry that is there, if there is one; marks of claims from before stay."""
        copy = self._copy
        if copy.article is None or copy.made is None:
            return
        self._keep_article(number, copy.article)
        replace_claims(self._cache, number, doc, copy.article, [m.claim for m in copy.claims if not m.claim.own])
        doc["made"] = copy.made
        recount(self._cache, number, doc)

    def _keep_article(self, number: int, article: Article) -> None:
        note = {"note": self._copy.note} if self._copy.note else {}
        self._cache.articles.remove(doc_ids=[number])
        self._cache.articles.add_own([Document(codec.article_to(article) | note, number)])

    def _same_claims(self, number: int, doc: Mapping[str, Any]) -> dict[str, str]:
        """Which claims here are those that have marks; what is not found again is kept out of sight, with its marks."""
        cache, key = self._cache, doc["key"]
        own = highlights.bring(cache, number, doc, self._copy)
        wanted = [m for m in (*self._copy.claims, *self._copy.lost) if not m.claim.own and _is_marked(m.state)]
        if not wanted:
            return own
        kept = cache.articles.get(doc_id=number)
        docs = cache.claims.search(where("entry") == number)
        there = {c["key"] for c in docs if not c.get("own")}
        renamed = [_renamed(m, key) for m in wanted]
        found = {m.claim.id: claim.id for m, claim in zip(wanted, renamed, strict=True) if claim.id in there}
        after = [codec.claim_from(c, key) for c in docs if c["live"] and not c.get("own")]
        before = [(m, claim) for m, claim in zip(wanted, renamed, strict=True) if m.claim.id not in found]
        text = str(kept["text"]) if kept else ""
        for one, other in successors([claim for _, claim in before], after, text):
            found[before[one][0].claim.id] = after[other].id
        lost = [(m, claim) for m, claim in before if m.claim.id not in found]
        made = [{**claim_doc(number, doc, nth, claim), "live": False} for nth, (_, claim) in enumerate(lost)]
        cache.claims.insert_multiple(_each_once(made))
        return found | {m.claim.id: claim.id for m, claim in lost} | own


def _renamed(marked: MarkedClaim, key: str) -> Claim:
    """The claim under the id that it has as this entry's."""
    return replace(marked.claim, id=f"{key}.{marked.claim.id.rpartition('.')[2]}")


def _is_marked(state: ClaimState) -> bool:
    return any(getattr(state, mark) for mark in MARKS)


def _each_once(docs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those whose id another one has, which a file that somebody has written may hold."""
    return list({doc["key"]: doc for doc in docs}.values())
