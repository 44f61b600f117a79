"""The child's side of `workers`: reads calls from stdin, writes answers to stdout, watches its own memory."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import queue
import struct
import sys
import threading
import time
import warnings
from contextlib import suppress
from typing import IO, Any

from newsterm.errors import NewstermError, WorkError

TOO_MUCH_MEMORY = 77
"""The exit status of a worker that held more than it may."""
SIZE = struct.Struct("!Q")
"""What stands before every message."""
_FIT = 0.75
"""A worker that holds more than this share of its ceiling is replaced: Python seldom gives memory back."""
_SLACK = 100 * 2**20
"""What the system's own limit leaves above the ceiling, for what is not memory in use."""
_LOOK_EVERY = 0.05
"""Seconds between two looks at the memory in use."""


def serve(memory: int) -> None:
    """Answer calls until stdin ends; its end in the middle of a call, which is the parent's, ends the process too."""
    gc.set_threshold(50_000)  # what a call makes is gone at its end, most of it without any search for cycles
    logging.disable(logging.CRITICAL)  # libraries' complaints about a page are of no use to its reader
    warnings.simplefilter("ignore")
    source = sys.stdin.buffer
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit_memory(memory)
    threading.Thread(target=_watch_memory, args=(memory,), daemon=True).start()
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, calls), daemon=True).start()
    while True:
        answer = _answer(calls.get(), memory)
        try:
            sink.write(SIZE.pack(len(answer)) + answer)
            sink.flush()
        except OSError:
            os._exit(1)  # nobody listens


def _read(source: IO[bytes], calls: queue.SimpleQueue[bytes]) -> None:
    while True:
        head = source.read(SIZE.size)
        (size,) = SIZE.unpack(head) if len(head) == SIZE.size else (0,)
        data = source.read(size)
        if not size or len(data) < size:
            os._exit(0)
        calls.put(data)


def _answer(call: bytes, memory: int) -> bytes:
    try:
        function, args, kwargs = pickle.loads(call)  # noqa: S301 - our own parent wrote it
        return pickle.dumps((None, function(*args, **kwargs), _is_fit(memory)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _failed(WorkError(f"This needed more than {memory // 2**20} MiB of memory and was stopped."), memory)
    except NewstermError as error:
        return _failed(error, memory)
    except Exception as error:
        return _failed(WorkError(f"newsterm stumbled over this ({type(error).__name__})."), memory)


def _failed(error: NewstermError, memory: int) -> bytes:
    """The error as bytes, without its causes; a WorkError with its words where it can't be carried."""
    error.__cause__ = error.__context__ = None
    try:
        data = pickle.dumps((error, None, _is_fit(memory)), pickle.HIGHEST_PROTOCOL)
        pickle.loads(data)  # noqa: S301 - just written; an __init__ with keywords of its own fails here
    except (TypeError, AttributeError, pickle.PicklingError):
        return pickle.dumps((WorkError(str(error)), None, _is_fit(memory)), pickle.HIGHEST_PROTOCOL)
    return data


def _is_fit(memory: int) -> bool:
    return _resident() <= _FIT * memory


def _limit_memory(memory: int) -> None:
    """Let the system refuse what goes far beyond the ceiling: one allocation may be faster than the watch."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory + _SLACK, memory + _SLACK))


def _watch_memory(memory: int) -> None:
    while True:
        time.sleep(_LOOK_EVERY)
        if _resident() > memory:
            os._exit(TOO_MUCH_MEMORY)


def _resident() -> int:
    """Bytes of memory that this process holds; on macOS the most that it ever held."""
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - 20 times a second, for ever
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    elif sys.platform == "win32":
        return _resident_on_windows()
    else:
        import resource  # noqa: PLC0415 - there is none on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident_on_windows() -> int:
    import ctypes  # noqa: PLC0415 - only here

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "working", "q1", "q2", "q3", "q4", "paged", "peak_paged")),
        ]

    counters: Any = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to type checkers elsewhere
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb)
    return int(counters.working)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
