"""What the Python contenders share: they read lines `ITEM SIZE` and answer each with one number."""

import sys
import time

BATCH = 10_000


def serve(items):
    """Answers until the input ends; items maps a name to a function of the size."""
    for line in sys.stdin:
        name, size = line.split()
        print(items[name](int(size)) if name in items else "unknown", flush=True)


def nanos_each(start, size):
    return (time.perf_counter() - start) * 1e9 / size


def resident():
    """The bytes of this process in memory: Python has no heap that could be asked."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))
