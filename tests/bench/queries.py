"""How long queries of every sort take over 100,000 items with 1,000,000 claims: `python -m tests.bench.queries`.

Measures the first page and the count of the items, and the first page of the claims, in a process that has only just
opened the cache and again when it is asked once more: median and worst in milliseconds. Over a folder that
`python -m tests.bench.store --keep DIR` has filled, or any cache. Ends with 1 where what should take less than 100 ms
takes more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.corpus import Corpus
from tests.bench.store import build, say

MOST = 100.0
"""Milliseconds that a question may take."""
QUERIES: tuple[tuple[str, bool], ...] = (
    ("", True),
    ("is:unread", True),
    ("mentst", True),
    ("mentst tionpre", True),
    ('"mentst tionpre"', True),
    ("title:mentst", True),
    ("is:unread -mentst age:<30d", True),
    ("2026-11-01..2026-11-20 lang:en", True),
    ('feed:"site 73"', True),
    ("feed:site", True),
    ("author:preta", True),
    ("tag:check or source:tamentpre", True),
    ("kind:named is:unread", True),
    ("kind:document claims:>5", True),
    ("act:denies", True),
    ("hedge:no quote:direct", True),
    ("source:tamentpre", True),
    ("via:northwire", True),
    ("cue:mentst", True),
    ("said:mentst", True),
    ("not said:mentst", True),
    ("said:mentst kind:named is:unread", True),
    ("source:~mentatkotion", True),
    ("author:~petra", True),
    ("te", False),  # begins a word of every item
    ('"ment tion"', False),  # so does its last word
    ('source:~"er tamentprien"', False),  # an initial and a common name: claims are looked at
    ("source:e", False),  # too short for the index of names
    ("link:site73.example/2026/7", False),
    ("title:/^Mentst/", False),
    (r"/tionment\b.*\bmentst/", False),
)
"""Each with whether it has to be answered in time; the others go through everything, and say so."""
_TIMES = """
import json, sys, time
from pathlib import Path
from newsterm.library import Library
def entries(library, query):
    listing = library.listing(query)
    listing.rows(0, 50)
    return len(listing)
def claims(library, query):
    return len(library.claims(query, limit=50))
path, what, query, clock = sys.argv[1:]
clock = getattr(time, clock)
ask, taken = {"entries": entries, "claims": claims}[what], []
with Library.open(Path(path)) as library:
    library.tree("warm-up ~name")
    for _ in range(4):
        began = clock()
        found = ask(library, query)
        taken.append((clock() - began) * 1000)
print(json.dumps([found, *taken]))
"""


def times(path: Path, what: str, query: str, repeat: int, clock: str) -> tuple[int, list[float], list[float]]:
    """How much is found, and the milliseconds of first and of later askings, from processes of their own."""
    first, later, found = [], [], 0
    for _ in range(repeat):
        command = [sys.executable, "-c", _TIMES, str(path), what, query, clock]
        answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        found, once, *again = answer
        first.append(once)
        later += again
    return found, first, later


def _cells(taken: list[float]) -> str:
    return f"{median(taken):8.1f} {max(taken):8.1f}"


def main() -> int:
    """Build where nothing is there, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.queries", description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000, metavar="N")
    parser.add_argument("--repeat", type=int, default=5, help="processes for each question")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the cache N.db is, and stays")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="a cache that is there, in place of it")
    parser.add_argument("--cpu", action="store_true", help="time of the processor, where others use the machine too")
    parser.add_argument("query", nargs="*", help="other queries than the usual ones")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path: Path = args.cache or (args.keep or Path(temporary)) / f"{args.entries}.db"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            build(path, Corpus(), args.entries, prepared=True)
            say("")
        queries = tuple((query, True) for query in args.query) or QUERIES
        return _measure(path, queries, args.repeat, "process_time" if args.cpu else "perf_counter")


def _measure(path: Path, queries: tuple[tuple[str, bool], ...], repeat: int, clock: str) -> int:
    missed = 0
    ways = "items, at first", "items, again", "claims, at first", "claims, again"
    print(f"{'median and worst in ms':34} {'found':>7}" + "".join(f"{way:>20}" for way in ways))
    for query, in_time in queries:
        found, *items = times(path, "entries", query, repeat, clock)
        _, *claims = times(path, "claims", query, repeat, clock)
        slow = in_time and max(map(median, [*items, *claims])) > MOST
        missed += slow
        cells = "".join(f"   {_cells(taken)}" for taken in (*items, *claims))
        print(
            f"{query or '(everything)':34} {found:7,}{cells}{' MISSED' if slow else '' if in_time else '  scans'}",
            flush=True,
        )
    print(f"\n{missed} of {sum(in_time for _, in_time in queries)} take more than {MOST:g} ms")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
