"""Names of keys as settings write them: what a terminal can send, in one spelling."""

from __future__ import annotations

_NAMED = frozenset({
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 13)),
})  # fmt: skip
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", " ": "space",
}  # fmt: skip
# A terminal sends the same byte for these (ECMA-48 C0), so that a binding would answer to both.
_SAME_BYTE = {"h": "backspace", "i": "tab", "j": "a line feed", "m": "enter"}


class UnusableKey(ValueError):
    """A key that no terminal sends, or that is not newsterm's to bind; the text says why."""


def key_name(text: str) -> str:
    """The key in one spelling: a character as it is, `space`, `enter`, `f5`, `ctrl+d`, `shift+tab`, `alt+x`.

    Raises UnusableKey.
    """
    if len(text) == 1 and text != " ":
        if not text.isprintable():
            raise UnusableKey("a control character is no key; write its name, such as ctrl+d or escape")
        return text
    *modifiers, base = _split(text)
    base = _ALIASES.get(base.lower(), base)
    if len(base) > 1:
        base = base.lower()
        if base not in _NAMED:
            raise UnusableKey(f'there is no key "{base}"')
    return _combined(tuple(modifiers), base)


def key_names() -> tuple[str, ...]:
    """The keys that have names, sorted."""
    return tuple(sorted(_NAMED))


def _split(text: str) -> list[str]:
    """`ctrl++` is ctrl and plus."""
    head, plus, last = text.rpartition("+")
    if plus and not last:
        head, last = head.removesuffix("+"), "+"
    return [*(m.lower() for m in head.split("+") if head), last]


def _combined(modifiers: tuple[str, ...], base: str) -> str:
    if len(set(modifiers)) != len(modifiers) or not {"ctrl", "shift", "alt"}.issuperset(modifiers):
        raise UnusableKey("modifiers are ctrl+, shift+ and alt+, each once")
    is_character = len(base) == 1
    if is_character and "shift" in modifiers:
        raise UnusableKey(f'write the character that shift makes, such as "{base.upper()}"')
    if is_character and "ctrl" in modifiers:
        base = base.lower()
        _check_ctrl(base)
    ordered = [m for m in ("alt", "ctrl", "shift") if m in modifiers]
    return "+".join([*ordered, base])


def _check_ctrl(base: str) -> None:
    if base in _SAME_BYTE:
        raise UnusableKey(f"in a terminal ctrl+{base} is {_SAME_BYTE[base]}")
    if base == "z":
        raise UnusableKey("ctrl+z suspends, as in every terminal program")
    if not ("a" <= base <= "z"):
        raise UnusableKey("with ctrl+ a terminal sends letters only")
