"""What polls with no reader open: systemd's two unit files, or a line for cron."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from newsterm.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.cli.world import World

SERVICE, TIMER = "newsterm-poll.service", "newsterm-poll.timer"
_SERVICE = """\
[Unit]
Description=Fetch the news for newsterm
Documentation=man:newsterm(1)
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={command}
# Feeds that fail are told of and asked again later: no reason to call the round failed.
SuccessExitStatus=1
# SIGTERM ends a round cleanly; what was fetched is stored.
TimeoutStopSec=30
IOSchedulingClass=idle
"""
_TIMER = """\
[Unit]
Description=Fetch the news for newsterm every {minutes} minutes

[Timer]
# Each feed has a time of its own, which a round keeps: most rounds ask few.
OnCalendar={calendar}
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
"""
_MINUTES = 15
"""Between two rounds: no feed is asked more often."""


def systemd(world: World) -> dict[str, str]:
    """The unit files by their names."""
    command = " ".join(_unit_word(word) for word in _command(world))
    return {
        SERVICE: _SERVICE.format(command=command),
        TIMER: _TIMER.format(minutes=_MINUTES, calendar=f"*:0/{_MINUTES}"),
    }


def cron(world: World) -> str:
    """The line of a crontab (crontab(5)), where % has to be escaped."""
    command = shlex.join(_command(world)).replace("%", "\\%")
    return f"*/{_MINUTES} * * * * {command} >/dev/null 2>&1"


def write(units: dict[str, str], folder: Path) -> list[Path]:
    """Write the files, which must not be there yet unless they say the same; UsageError where that can't be done."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in units.items():
            path = folder / name
            if path.exists() and path.read_text("utf-8", "replace") != text:
                raise UsageError(f"{path} is there already and says something else; remove it first.")
            path.write_text(text, "utf-8")
            written.append(path)
    except OSError as error:
        raise UsageError(f"{folder} can't be written: {error.strerror}.") from error
    return written


def _command(world: World) -> list[str]:
    """A round over the same data and settings, by this very Python."""
    places = ["--data", str(world.paths.data), "--config", str(world.paths.config)]
    return [sys.executable, "-m", "newsterm", *(places if world.paths.config.exists() else places[:2]), "poll"]


def _unit_word(word: str) -> str:
    """A word of an ExecStart line (systemd.service(5)): % and $ doubled, quoted where it needs to be."""
    word = word.replace("\\", "\\\\").replace("%", "%%").replace("$", "$$").replace('"', '\\"')
    return f'"{word}"' if any(c.isspace() or c in "\"'" for c in word) else word
