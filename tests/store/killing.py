"""A campaign of kill -9: `python -m tests.store.killing --kills N`. Ends with 1 and says what was lost.

Two processes at a time work on one cache - they tag, poll, drop, compact, or bring an earlier schema forward - and are
killed at random moments. Each says what it has done after the call returned; afterwards all of that must be there,
nothing half done, and the cache whole. (It is a process of its own because it forks.)
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import FetchState, Retention, TagEdit, Target, Validators
from newsterm.store import Store, the_only_one
from tests.store.world import NOW, A, B, entry, follow, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ITEMS = 20
AT_ONCE = 40
"""Entries of one poll: more than one transaction takes."""
LONGEST = 0.12
"""Seconds after which a process is killed at the latest; starting one takes about 2 ms."""


# -- what the processes do -------------------------------------------------------------------------------------------


def tagging(path: Path, rng: random.Random, say: Callable[[str], None]) -> None:
    """Give and take tags of the items of feed A."""
    with Store.open(path, now=NOW) as store:
        keys = list(store.ids_of(A, [f"item{n}" for n in range(ITEMS)]).values())
        while True:
            key, name, there = rng.choice(keys), f"t{rng.randrange(6)}", rng.random() < 0.6
            edit = TagEdit(add=(name,)) if there else TagEdit(remove=(name,))
            say(f"will {key} {name}")
            store.edit(Target.ENTRY, [key], "tags", edit.apply, label=lambda _: "tag", at=NOW)
            say(f"did {key} {name} {int(there)}")


def polling(path: Path, rng: random.Random, say: Callable[[str], None]) -> None:
    """Bring new entries to feed B, as a poller that goes on where the last one got to, and drop the oldest.

    One at a time, as newsterm's pollers: of two that begin with the same poll, the slower would store it over the next.
    """
    with the_only_one(path.with_name("polling.lock"), wait=True), Store.open(path, now=NOW) as store:
        while True:
            nth = polled(store) + 1
            known = store.known(B)
            fresh = [entry(g, hours=1 + nth, text=f"News {nth}.") for g in guids(nth) if g not in known]
            state = FetchState(validators=Validators(etag=str(nth)))
            store.apply(replace(update(B, *fresh), state=state), now=NOW)
            say(f"polled {nth}")
            if rng.random() < 0.3:
                for _ in store.drop(Retention(most=200, unread=timedelta(0)), now=NOW):
                    pass


def compacting(path: Path, rng: random.Random, say: Callable[[str], None]) -> None:
    """Write the file anew, again and again."""
    with Store.open(path, now=NOW) as store:
        while True:
            store.compact()
            say("compacted")
            time.sleep(rng.random() * 0.02)


def migrating(path: Path, _: random.Random, say: Callable[[str], None]) -> None:
    """Open a cache of schema 1 that lies beside the other one."""
    with Store.open(earlier(path), now=NOW):
        say("migrated")
    signal.pause()


WORK = (tagging, tagging, polling, polling, compacting, migrating)


def guids(nth: int) -> list[str]:
    """Guids of what the nth poll brings."""
    return [f"{nth}-{i}" for i in range(AT_ONCE)]


def polled(store: Store) -> int:
    """The last poll that was stored whole, as its validators say."""
    feed = store.feed(B)
    return int(feed.state.validators.etag or 0) if feed else 0


def earlier(path: Path) -> Path:
    """Where the cache of schema 1 is."""
    return path.with_name("earlier.db")


# -- the campaign ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Campaign:
    """A cache, what was acknowledged, and what was found wrong."""

    path: Path
    rng: random.Random
    tags: dict[tuple[str, str], bool] = field(default_factory=dict)
    open: set[tuple[str, str]] = field(default_factory=set)
    """Tags that a killed process was about to change: either way is right."""
    polls: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """A cache with a few items, and one of schema 1."""
        with Store.open(self.path, now=NOW) as store:
            follow(store, A, B)
            store.apply(update(A, *(entry(f"item{n}", text="Words.") for n in range(ITEMS))), now=NOW)
        self.make_earlier()

    def make_earlier(self) -> None:
        """Begin the cache of schema 1 anew."""
        for old in self.path.parent.glob("earlier.db*"):
            old.unlink()
        with closing(sqlite3.connect(earlier(self.path))) as made:
            made.executescript(Path(__file__).with_name("schema1.sql").read_text("utf-8"))

    def round(self) -> int:
        """Two processes, both killed; how many were still running."""
        pairs = [self.start(self.rng.choice(WORK)) for _ in range(2)]
        killed = 0
        for process, said in pairs:
            time.sleep(self.rng.random() ** 2 * LONGEST)
            os.kill(process, signal.SIGKILL)
            _, status = os.waitpid(process, 0)
            killed += os.WIFSIGNALED(status)
            if not os.WIFSIGNALED(status):
                self.wrong.append(f"a process ended by itself with status {status}")
            with os.fdopen(said, encoding="utf-8") as lines:
                self.hear(line for line in lines if line.endswith("\n"))
        self.look()
        return killed

    def start(self, work: Callable[[Path, random.Random, Callable[[str], None]], None]) -> tuple[int, int]:
        """A process that works; its number, and where it says what it did."""
        reading, writing = os.pipe()
        seed = self.rng.random()
        process = os.fork()
        if process:
            os.close(writing)
            return process, reading
        os.close(reading)
        try:
            work(self.path, random.Random(seed), lambda text: os.write(writing, f"{text}\n".encode()) and None)
        except BaseException as error:  # the parent sees that it ended, and this is why
            sys.stderr.write(f"{work.__name__}: {error!r}\n")
        finally:
            os._exit(1)

    def hear(self, lines: Iterator[str]) -> None:
        """Take in what a process said before it was killed."""
        for line in lines:
            match line.split():
                case ["will", key, name]:
                    self.open.add((key, name))
                case ["did", key, name, there]:
                    self.tags[key, name] = there == "1"
                    self.acknowledged += 1
                case ["polled", nth]:
                    self.polls = max(self.polls, int(nth))
                    self.acknowledged += 1
                case _:
                    self.acknowledged += 1

    def look(self) -> None:
        """Open both caches and look for everything that was acknowledged."""
        with Store.open(self.path, now=NOW) as store:
            self.wrong += store.check().problems
            states = store.entry_states({key for key, _ in self.tags})
            for (key, name), there in self.tags.items():
                now = key in states and name in states[key].tags
                if now != there and (key, name) not in self.open:
                    self.wrong.append(f"{key} {'lacks' if there else 'still has'} {name}")
                self.tags[key, name] = now
            self.open.clear()
            last, known = polled(store), store.known(B)
            if last < self.polls:
                self.wrong.append(f"poll {self.polls} was acknowledged, the last one kept is {last}")
            if last and not set(guids(last)) <= known.keys():
                self.wrong.append(f"poll {last} is kept by half")
        with Store.open(earlier(self.path), now=NOW) as store:
            self.wrong += store.check().problems
            found = sorted(i.entry.guid for i in store.listing(None, now=NOW).rows(0, 9))
            if found != ["one", "three", "two"] or len(store.claims(None, now=NOW)) != 3:
                self.wrong.append(f"the cache of schema 1 came forward with {found}")
        self.make_earlier()


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(prog="python -m tests.store.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder, "cache.db"), random.Random(args.seed))
        campaign.begin()
        killed = 0
        while killed < args.kills and len(campaign.wrong) < 10:
            killed += campaign.round()
    for sentence in campaign.wrong:
        print(sentence)
    print(f"{killed} killed, {campaign.acknowledged} changes and {campaign.polls} polls acknowledged")
    print(f"wrong: {len(campaign.wrong)}")
    return 1 if campaign.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
