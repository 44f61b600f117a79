"""What the user changes in the cache, and what rules do in his place: marks, views, rules, each change an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import Target
from newsterm.store import actions, codec, highlights, rules, ruling, views
from newsterm.store.cachefile import CacheFile
from newsterm.store.compile import LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from newsterm.model import Action, Applications, Change, Claim, Rule, RuleNote, Ruling, SavedView
    from newsterm.query.tree import Tree


class Changing(CacheFile):
    """Actions, views, rules and small memos; see `Store`."""

    # -- what the user did -------------------------------------------------------------------------------------------

    def edit(
        self,
        target: Target,
        ids: Iterable[str],
        field: str,
        after: Callable[[Any], Any] | Mapping[str, Any] | bool | str | None,
        *,
        label: Callable[[int], str],
        at: datetime,
    ) -> Action | None:
        """Change a field of some things as the user wishes, and remember it; see `actions.edit`."""
        return actions.edit(self._cache, target, ids, field, after, label=label, at=at)

    def edit_all(
        self, edits: Iterable[actions.Edit], *, label: Callable[[Sequence[Change]], str], at: datetime
    ) -> Action | None:
        """The same for several fields as one action; see `actions.edit_all`."""
        return actions.edit_all(self._cache, edits, label=label, at=at)

    def highlight(
        self, entry_id: str, claim: Claim, *, tags: Sequence[str], note: str | None, label: str, at: datetime
    ) -> Action | None:
        """Keep what the user highlights in an entry; see `highlights.add`."""
        return highlights.add(self._cache, entry_id, claim, tags=tags, note=note, label=label, at=at)

    def retag(
        self, name: str, instead: str | None, *, label: Callable[[Sequence[Change]], str], at: datetime
    ) -> Action | None:
        """Rename a tag on all items and claims, or take it away; see `actions.retag`."""
        return actions.retag(self._cache, name, instead, label=label, at=at)

    def undo(self) -> Action | None:
        """Take the last action back."""
        return actions.undo(self._cache)

    def redo(self) -> Action | None:
        """Do the action again that was undone last."""
        return actions.redo(self._cache)

    def next_undo(self) -> Action | None:
        """What `undo` would take back."""
        return actions.next_one(self._cache, undone=False)

    def next_redo(self) -> Action | None:
        """What `redo` would do again."""
        return actions.next_one(self._cache, undone=True)

    def views(self) -> tuple[SavedView, ...]:
        """The saved views in their order."""
        return views.all_views(self._cache)

    def save_views(
        self, queries: Mapping[str, str], own: Mapping[str, str | None], *, label: str, at: datetime
    ) -> Action | None:
        """Keep queries under names, with fields that they have of their `own`.

        What is not there yet gets neither the colour nor the key of a removed one.
        """
        there = {view.name for view in self.views()}
        fresh = [name for name in queries if name not in there]
        edits = [actions.Edit(Target.VIEW, queries, "query", queries)]
        edits += [actions.Edit(Target.VIEW, fresh, field, None) for field in ("colour", "key")]
        edits += [actions.Edit(Target.VIEW, queries, field, value) for field, value in own.items()]
        return self.edit_all(edits, label=lambda _: label, at=at)

    def rename_view(self, view: SavedView, name: str, *, label: str, at: datetime) -> Action | None:
        """Give a view another name, with its place and its visits; as one action."""
        own = (("query", view.query), ("colour", view.colour), ("key", view.key))
        edits = [
            *(actions.Edit(Target.VIEW, [view.name], field, None) for field, _ in own),
            *(actions.Edit(Target.VIEW, [name], field, value) for field, value in own),
        ]
        with self._cache.transaction():
            views.take_over(self._cache, view.name, name)
            return self.edit_all(edits, label=lambda _: label, at=at)

    def reorder(self, target: Target, order: list[str], *, label: str, at: datetime) -> Action | None:
        """Put the views, or the rules, in this order."""
        wanted = views.places(self._cache.views if target is Target.VIEW else self._cache.rules, order)
        return self.edit(target, wanted, "position", wanted, label=lambda _: label, at=at)

    def note_visit(self, view: str, at: datetime) -> None:
        """Remember when a view was left."""
        views.note_visit(self._cache, view, at)

    # -- rules -------------------------------------------------------------------------------------------------------

    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order."""
        return rules.all_rules(self._cache)

    def applications(self) -> Mapping[str, Applications]:
        """How often each rule applied to what arrived, by its name."""
        return rules.applications(self._cache)

    def rule_notes(self, limit: int | None) -> tuple[RuleNote, ...]:
        """The log of what rules did by themselves, latest first."""
        return rules.notes(self._cache, limit)

    def note_problem(self, rule: str | None, problem: str, *, at: datetime) -> None:
        """Remember what went wrong with a rule."""
        rules.note_problem(self._cache, rule, problem, at)

    def save_rule(
        self, rule: Rule, *, before: str | None, label: str, at: datetime, decided: Ruling | None = None
    ) -> Action | None:
        """Keep a rule, before another or where it is, and do what was `decided`, all as one action."""
        text, cache = rules.rule_text(rule), self._cache
        edits = [actions.Edit(Target.RULE, [rule.name], "rule", text)]
        with cache.transaction():
            if before is not None:
                rules.rule_docs(cache, [rule.name], make=lambda _: text)
                order = [other.name for other in self.rules() if other.name != rule.name]
                order.insert(order.index(before) if before in order else len(order), rule.name)
                places = views.places(cache.rules, order)
                edits.append(actions.Edit(Target.RULE, places, "position", places))
            edits += ruling.edits_of(decided) if decided else ()
            return self.edit_all(edits, label=lambda _: label, at=at)

    def change_rules(self, changed: Iterable[Rule], *, label: str, at: datetime) -> Action | None:
        """Keep rules in place of those of the same names."""
        texts = {rule.name: rules.rule_text(rule) for rule in changed}
        return self.edit(Target.RULE, texts, "rule", texts, label=lambda _: label, at=at)

    def remove_rules(self, names: Iterable[str], *, label: str, at: datetime) -> Action | None:
        """Forget rules."""
        return self.edit(Target.RULE, names, "rule", None, label=lambda _: label, at=at)

    def ruling(self, some: Iterable[Rule], trees: Mapping[str, Tree], *, now: datetime) -> Ruling:
        """What rules would do to all items in sight that satisfy their trees, by the rule's name."""
        return ruling.over_all(self._cache, some, trees, now=now)

    def carry_out(self, decided: Ruling, *, label: str, at: datetime) -> Action | None:
        """Do what was decided, as one action."""
        return self.edit_all(ruling.edits_of(decided), label=lambda _: label, at=at)

    # -- small things ------------------------------------------------------------------------------------------------

    def left(self) -> datetime | None:
        """When the reader was left last."""
        return codec.time_from(self.memo(LEFT))

    def note_left(self, at: datetime) -> None:
        """Remember when the reader was left."""
        self.remember(LEFT, codec.time_to(at))

    def memo(self, key: str) -> Any:
        """A small remembered JSON value; None where there is none."""
        doc = self._cache.memos.get(where("key") == key)
        return None if doc is None else doc["value"]

    def remember(self, key: str, value: Any) -> None:
        """Keep a small JSON value."""
        self._cache.memos.upsert({"key": key, "value": value}, where("key") == key)
