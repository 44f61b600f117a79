"""The command line's grammar: every command with its arguments, help and place, and nothing of what it does."""

from newsterm.cli.grammar import feeds, keeping, marks, reading, setup
from newsterm.cli.grammar.shared import Command

COMMANDS: dict[str, Command] = {
    **reading.COMMANDS,
    **feeds.COMMANDS,
    **marks.COMMANDS,
    **keeping.COMMANDS,
    **setup.COMMANDS,
}
"""By name, in the order of help."""

__all__ = ["COMMANDS", "Command"]
