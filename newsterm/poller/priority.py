"""What a poller takes of the processor while somebody reads."""

from __future__ import annotations

import os
import sys


def give_way(*, to_reader: bool) -> None:
    """Let this process and its workers wait for others that want the processor.

    A reader gets a core for itself: priorities alone leave its keys at the 95th percentile three times as slow as at
    rest (12 ms for 4), since whoever runs may end its slice first, and a key needs three turns.
    """
    if hasattr(os, "nice"):
        os.nice(max(0, 10 - os.nice(0)))
    if to_reader and sys.platform == "linux":
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) == os.cpu_count() and len(cores) > 1:  # else somebody has chosen already
            os.sched_setaffinity(0, cores[:-1])
