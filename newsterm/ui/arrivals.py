"""What a terminal is sent to tell of something that has arrived."""

from __future__ import annotations

from newsterm.model import clean_line

_BELL = "\a"
_MOST = 200
"""Characters that a terminal is sent: some take no more."""


def terminal_notice(wished: str, title: str, body: str) -> str:
    """What is sent to the terminal: a bell, or OSC 9, which iTerm2, kitty, WezTerm and others show; else nothing."""
    match wished:
        case "bell":
            return _BELL
        case "osc-9":
            return f"\x1b]9;{clean_line(f'{title}: {body}')[:_MOST]}\x1b\\"
    return ""
