"""Rules applied: to entries that have just come, among those alone, and to all that there are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsterm.errors import QueryError
from newsterm.model import EntryState, Target
from newsterm.model.rule import Ruling, decide
from newsterm.query.claims import is_of_claims
from newsterm.query.tree import Count, Has, NameField, Near, Part, leaves
from newsterm.store import codec
from newsterm.store.actions import Edit, make
from newsterm.store.arriving import Arriving
from newsterm.store.compile import Compiler
from newsterm.store.rules import all_rules, note_problem, note_ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from tinydb.queries import QueryInstance

    from newsterm.model.rule import Rule
    from newsterm.query.tree import Leaf, Tree
    from newsterm.store.cache import Cache
    from newsterm.store.search import Indexed


@lru_cache(maxsize=1024)
def _read(query: str, today: date) -> tuple[Tree, bool] | None:
    """A rule's query and whether it asks of claims; None where it can't be read: that rule alone does nothing then."""
    from newsterm.query.parse import parse  # noqa: PLC0415 - 3 ms that nobody needs who has no rules

    try:
        tree = parse(query, today=today)
    except QueryError:
        return None
    return tree, any(map(_waits_for_claims, leaves(tree)))


def _waits_for_claims(leaf: Leaf) -> bool:
    """Whether a leaf can only be answered when the article is prepared."""
    match leaf:
        case Count() | Has(part=Part.CLAIMS) | Near(field=NameField.ANY):
            return True
    return is_of_claims(leaf)


def arrive(
    cache: Cache, fresh: Mapping[int, str], words: Mapping[int, Indexed], *, claims: bool, now: datetime
) -> Ruling:
    """Apply the rules to entries, ids and words by number, that have just been stored, inside the same transaction.

    Those that ask of `claims` apply when article and claims are there, the others at once. No action is remembered:
    what rules do here is how the entries come; the log has it.
    """
    today = now.astimezone().date()
    chosen: list[tuple[Rule, Tree]] = []
    for rule in all_rules(cache):
        read = _read(rule.query, today) if rule.applies(now) else None
        if read is not None and read[1] is claims:
            chosen.append((rule, read[0]))
    if not chosen or not fresh:
        return Ruling()
    trees = [tree for _, tree in chosen]
    found = Arriving(cache, words, now).found(trees, trees)
    met: dict[str, list[str]] = {}
    for (rule, _), numbers in zip(chosen, found, strict=True):
        if isinstance(numbers, QueryError):
            note_problem(cache, rule.name, str(numbers), now)
        else:
            met[rule.name] = [fresh[number] for number in numbers]
    states = _states(cache, {key for keys in met.values() for key in keys})
    ruling = decide([rule for rule, _ in chosen], met, states, arriving=True)
    if ruling.deeds:
        make(cache, edits_of(ruling))
        note_ruling(cache, ruling, now)
    return ruling


def over_all(cache: Cache, rules: Iterable[Rule], trees: Mapping[str, Tree], *, now: datetime) -> Ruling:
    """What rules do to the entries in sight that satisfy their trees, by the rule's name; nothing is changed."""
    compiler, met = Compiler(cache, now), dict[str, list[str]]()
    chosen = [rule for rule in rules if rule.name in trees]
    for rule in chosen:
        numbers = _numbers(cache, compiler.entries(trees[rule.name]))
        keys = cache.entries.texts_of("key", numbers)
        met[rule.name] = [keys[number] for number in numbers if number in keys]
    return decide(chosen, met, _states(cache, {key for keys in met.values() for key in keys}))


def _numbers(cache: Cache, query: QueryInstance) -> list[int]:
    if cache.entries.explain(query).exact:
        return [n for (n,) in cache.entries.select(("id",), query, order="sort_time DESC, id DESC")]
    return [doc.doc_id for doc in sorted(cache.entries.search(query), key=lambda doc: -doc["sort_time"])]


def _states(cache: Cache, keys: Iterable[str]) -> dict[str, EntryState]:
    return {doc["key"]: codec.entry_state_from(doc) for doc in cache.entries.having("key", keys)}


def edits_of(ruling: Ruling) -> list[Edit]:
    """The edits that make it so."""
    pairs = [(key, ruling.before[key], after) for key, after in ruling.after.items()]
    tags = {key: after.tags for key, before, after in pairs if after.tags != before.tags}
    flags = (
        ("starred", [key for key, before, after in pairs if after.starred != before.starred]),
        ("read", [key for key, before, after in pairs if after.read != before.read]),
        ("hidden", [key for key, before, after in pairs if after.hidden != before.hidden]),
    )
    wanted = [Edit(Target.ENTRY, tags, "tags", tags), *(Edit(Target.ENTRY, keys, name, True) for name, keys in flags)]
    return [edit for edit in wanted if edit.ids]
