"""The command line: arguments become settings and wiring; what a command does lives elsewhere."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.arguments import parse_arguments
from newsterm.cli.grammar import COMMANDS
from newsterm.cli.output import Nowhere, OutputFailed, flush, say
from newsterm.cli.world import World
from newsterm.errors import NewstermError, QueryError, SettingsError, StoreError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TextIO

_READER = "reader:read"
_COMPLETE = "_complete"
"""The word with which the completions of shells ask; no command of a person's, and none that help shows."""

DONE, FAILED, UNUSABLE = 0, 1, 2


def entry_point() -> None:
    """The `newsterm` command."""
    status = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it may be gone
            stream.flush()
    os._exit(status)  # everything is closed and said; taking the interpreter apart would take 28 ms


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit status: 0 done, 1 something failed, 2 usage, settings or a cache that can't be used."""
    gc.set_threshold(50_000)  # imports and rounds make many objects and few cycles: 4 % of a round's time
    _stand_in()
    _speak_utf8()
    if argv[:1] == [_COMPLETE]:
        from newsterm.cli.completion.answer import answer  # noqa: PLC0415 - only shells ask

        return answer(argv[1:])
    args = parse_arguments(argv)
    try:
        status = _run(args)
        flush()
    except (UsageError, SettingsError, StoreError, QueryError) as error:
        say(f"newsterm: {error}")
        return UNUSABLE
    except OutputFailed as error:
        _let_go(sys.stdout)
        say(f"newsterm: {error}")
        return FAILED
    except NewstermError as error:
        say(f"newsterm: {error}")
        return FAILED
    except UnicodeEncodeError as error:  # bytes of the command line that are no text come as lone surrogates
        from newsterm.model import clean_line  # noqa: PLC0415 - only an error needs it

        say(f'newsterm: "{clean_line(str(error.object))}" is no text in UTF-8; nothing is called so.')
        return UNUSABLE
    except KeyboardInterrupt:
        say("newsterm: interrupted; what was done until then is kept.")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain when it flushes stdout at exit.
        _let_go(sys.stdout)
        return DONE
    return status


def _run(args: argparse.Namespace) -> int:
    known = COMMANDS[args.command] if args.command else None
    module, _, name = (known.where if known else _READER).partition(":")
    command = getattr(import_module(f"newsterm.cli.{module}"), name)
    status = command(args, World.find(args, os.environ, needs_settings=known is None or known.needs_settings))
    return int(status)


def _stand_in() -> None:
    """Take the place of streams that the caller has closed.

    Their numbers would go to the first files that are opened, such as the cache, for anything that is then written to
    standard output by number, here or in a command that is started.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = Nowhere()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process lives
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open()  # noqa: SIM115 - as above


def _let_go(stream: TextIO) -> None:
    """Send what is still to be written to such a stream nowhere: Python would complain of it at its exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak_utf8() -> None:
    """Never fail on a character that the locale's encoding lacks, nor on bytes read that are none; pipes get UTF-8."""
    if hasattr(sys.stdin, "reconfigure"):
        with suppress(ValueError):  # something of it was read already
            sys.stdin.reconfigure(errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream.isatty() else "backslashreplace", encoding="utf-8")
