"""Which core each process runs on.

One request at a time wakes each process once, and what a wake-up costs depends on where the scheduler
put the process: it makes tens of microseconds on a virtual machine, more than the proxies differ by.
So the row that compares first bytes gives client and mock one core and every proxy another.
"""

import contextlib
import os
import pathlib


@contextlib.contextmanager
def proxies_apart(mock, proxies):
    """mock, proxies: process ids. What this process starts meanwhile is placed with the mock."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        yield
        return
    place([os.getpid(), mock], {cores[0]})
    place(proxies, {cores[1]})
    try:
        yield
    finally:
        place([os.getpid(), mock, *proxies], set(cores))


def place(pids, cores):
    for pid in pids:
        for one in [pid, *children(pid)] if pid != os.getpid() else [pid]:
            for thread in pathlib.Path(f"/proc/{one}/task").iterdir():
                with contextlib.suppress(ProcessLookupError):
                    os.sched_setaffinity(int(thread.name), cores)


def children(pid):
    """nginx's workers."""
    text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
