"""Keys of the registry bound to a screen: each once, its panes bind none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap

if TYPE_CHECKING:
    from collections.abc import Iterable


def bind(bindings: BindingsMap, pairs: Iterable[tuple[str, str]]) -> None:
    """Let each key do its action: the screen's `action_do` is given the action's id."""
    made = [Binding({",": "comma"}.get(key, key), f"do('{action}')", show=False) for key, action in pairs]
    bindings.key_to_bindings.update(BindingsMap(made).key_to_bindings)
