"""How long a change of the user's waits while another process stores what it polled.

The other process stores whole feeds and articles with claims without a pause, which is more than any poll does.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

from newsterm.library import Library
from newsterm.model import TagEdit, Target
from newsterm.store import Store
from tests.bench.corpus import EXTRACTORS, NOW, Corpus, article_of, claims_of, update

if TYPE_CHECKING:
    from collections.abc import Sequence


def poll(path: Path) -> None:
    """Store without a pause; say when it begins."""
    corpus, start = Corpus(), 20_000_000 + int(time.time()) % 10**8
    with Store.open(path, now=NOW) as store:
        print("ready", flush=True)
        for nth in count():
            stories = list(corpus.stories(80, start + 80 * nth))
            for key, story in zip(store.apply(update(nth % 500, stories), now=NOW).new, stories, strict=False):
                store.save_article(key, article_of(story), claims_of(story, key), claims_extractor=EXTRACTORS[1])


def waits(path: Path, times: int = 400) -> Sequence[float]:
    """Milliseconds that changes took beside such a process."""
    taken = []
    command = [sys.executable, "-m", "tests.bench.waiting", str(path)]
    with Library.open(path) as library, Popen(command, stdout=PIPE) as other:
        try:
            assert other.stdout is not None
            other.stdout.readline()
            listing = library.listing()
            for n in range(times):
                key = listing.id_at(n % min(200, len(listing)))
                began = time.perf_counter()
                library.edit_tags(Target.ENTRY, [key], TagEdit(add=(f"w{began}",)))
                taken.append((time.perf_counter() - began) * 1000)
                library.undo()
                time.sleep(0.01)
        finally:
            other.kill()
    return taken


def beside_a_poller(path: Path) -> str:
    """The waits in words; measured on a copy, which grows."""
    copy = path.with_name(f"{path.name}.waiting")
    try:
        shutil.copyfile(path, copy)
        with copy.open("rb+") as written:  # else the first commit waits for all of the copy
            os.fsync(written.fileno())
        taken = waits(copy)
    finally:
        for left in path.parent.glob(f"{copy.name}*"):
            left.unlink()
    tail, most = quantiles(taken, n=100)[98], max(taken)
    return (
        f"a tag beside a poller that never pauses: {median(taken):.1f} ms, 99th percentile {tail:.1f}, most {most:.1f}"
    )


if __name__ == "__main__":
    poll(Path(sys.argv[1]))
