"""The interface at its sizes, under a pty, from key to paint: `python -m tests.bench.interface --keep DIR`.

Caches are built once in a folder (else a temporary one). For each size: first paint beside a bare textual app, moving,
opening articles with claims, switching views, the live filter letter by letter, keys while another process writes, and
memory. A key's time runs until the last byte that it has painted; 30 ms of silence end it. Ends with 1 where a bound is
missed.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

from newsterm.paths import find_paths
from tests.bench.corpus import Corpus
from tests.bench.store import build, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZE = (120, 40)
_SILENCE = 0.03
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("row\\n" * 60)
Bare().run()
"""
_WRITER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from newsterm.store import Store
from tests.bench.corpus import Corpus, Story, update
corpus, number = Corpus(), 20_000_000 + int(time.time())
with Store.open(Path(sys.argv[1]), now=datetime.now(UTC)) as store:
    while True:
        some = [corpus.story(number + i) for i in range(20)]
        feed, number = some[0].feed, number + 20
        store.apply(update(feed, [Story(feed=feed, entry=s.entry, paragraphs=s.paragraphs) for s in some]),
                    now=datetime.now(UTC))
        time.sleep(0.05)
"""


class Key(NamedTuple):
    """What a key cost: milliseconds until its last byte, and bytes."""

    took: float
    size: int


class Terminal:
    """A program under a pty."""

    def __init__(self, command: Sequence[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        columns, rows = _SIZE
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, wait: float) -> bytes:
        """What comes within so many seconds; nothing where nothing does."""
        if not select.select([self._file], [], [], wait)[0]:
            return b""
        return os.read(self._file, 1 << 16)

    def painted(self, least: int = 1000) -> float:
        """Seconds from the start until so many bytes have come: a page, not what only asks the terminal what it can."""
        size = 0
        while size < least and (got := self.read(30.0)):
            size += len(got)
        return time.perf_counter() - self.began

    def key(self, keys: str) -> Key:
        """Press keys at once, and wait until the reply is painted."""
        began = last = time.perf_counter()
        os.write(self._file, keys.encode())
        size, wait = 0, 3.0
        while got := self.read(wait):
            size, last, wait = size + len(got), time.perf_counter(), _SILENCE
        return Key((last - began) * 1000, size)

    def rest(self, seconds: float) -> None:
        """Take in what comes in a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def memory(self) -> float:
        """MB of the process."""
        resident = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return resident * os.sysconf("SC_PAGE_SIZE") / 2**20

    def end(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)


@contextmanager
def running(command: Sequence[str]) -> Iterator[Terminal]:
    """A program that has painted itself and rested."""
    terminal = Terminal(command)
    try:
        terminal.painted()
        terminal.rest(1.0)
        yield terminal
    finally:
        terminal.end()


class Figure(NamedTuple):
    """Figures of one kind, and what is asked of their 95th percentile (or, `of_median`, of their median)."""

    name: str
    values: list[float]
    unit: str
    most: float | None = None
    of_median: bool = False

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.most is None or (median(self.values) if self.of_median else tail(self.values)) <= self.most

    def line(self) -> str:
        """As a row: median, 95th percentile, bound."""
        bound = "" if self.most is None else f"{'median' if self.of_median else 'p95'} <= {self.most:g}"
        missed = "" if self.kept else " MISSED"
        return f"{self.name:42} {median(self.values):9.1f} {tail(self.values):9.1f} {self.unit:6} {bound}{missed}"


def tail(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[18] if len(values) > 1 else values[0]


def first_paint(reader: Sequence[str], repeat: int) -> Figure:
    """First paint in units of a bare textual app's, in pairs."""
    ratios = []
    for _ in range(repeat):
        times = []
        for command in ([sys.executable, "-c", _BARE], reader):
            terminal = Terminal(command)
            times.append(terminal.painted())
            terminal.end()
        ratios.append(times[1] / times[0])
    return Figure("first paint, in bare apps", ratios, "x", 1.6, of_median=True)


def keys_of(reader: Sequence[str], words: Sequence[str], repeat: int) -> Iterator[Figure]:
    """What keys cost."""
    with running(reader) as terminal:
        moved = [terminal.key("j") for _ in range(4 * repeat)]
        yield Figure("j", [key.took for key in moved], "ms", 8.0, of_median=True)
        yield Figure("j, bytes", [float(key.size) for key in moved], "bytes", 500, of_median=True)
        opened = []
        for _ in range(2 * repeat):
            opened.append(terminal.key("\r").took)
            terminal.key("h")
            terminal.key("j")
        yield Figure("open an article with its claims", opened, "ms", 60.0)
        yield Figure("next claim and back", [terminal.key("][").took for _ in range(2 * repeat)], "ms", 60.0)
        yield Figure("tag", [terminal.key("1").took for _ in range(repeat)], "ms", 20.0)
        terminal.key("h")
        yield Figure("switch to unread items or all", [terminal.key("U").took for _ in range(repeat)], "ms", 80.0)
        yield Figure("next order", [terminal.key("S").took for _ in range(4 * (repeat // 4))], "ms")
        yield Figure("switch to another feed", list(_switched(terminal, repeat)), "ms", 80.0)
        yield Figure("live filter, a letter", list(_filtered(terminal, words, repeat)), "ms", 80.0)
        yield Figure("memory", [terminal.memory()], "MB", 150.0)


def _switched(terminal: Terminal, repeat: int) -> Iterator[float]:
    for n in range(repeat):
        terminal.key("F")
        terminal.rest(0.3)
        terminal.key(f"site{7 * n % 500}.")
        yield terminal.key("\r").took
    terminal.key("q")


def _filtered(terminal: Terminal, words: Sequence[str], repeat: int) -> Iterator[float]:
    for word in words[:repeat]:
        terminal.key("/")
        for letter in (*word, *" is:unread kind:named"):
            yield terminal.key(letter).took
        terminal.key("\x1b")
        terminal.rest(0.2)


def while_written(reader: Sequence[str], path: Path, repeat: int) -> Iterator[Figure]:
    """Keys while another process writes, in units of the idle 95th percentile."""
    with running(reader) as terminal:
        idle = [terminal.key("j").took for _ in range(6 * repeat)]
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)]) as writer:
            terminal.rest(2.0)
            busy = [terminal.key("k").took for _ in range(6 * repeat)]
            writer.kill()
        yield Figure("p95 of a key while another process writes", [tail(busy) / tail(idle)], "x", 1.5)


def measure(folder: Path, words: Sequence[str], repeat: int) -> Iterator[Figure]:
    """All figures of a data folder."""
    settings = folder / "config.toml"
    settings.write_text("[poll]\nwhile_open = false\n")
    reader = [sys.executable, "-m", "newsterm", "--data", str(folder), "--config", str(settings)]
    yield first_paint(reader, max(3, repeat // 4))
    yield from keys_of(reader, words, repeat)
    yield from while_written(reader, find_paths(str(folder), None, {}).store, repeat)


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.interface", description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[1000, 10_000, 100_000], metavar="N")
    parser.add_argument("--repeat", type=int, default=20, help="how often each thing is done at least")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the data folders are, and stay")
    args = parser.parse_args()
    corpus, missed = Corpus(), 0
    words = [word for word in corpus.words[:2000] if 4 <= len(word) <= 7][::7]
    with tempfile.TemporaryDirectory() as temporary:
        for count in args.entries:
            folder = (args.keep or Path(temporary)) / str(count)
            folder.mkdir(parents=True, exist_ok=True)
            store = find_paths(str(folder), None, {}).store
            if not store.exists():
                build(store, corpus, count, prepared=True)
            say("")
            print(f"\n{count:,} entries\n{'':42} {'median':>9} {'p95':>9}")
            for figure in measure(folder, words, args.repeat):
                print(figure.line(), flush=True)
                missed += not figure.kept
    print(f"\n{missed} bounds missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
