"""The rules as they are kept: a document each, how often each applied, and a log of what they did by themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import where

from newsterm.model.rule import Applications, Rule, RuleNote
from newsterm.store.codec import moment, time_to
from newsterm.store.connection import Sync
from newsterm.store.views import named_docs, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from tinydb.table import Document

    from newsterm.model.rule import Ruling
    from newsterm.store.cache import Cache

_APPLIED = "rules"
"""The memo of how often rules applied: name to count and time of the last."""
KEPT = 500
"""Notes of the log that are kept at least; each tells of one transaction, up to 80 items."""


def rule_text(rule: Rule) -> str:
    """The rule as it is kept, and as an action remembers it: JSON."""
    return msgspec.json.encode(rule).decode()


@lru_cache(maxsize=1024)
def _rule(text: str) -> Rule:
    return msgspec.json.decode(text, type=Rule)


def rules_in(doc: Mapping[str, Any]) -> Rule | None:
    """The rule of a document, None for one that was removed; KeyError, TypeError or ValueError where it is none."""
    name, text = doc["name"], doc.get("rule")
    if not isinstance(name, str) or not isinstance(text, str | None):
        raise TypeError("a rule's name is a text, and so is the rule")
    return None if text is None else msgspec.structs.replace(_rule(text), name=name)


def all_rules(cache: Cache) -> tuple[Rule, ...]:
    """The rules in their order."""
    docs = [(place_of(doc), rules_in(doc)) for doc in cache.rules.all()]
    return tuple(rule for _, rule in sorted(docs, key=lambda pair: pair[0]) if rule is not None)


def rule_docs(cache: Cache, names: Iterable[str], *, make: Callable[[str], object] = lambda _: None) -> list[Document]:
    """The documents of rules, those that were removed included; a new one where `make` gives something for a name."""
    return [doc for name in names for doc in named_docs(cache.rules, [name], make=make(name) is not None)]


# -- what they did ---------------------------------------------------------------------------------------------------


def applications(cache: Cache) -> dict[str, Applications]:
    """How often each rule applied to what arrived, and when last."""
    kept = cache.memos.get(where("key") == _APPLIED)
    found = kept["value"] if kept else {}
    return {name: Applications(count=count, last=moment(last)) for name, (count, last) in found.items()}


def note_ruling(cache: Cache, ruling: Ruling, at: datetime) -> None:
    """Remember what rules did to what arrived, inside the transaction in which they did it."""
    now = time_to(at)
    kept = cache.memos.get(where("key") == _APPLIED)
    applied = dict(kept["value"]) if kept else {}
    for deed in ruling.deeds:
        applied[deed.rule] = [applied.get(deed.rule, (0, 0))[0] + 1, now]
    cache.memos.upsert({"key": _APPLIED, "value": applied}, where("key") == _APPLIED)
    _note(cache, {"at": now, "deeds": [[deed.rule, deed.entry, list(deed.did)] for deed in ruling.deeds]})


def note_problem(cache: Cache, rule: str | None, problem: str, at: datetime) -> None:
    """Remember what went wrong with a rule."""
    with cache.transaction(sync=Sync.NORMAL):
        _note(cache, {"at": time_to(at), "rule": rule, "problem": problem})


def _note(cache: Cache, doc: dict[str, Any]) -> None:
    number = cache.rulings.insert(doc)
    if number % 100 == 0:
        cache.rulings.remove(doc_ids=[n for (n,) in cache.rulings.select(("id",), order="id DESC", offset=KEPT)])


def notes(cache: Cache, limit: int | None) -> tuple[RuleNote, ...]:
    """The log, latest first, so many lines of it; KeyError, TypeError or ValueError where a document is none."""
    found: list[RuleNote] = []
    for (number,) in cache.rulings.select(("id",), order="id DESC"):
        doc = cache.rulings.get(doc_id=number)
        found += _notes(doc) if doc else ()
        if limit is not None and len(found) >= limit:
            break
    return tuple(found[:limit])


def _notes(doc: Mapping[str, Any]) -> list[RuleNote]:
    at = moment(doc["at"])
    if "problem" in doc:
        return [RuleNote(at=at, rule=doc["rule"], problem=str(doc["problem"]))]
    return [RuleNote(at=at, rule=rule, entry=entry, did=tuple(did)) for rule, entry, did in doc["deeds"]]
