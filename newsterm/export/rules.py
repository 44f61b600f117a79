"""Rules, what they do and what they did as JSON records; see `newsterm.export.records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.export.record import Record, as_record, time_text

if TYPE_CHECKING:
    from newsterm.export import rule_shapes
    from newsterm.model import Applications, Deed, Item, Rule, RuleNote


def rule_record(rule: Rule, applied: Applications, error: str | None) -> Record:
    """A rule, how often it applied to what arrived, and why its query can't be read, if that is so."""
    made: rule_shapes.Rule = {
        "name": rule.name,
        "query": rule.shown_query,
        "on": rule.on,
        "until": time_text(rule.until),
        "add": list(rule.add),
        "remove": list(rule.remove),
        "star": rule.star,
        "read": rule.read,
        "hide": rule.hide,
        "notify": rule.notify,
        "pipe": rule.pipe,
        "stop": rule.stop,
        "applied": applied.count,
        "last": time_text(applied.last),
        "error": error,
    }
    return as_record(made)


def rule_note_record(note: RuleNote, item: Item | None) -> Record:
    """A line of the log of rules; `item` is the one that it is about, where that is still there."""
    made: rule_shapes.RuleNote = {
        "at": time_text(note.at),
        "rule": note.rule,
        "id": note.entry,
        "title": item.entry.title if item else None,
        "did": list(note.did),
        "problem": note.problem,
    }
    return as_record(made)


def deed_record(deed: Deed, item: Item) -> Record:
    """What a rule does, or would do, to an item."""
    made: rule_shapes.Deed = {"rule": deed.rule, "id": deed.entry, "title": item.entry.title, "did": list(deed.did)}
    return as_record(made)
