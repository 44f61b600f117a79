"""What the user did to documents and back."""

from __future__ import annotations

from newsterm.model import Action, Change, Target
from newsterm.store.codec.plain import Document, moment, time_to


def _value_to(value: bool | int | str | tuple[str, ...] | None) -> bool | int | str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _value_from(value: bool | int | str | list[str] | None) -> bool | int | str | tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) else value


def action_to(action: Action) -> Document:
    """The action."""
    return {
        "label": action.label,
        "at": time_to(action.at),
        "changes": [[c.target.value, c.id, c.field, _value_to(c.before), _value_to(c.after)] for c in action.changes],
    }


def action_from(doc: Document) -> Action:
    """The action."""
    return Action(
        label=doc["label"],
        at=moment(doc["at"]),
        changes=tuple(
            Change(target=Target(t), id=i, field=f, before=_value_from(b), after=_value_from(a))
            for t, i, f, b, a in doc["changes"]
        ),
    )
