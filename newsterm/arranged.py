"""What the user has arranged: saved views, and rules, which mutes are as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import NotFound, QueryError, UsageError
from newsterm.hints import did_you_mean
from newsterm.kept import Kept
from newsterm.model import Target, clean_line, clean_text, counted
from newsterm.model.rule import MUTE, Rule
from newsterm.query.tree import And
from newsterm.store import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from newsterm.model import Action, Applications, RuleNote, Ruling, SavedView, ViewCounts
    from newsterm.model.rule import Muted
    from newsterm.query.tree import Tree


class Arranged(Kept):
    """Views and rules; what changes them can be undone."""

    # -- views -------------------------------------------------------------------------------------------------------

    def views(self) -> tuple[SavedView, ...]:
        """The saved views in their order, which is first the one in which they were saved."""
        return self._store.views()

    def view(self, name: str) -> SavedView:
        """The view of that name. NotFound where there is none."""
        found = next((view for view in self.views() if view.name == name), None)
        if found is None:
            hint = did_you_mean(name, (view.name for view in self.views()))
            raise NotFound(f'There is no view "{clean_line(name)}"; `newsterm views` lists them.{hint}')
        return found

    def view_counts(self, view: SavedView) -> ViewCounts:
        """How much a view has. QueryError where its query can't be read."""
        return self.counts(self.tree(view.query), view.visited)

    def counts(self, tree: Tree, since: datetime | None) -> ViewCounts:
        """How much a query finds, and how much of it came since a visit; None is before all."""
        return self._store.view_counts(tree, since, now=self._clock())

    def save_view(self, name: str, query: str) -> Action | None:
        """Keep a query under a name, in place of what had it. QueryError where the query can't be read."""
        return self.save_views({name: query})

    def save_views(self, queries: Mapping[str, str]) -> Action | None:
        """Keep queries under names, all of them or none, as one action."""
        kept = {_name(name, "view"): clean_text(query).strip() or "*" for name, query in queries.items()}
        for query in kept.values():
            self.tree(query)
        told = f"{len(kept)} views" if len(kept) > 1 else f'the view "{next(iter(kept), "")}"'
        return self._store.save_views(kept, {}, label=f"saved {told}", at=self._clock())

    def shape_view(
        self, name: str, query: str | None, *, colour: str | None = None, key: str | None = None
    ) -> Action | None:
        """Keep a view with colour and key, as one action; what is None stays as it is, an empty text takes it away.

        NotFound where there is no query for a view that is not there.
        """
        kept = _name(name, "view")
        asked = self.view(kept).query if query is None else clean_text(query).strip() or "*"
        self.tree(asked)
        if key:
            self._claim_key(kept, key)
        own = {field: value or None for field, value in (("colour", colour), ("key", key)) if value is not None}
        return self._store.save_views({kept: asked}, own, label=f'saved the view "{kept}"', at=self._clock())

    def remove_view(self, name: str) -> Action | None:
        """Forget a view; undo brings it back. NotFound where there is none of that name."""
        self.view(name)
        return self._edit(Target.VIEW, [name], "query", None, lambda _: f'removed the view "{name}"')

    def rename_view(self, name: str, new: str) -> Action | None:
        """Give a view another name; its place, colour, key and visits stay with it."""
        view, name_after = self.view(name), _name(new, "view")
        if name_after == name:
            return None
        if any(other.name == name_after for other in self.views()):
            raise UsageError(f'There is a view "{name_after}" already; remove it or choose another name.')
        label = f'renamed the view "{name}" to "{name_after}"'
        return self._store.rename_view(view, name_after, label=label, at=self._clock())

    def move_view(self, name: str, place: int) -> Action | None:
        """Put a view at a place in their order, the first being 1; one beyond the end is the last."""
        self.view(name)
        order = _moved([view.name for view in self.views()], name, place)
        return self._store.reorder(Target.VIEW, order, label=f'moved the view "{name}"', at=self._clock())

    def colour_view(self, name: str, colour: str | None) -> Action | None:
        """Give a view a colour, as the settings spell it; None takes it away."""
        self.view(name)
        return self._edit(Target.VIEW, [name], "colour", colour, lambda _: f'coloured the view "{name}"')

    def key_view(self, name: str, key: str | None) -> Action | None:
        """Give a view a key that shows it; None takes it away. UsageError where another view has the key."""
        self.view(name)
        if key:
            self._claim_key(name, key)
        told = f'{key} shows the view "{name}"' if key else f'no key shows the view "{name}"'
        return self._edit(Target.VIEW, [name], "key", key, lambda _: told)

    def _claim_key(self, name: str, key: str) -> None:
        """UsageError where another view than this one has the key."""
        other = next((view.name for view in self.views() if view.key == key and view.name != name), None)
        if other is not None:
            raise UsageError(f'{key} shows the view "{other}" already; choose another key, or take it from that one.')

    def leave_view(self, name: str) -> None:
        """Remember that a view was left at this moment; that is no action, and not undone."""
        self._store.note_visit(name, self._clock())

    def leave(self) -> None:
        """Remember that the reader was left at this moment."""
        self._store.note_left(self._clock())

    def left(self) -> datetime | None:
        """When the reader was last left; None where it never was."""
        return self._store.left()

    def take_in_views(self, views: Sequence[SavedView]) -> Action | None:
        """Keep views of another newsterm, as one action; names and keys that are here stay as they are."""
        there, keys = {view.name for view in self.views()}, {view.key for view in self.views()}
        fresh = {view.name: view for view in views if view.name not in there}
        for name, view in fresh.items():
            fresh[name] = replace(view, key=None if view.key in keys else view.key)
            keys.add(view.key)
        edits = [
            Edit(Target.VIEW, fresh, field, {name: getattr(view, field) for name, view in fresh.items()})
            for field in ("query", "colour", "key")
        ]
        return self._store.edit_all(edits, label=lambda _: f"took in {counted(len(fresh), 'view')}", at=self._clock())

    # -- rules -------------------------------------------------------------------------------------------------------

    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order."""
        return self._store.rules()

    def rule(self, name: str) -> Rule:
        """The rule of that name. NotFound where there is none."""
        found = next((rule for rule in self.rules() if rule.name == name), None)
        if found is None:
            hint = did_you_mean(name, (rule.name for rule in self.rules()))
            raise NotFound(f'There is no rule "{clean_line(name)}"; `newsterm rules` lists them.{hint}')
        return found

    def rule_problem(self, rule: Rule) -> str | None:
        """Why a rule's query can't be read, if that is so; the rule then does nothing."""
        try:
            self.tree(rule.query)
        except QueryError as error:
            return str(error)
        return None

    def applications(self) -> Mapping[str, Applications]:
        """How often each rule applied to what arrived, by its name."""
        return self._store.applications()

    def rule_notes(self, limit: int | None = None) -> tuple[RuleNote, ...]:
        """What rules did to what arrived, and what went wrong, latest first."""
        return self._store.rule_notes(limit)

    def save_rule(self, rule: Rule, *, before: str | None = None) -> Action | None:
        """Keep a rule in place of what had its name, before another one, or last; QueryError for its query."""
        kept = checked_rule(rule)
        self.tree(kept.query)
        if before is not None:
            self.rule(before)
        return self._store.save_rule(kept, before=before, label=f'saved the rule "{kept.name}"', at=self._clock())

    def take_in_rules(self, rules: Sequence[Rule]) -> Action | None:
        """Keep rules of another newsterm behind those that are here, as one action; names that are here stay theirs."""
        there = {rule.name for rule in self.rules()}
        fresh = [rule for rule in rules if rule.name not in there]
        return self._store.change_rules(fresh, label=f"took in {counted(len(fresh), 'rule')}", at=self._clock())

    def remove_rules(self, *names: str) -> Action | None:
        """Forget rules; undo brings them back. What they did stays."""
        for name in names:
            self.rule(name)
        return self._store.remove_rules(names, label=f"removed {_told(names)}", at=self._clock())

    def turn_rules(self, *names: str, on: bool) -> Action | None:
        """Turn rules on or off."""
        changed = [replace(self.rule(name), on=on) for name in names]
        label = f"turned {'on' if on else 'off'} {_told(names)}"
        return self._store.change_rules(changed, label=label, at=self._clock())

    def move_rule(self, name: str, place: int) -> Action | None:
        """Put a rule at a place in their order, the first being 1; one beyond the end is the last."""
        self.rule(name)
        order = _moved([rule.name for rule in self.rules()], name, place)
        return self._store.reorder(Target.RULE, order, label=f'moved the rule "{name}"', at=self._clock())

    def ruling(self, rules: Sequence[Rule], query: str = "") -> Ruling:
        """What rules, in this order, would do to the items in sight that a query finds. Nothing is changed.

        One whose query can't be read does nothing; see `rule_problem`. QueryError for `query`.
        """
        asked, trees = self.tree(query), {}
        for rule in rules:
            if self.rule_problem(rule) is None:
                trees[rule.name] = And((self.tree(rule.query), asked))
        return self._store.ruling(rules, trees, now=self._clock())

    def carry_out(self, ruling: Ruling) -> Action | None:
        """Do what was decided, as one action."""
        return self._store.carry_out(ruling, label=ruling.label, at=self._clock())

    # -- mutes -------------------------------------------------------------------------------------------------------

    def mutes(self) -> tuple[Rule, ...]:
        """The rules that mute something."""
        return tuple(rule for rule in self.rules() if rule.name.startswith(MUTE))

    def mute_rule(self, what: Muted, value: str, *, name: str | None = None, lasting: timedelta | None = None) -> Rule:
        """A rule that hides what comes of a feed (by its address), by an author or with words; for ever or so long.

        `name` is what it is called after, where that is not the value. UsageError where there is no word in it.
        """
        from newsterm.query.days import Unreadable  # noqa: PLC0415 - who mutes nothing needs neither
        from newsterm.query.mute import mute_query  # noqa: PLC0415

        try:
            query = mute_query(what, clean_line(value))
        except Unreadable as error:
            raise UsageError(str(error)) from error
        until = self._clock() + lasting if lasting is not None else None
        return Rule(name=f"{MUTE}{what} {clean_line(name or value)}", query=query, hide=True, until=until)

    def mute(self, rule: Rule, *, past: bool = False) -> Action | None:
        """Hide what arrives by this rule and, as the same action, what is there already."""
        kept = checked_rule(rule)
        decided = self.ruling([kept]) if past else None
        label = f"muted {kept.name.removeprefix(MUTE)}"
        if decided and (hidden := sum(state.hidden for state in decided.after.values())):
            label += f" and hid {hidden:,} {'item' if hidden == 1 else 'items'}"
        return self._store.save_rule(kept, before=None, label=label, at=self._clock(), decided=decided)


def checked_view(view: SavedView) -> SavedView:
    """The view with clean texts. UsageError where it has no name."""
    return replace(view, name=_name(view.name, "view"), query=clean_text(view.query).strip() or "*")


def checked_rule(rule: Rule) -> Rule:
    """The rule with clean texts. UsageError where it has no name or does nothing."""
    name, query = _name(rule.name, "rule"), clean_text(rule.query).strip() or "*"
    if not replace(rule, on=True).does:
        raise UsageError(f'The rule "{name}" does nothing; say whether it tags, stars, hides or something else.')
    return replace(rule, name=name, query=query)


def _name(text: str, what: str) -> str:
    name = clean_line(text)
    if not name:
        raise UsageError(f"A {what}'s name has no visible character.")
    return name


def _told(names: Sequence[str]) -> str:
    return f'the rule "{names[0]}"' if len(names) == 1 else f"{len(names)} rules"


def _moved(order: list[str], name: str, place: int) -> list[str]:
    """The order with a name at a place."""
    others = [other for other in order if other != name]
    others.insert(max(place, 1) - 1, name)
    return others
