"""Rules applied: to entries that have just come, among those alone, and to all that there are."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from tinydb import Query

from newsterm.errors import QueryError
from newsterm.model import EntryState, Target
from newsterm.model.rule import Ruling, decide
from newsterm.query.pattern import finder
from newsterm.query.tree import ClaimLeaf, Count, Has, LinkHas, Part, TextField, Words, leaves
from newsterm.store import codec
from newsterm.store.actions import Edit, make
from newsterm.store.compile import Compiler
from newsterm.store.indexing import found_in
from newsterm.store.pushdown import Plan, RowQuery
from newsterm.store.rules import all_rules, note_ruling
from newsterm.store.search import match_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from tinydb.queries import QueryInstance

    from newsterm.model.rule import Rule
    from newsterm.query.tree import Pattern, Tree
    from newsterm.store.cache import Cache


@lru_cache(maxsize=1024)
def _read(query: str, today: date) -> tuple[Tree, bool] | None:
    """A rule's query and whether it asks of claims; None where it can't be read: that rule alone does nothing then."""
    from newsterm.query.parse import parse  # noqa: PLC0415 - 3 ms that nobody needs who has no rules

    try:
        tree = parse(query, today=today)
    except QueryError:
        return None
    return tree, any(map(_asks_of_claims, leaves(tree)))


def _asks_of_claims(leaf: object) -> bool:
    """Whether a leaf can only be answered when the article is prepared."""
    if isinstance(leaf, Words):
        return leaf.field is TextField.SAID
    return isinstance(leaf, ClaimLeaf | Count) or leaf == Has(Part.CLAIMS)


class _Among(Compiler):
    """Compiles trees that are asked of a few entries: what is slow is looked up for these alone."""

    def __init__(self, cache: Cache, now: datetime, numbers: Sequence[int]) -> None:
        super().__init__(cache, now)
        self._numbers = numbers
        self._range = (min(numbers), max(numbers))

    @cached_property
    def _these(self) -> QueryInstance:
        listed = ",".join(map(str, self._numbers))
        there = frozenset(self._numbers)
        plan = Plan(f"entries.id IN ({listed})")
        return RowQuery(("among", listed), lambda: plan, lambda entry: entry.doc_id in there)

    def entries(self, tree: Tree | None) -> QueryInstance:
        """The condition on these entries."""
        return self._these & super().entries(tree)

    def _words(self, leaf: Words) -> QueryInstance:
        expression = match_expression(leaf.text, leaf.field, phrase=leaf.phrase)
        if expression is None:
            return Query().noop()
        found = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
        asked = (expression, *self._range)

        def test(entry: Any) -> bool:
            return (entry.doc_id,) in self._cache.rows.rows(found, asked)

        return RowQuery(("match", expression), lambda: Plan(f"entries.id IN ({found})", asked), test)

    def _pattern(self, leaf: Pattern | LinkHas) -> QueryInstance:
        regex, field = (leaf.value, None) if isinstance(leaf, LinkHas) else (leaf.regex, leaf.field)
        found = finder(regex)
        numbers = [
            number
            for number, doc in self._cache.entries.documents(self._numbers).items()
            if (found(doc.get("link", "")) if field is None else found_in(self._cache, doc, found, field))
        ]
        listed = ",".join(map(str, numbers))
        return RowQuery(("pattern", leaf), lambda: Plan(f"entries.id IN ({listed})"), lambda e: e.doc_id in numbers)


def arrive(cache: Cache, fresh: Mapping[int, str], *, claims: bool, now: datetime) -> Ruling:
    """Apply the rules to entries, ids by number, that have just been stored, inside the same transaction.

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
    compiler = _Among(cache, now, list(fresh))
    met = {rule.name: [fresh[n] for n in _numbers(cache, compiler.entries(tree))] for rule, tree in chosen}
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
