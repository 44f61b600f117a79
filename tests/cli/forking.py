"""A shell script with `newsterm` in it, run without starting Python for each: this process forks one that is imported.

A command of the script is a small client that hands its arguments and standard streams over a socket and ends with the
status that comes back.
"""

from __future__ import annotations

import io
import json
import os
import shlex
import socket
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

from newsterm.cli import main

if TYPE_CHECKING:
    from pathlib import Path

_CLIENT = """
import json, socket, sys
with socket.socket(socket.AF_UNIX) as made:
    made.connect(sys.argv[1])
    socket.send_fds(made, [json.dumps(sys.argv[2:]).encode()], [0, 1, 2])
    sys.exit(int(made.recv(8) or b"1"))
"""


def run_script(script: str, folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in a folder; `before` are the options before each command."""
    # A short name: a socket's has 108 bytes at most.
    address = folder / "s"
    client = f"{shlex.quote(sys.executable)} -S -E -c {shlex.quote(_CLIENT)} {shlex.quote(str(address))}"
    tool = folder / "newsterm"
    tool.write_text(f'#!/bin/sh\nexec {client} {shlex.join(before)} "$@"\n')
    tool.chmod(0o755)
    out, err = folder / "out", folder / "err"
    with socket.socket(socket.AF_UNIX) as listening, out.open("w") as told, err.open("w") as said:
        listening.bind(str(address))
        listening.listen()
        listening.settimeout(0.02)
        command = ["sh", "-eu", "-c", f"PATH={shlex.quote(str(folder))}:$PATH\n{script}"]
        with subprocess.Popen(command, stdout=told, stderr=said, stdin=subprocess.DEVNULL, cwd=folder) as shell:
            while shell.poll() is None:
                try:
                    asked, _ = listening.accept()
                except TimeoutError:
                    continue
                with asked:
                    _serve(asked)
    return subprocess.CompletedProcess(command, shell.returncode, out.read_text("utf-8"), err.read_text("utf-8"))


def _serve(asked: socket.socket) -> None:
    content, streams, _, _ = socket.recv_fds(asked, 1 << 16, 3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: xdist's do nothing here
        child = os.fork()
    if child:
        for stream in streams:
            os.close(stream)
        return
    status = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(open(number, mode, closefd=False))  # noqa: SIM115 - until this process ends
            for number, mode in enumerate(("rb", "wb", "wb"))
        )
        status = main(json.loads(content))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        asked.send(str(status).encode())
        os._exit(status)
