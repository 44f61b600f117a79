"""The command line's grammar: every command with its arguments, help and place, and nothing of what it does."""

from newsterm.cli.grammar import feeds, keeping, marks, reading, rules, setup
from newsterm.cli.grammar.shared import Command

_PARTS = (reading, feeds, marks, rules, keeping, setup)
COMMANDS: dict[str, Command] = {name: command for part in _PARTS for name, command in part.COMMANDS.items()}
"""By name, in the order of help."""

__all__ = ["COMMANDS", "Command"]
