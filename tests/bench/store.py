"""The store beside raw sqlite3 doing the same with the same durability, in one run: `python -m tests.bench.store`.

Builds both caches once in a folder (`--keep DIR`, else a temporary one), then measures each task in pairs, one call
of each after the other, and prints medians, 99th percentiles and their ratios. Ends with 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from newsterm.library import Library
from newsterm.model import Subscription, TagEdit, Target
from newsterm.query.tree import Words
from newsterm.store import Store, search
from newsterm.store.matching import words_expression
from tests.bench.corpus import EXTRACTORS, FEEDS, NOW, Corpus, Story, article_of, claims_of, feed_url, update
from tests.bench.raw import RawCache
from tests.bench.waiting import beside_a_poller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One task's times in milliseconds, ours and raw's, and what is asked of them."""

    task: str
    ours: tuple[float, float]
    raw: tuple[float, float]
    most: float
    """The ratio that the median must not exceed."""
    tail: bool = False
    """Whether the 99th percentile must not exceed it either."""
    most_ms: float | None = None

    @property
    def ratios(self) -> tuple[float, float]:
        """Ours in units of raw's: median, 99th percentile."""
        return self.ours[0] / self.raw[0], self.ours[1] / self.raw[1]

    @property
    def kept(self) -> bool:
        """Whether the bounds are kept."""
        ratio, tail = self.ratios
        in_time = self.most_ms is None or self.ours[0] <= self.most_ms
        return ratio <= self.most and in_time and not (self.tail and tail > self.most)

    def line(self) -> str:
        """The result as a row."""
        bound = f"<= {self.most}" + (f", {self.most_ms:g} ms" if self.most_ms else "")
        pairs = zip(self.ours, self.raw, self.ratios, strict=True)
        figures = "   ".join(f"{ours:8.3f} {raw:8.3f} {ratio:6.2f}" for ours, raw, ratio in pairs)
        return f"{self.task:34} {figures}   {bound:16}{'' if self.kept else ' MISSED'}"


def in_pairs(task: str, ours: Callable[[int], object], raw: Callable[[int], object], *, times: int, most: float,
             tail: bool = False, most_ms: float | None = None) -> Result:  # fmt: skip
    """Time both by turns, which goes first by turns too."""
    taken: dict[str, list[float]] = {"ours": [], "raw": []}
    for n in range(times):
        for name, call in (("ours", ours), ("raw", raw))[:: 1 if n % 2 else -1]:
            began = time.perf_counter()
            call(n)
            taken[name].append((time.perf_counter() - began) * 1000)
    both = {name: (median(some), quantiles(some, n=100)[98]) for name, some in taken.items()}
    return Result(task=task, ours=both["ours"], raw=both["raw"], most=most, tail=tail, most_ms=most_ms)


# -- building --------------------------------------------------------------------------------------------------------


def build(path: Path, corpus: Corpus, count: int, *, prepared: bool) -> None:
    """A cache of so many entries, through the store's own verbs, with an article and ten claims each if `prepared`."""
    with Store.open(path, now=NOW) as store:
        store.subscribe([Subscription(url=feed_url(n), added=NOW) for n in range(FEEDS)])
        for start, batch in _batches(corpus, count):
            by_feed: dict[int, list[Story]] = {}
            for story in batch:
                by_feed.setdefault(story.feed, []).append(story)
            with store._cache.transaction():
                for feed, some in by_feed.items():
                    applied = store.apply(update(feed, some), now=NOW)
                    for key, story in zip(applied.new, some, strict=True) if prepared else ():
                        made = claims_of(story, key)
                        store.save_article(key, article_of(story), made, claims_extractor=EXTRACTORS[1])
            say(f"building {path.name}: {start:,} of {count:,}")
        while search.tend(store._cache.rows):
            say(f"merging the full-text index of {path.name}")


def build_raw(path: Path, corpus: Corpus, count: int, *, prepared: bool) -> None:
    """The same for raw SQLite."""
    raw = RawCache(path)
    for start, batch in _batches(corpus, count):
        claims = [claims_of(story, "x") if prepared else () for story in batch]
        numbers = raw.insert(batch, ["\n".join(c.text for c in some) for some in claims])
        raw.insert_claims(
            (
                number,
                c.kind,
                c.resolved,
                c.text,
                json.dumps([c.content, c.cue, c.source, c.quote.prefix, c.quote.suffix]),
            )
            for number, some in zip(numbers, claims, strict=True)
            for c in some
        )
        say(f"building {path.name}: {start:,} of {count:,}")
    raw.close()


def _batches(corpus: Corpus, count: int) -> Iterator[tuple[int, list[Story]]]:
    for start in range(0, count, _BATCH):
        yield start, list(corpus.stories(min(_BATCH, count - start), start))


def say(text: str) -> None:
    """Tell how far it is, on a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


# -- measuring -------------------------------------------------------------------------------------------------------


def measure(path: Path, raw_path: Path, corpus: Corpus, count: int, repeat: int) -> Iterator[Result]:
    """Each task of both caches."""
    library, raw = Library.open(path), RawCache(raw_path)
    listing, rng = library.listing(), random.Random(5)
    places = rng.sample(range(count), min(count, 40 * repeat))
    there = len(listing)  # a kept cache has what earlier runs brought
    tag = f"bench-{there}"
    keys = [listing.id_at(place) for place in places]  # the corpus is newest first, and so are raw's numbers
    yield in_pairs(
        "durable tag of one item",
        lambda n: library.edit_tags(Target.ENTRY, [keys[n]], TagEdit(add=(tag,))),
        lambda n: raw.tag(places[n] + 1, tag),
        times=len(keys), most=1.5, tail=True,
    )  # fmt: skip
    fresh = [[corpus.story(10_000_000 + there + 20 * n + i) for i in range(20)] for n in range(4 * repeat)]
    fresh = [
        [Story(feed=n % FEEDS, entry=s.entry, paragraphs=s.paragraphs) for s in some] for n, some in enumerate(fresh)
    ]
    with Store.open(path, now=NOW) as store:
        yield in_pairs(
            "20 new entries of a feed",
            lambda n: store.apply(update(fresh[n][0].feed, fresh[n]), now=NOW),
            lambda n: raw.insert(fresh[n]),
            times=len(fresh), most=2.0,
        )  # fmt: skip
    yield in_pairs(
        "open, unread counts, first 50", lambda _: _open(path), lambda _: _open_raw(raw_path), times=repeat, most=3.0
    )
    yield in_pairs(
        "unread and tagged, first 50",
        lambda _: _page(library, f"is:unread tag:{tag}"),
        lambda _: raw.unread_tagged(tag),
        times=repeat, most=3.0,
    )  # fmt: skip
    # Another word each time: both sides keep what they have just found.
    for name, rank in (("in all", 0), ("common", 100), ("rare", 5000)):
        words = corpus.words[rank : rank + repeat]
        yield in_pairs(
            f"full text, first 50: {name}",
            lambda n, words=words: library.listing(words[n]).rows(0, 50),
            lambda n, words=words: raw.search(words_expression(Words(words[n])) or ""),
            times=repeat, most=3.0, most_ms=50.0,
        )  # fmt: skip
    library.close()
    raw.close()


def _open(path: Path) -> None:
    with Library.open(path) as library:
        library.feed_counts()
        _page(library, "")


def _page(library: Library, query: str) -> None:
    listing = library.listing(query)
    len(listing)
    listing.rows(0, 50)


def _open_raw(path: Path) -> None:
    raw = RawCache(path)
    raw.counts()
    raw.newest()
    raw.close()


ALONE = """
import resource, sys, time
from pathlib import Path
from newsterm.library import Library
def memory(): return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
before, began, wall = memory(), time.process_time(), time.perf_counter()
with Library.open(Path(sys.argv[1])) as library:
    library.feed_counts()
    listing = library.listing()
    count = len(listing)
    listing.rows(0, 50)
    cpu, wall = time.process_time() - began, time.perf_counter() - wall
    shown = memory() - before
    began = time.perf_counter()
    listing.rows(count - 50, count)
    end = time.perf_counter() - began
print(count, cpu * 1000, wall * 1000, end * 1000, shown, memory() - before)
"""


def alone(path: Path) -> str:
    """What a process of its own needs to open a cache and show a page, imports apart: the median of five."""
    runs = [
        [
            float(x)
            for x in subprocess.run(
                [sys.executable, "-c", ALONE, str(path)], capture_output=True, check=True
            ).stdout.split()
        ]
        for _ in range(5)
    ]
    count, cpu, wall, end, shown, whole = (median(values) for values in zip(*runs, strict=True))
    return (
        f"{int(count):,} entries, a process of its own: open, counts, first page {cpu:.1f} ms of CPU, {wall:.1f} ms; "
        f"memory beyond imports {shown:.1f} MB; then the last page {end:.1f} ms, {whole:.1f} MB"
    )


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.store", description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    parser.add_argument("--large", type=int, default=0, metavar="N", help="also open one of N entries without claims")
    parser.add_argument("--repeat", type=int, default=25, help="how often each task is done at least")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the caches are, and stay")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return _run(args, args.keep or Path(temporary))


def _run(args: argparse.Namespace, folder: Path) -> int:
    corpus, missed = Corpus(), 0
    folder.mkdir(parents=True, exist_ok=True)
    for count in args.entries:
        path, raw_path = folder / f"{count}.db", folder / f"{count}.raw.db"
        if not path.exists():
            build(path, corpus, count, prepared=True)
        if not raw_path.exists():
            build_raw(raw_path, corpus, count, prepared=True)
        say("")
        print(f"\n{count:,} entries, {10 * count:,} claims; milliseconds, median then 99th percentile")
        print(f"{'':34} {'ours':>8} {'raw':>8} {'ratio':>6}   {'ours':>8} {'raw':>8} {'ratio':>6}   asked")
        for result in measure(path, raw_path, corpus, count, args.repeat):
            print(result.line(), flush=True)
            missed += not result.kept
        print(alone(path))
        print(beside_a_poller(path))
    if args.large:
        path = folder / f"{args.large}.db"
        if not path.exists():
            build(path, corpus, args.large, prepared=False)
        print(alone(path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{missed} bounds missed; peak memory of this process {peak:.0f} MB")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
