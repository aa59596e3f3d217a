"""The area `processes`: pools of worker processes, ours beside ProcessPoolExecutor, multiprocessing.Pool and joblib."""

import argparse
import importlib.util
import os
import sys
from contextlib import ExitStack

from contender import Contender
from figures import at_most, machine, row, show, times_faster, times_slower, write

HERE = os.path.dirname(os.path.abspath(__file__))
OURS, EXECUTOR, POOL, JOBLIB = "weft", "ProcessPoolExecutor", "multiprocessing.Pool", "joblib"
HEADER = """\
Every contender is one warm process with a pool of as many workers as there are cores; they take turns round by round.
`ratio` is peer / ours, the median of the rounds' ratios: above 1, ours takes less. Milliseconds for
  round trips   500 small jobs, one after the other
  submits       5,000 small jobs given at once
  map           200,000 squares with the default chunks
  argument      256 MiB to a worker
  warm          the first result of a pool that had nothing to do for 0.3 s: the median, and the 95th percentile
  cold          the first result of a new pool of one, its end included for Python; ours also without the cache that
                is made in the background of the first JVM that has workers
  process       one process from its start to its end
  2.5 GiB       as one array, there and back, and the largest resident memory of either side (--huge)
  idle          resident MiB of a worker of ours
  cores         how much faster all cores are than one, for calculation"""

# key, name, size, warm-up rounds of ours, bars
ITEMS = (
    ("roundtrip", "500 round trips", 500, 12, {EXECUTOR: times_slower(1.2), POOL: None}),
    ("submits", "5,000 submits", 5_000, 8, {EXECUTOR: times_slower(1), JOBLIB: None}),
    ("map", "map of 200,000 squares", 200_000, 20, {POOL: times_slower(1.5), JOBLIB: None}),
    ("argument", "256 MiB argument", 1, 2, {EXECUTOR: times_faster(2.5)}),
    ("cold", "first result, cold", 1, 2, {EXECUTOR: None}),
    ("process", "a process, start to end", 1, 2, {POOL: None}),
)
IDLE_MILLIS, WARM_SAMPLES = 300, 40


def note(text):
    print(f"... {text}", file=sys.stderr, flush=True)


def percentile(figures, part):
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * part))]


def first_results(ours, peer):
    """Rows for a pool that is warm, and for a new one without its cache."""
    note("first result, warm")
    figures = {each: [each.measure("warm", IDLE_MILLIS) for _ in range(WARM_SAMPLES)] for each in (ours, peer)}
    rows = [row("first result, warm", "ms", figures[ours], bar=at_most(1, "ms")),
            row("first result, warm", "ms", figures[ours], EXECUTOR, figures[peer])]
    late = {each: [percentile(figures[each], 0.95)] for each in figures}
    rows += [row("95th percentile of it", "ms", late[ours], bar=at_most(1, "ms")),
             row("95th percentile of it", "ms", late[ours], EXECUTOR, late[peer])]
    note("first result, cold, without the cache")
    uncached = [ours.measure("uncached", 1) for _ in range(9)]
    return rows + [row("first result, cold, no cache", "ms", uncached, bar=at_most(150, "ms"))]


def huge(ours):
    note("2.5 GiB there and back")
    return [row("2.5 GiB there and back", "ms", [ours.measure("huge", 1)]),
            row("... largest, the parent", "MiB", [ours.measure("hugeParent", 1)]),
            row("... largest, the worker", "MiB", [ours.measure("hugeWorker", 1)])]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--cache", required=True, metavar="FOLDER", help="where the cache of our workers is kept")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--huge", action="store_true", help="also 2.5 GiB there and back; needs 12 GiB")
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    flags = ["--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djdk.pollerMode=1", "-Djdk.trackAllThreads=false"]
    heap = ["-Xmx7g"] if options.huge else []
    python = [sys.executable, f"{HERE}/peer_processes.py"]
    commands = {OURS: [options.java, *flags, *heap, "-cp", options.class_path, "io.weft.bench.ProcessesPeer",
                       str(cores), options.cache],
                EXECUTOR: [*python, "executor", str(cores)], POOL: [*python, "pool", str(cores)]}
    if importlib.util.find_spec("joblib"):
        commands[JOBLIB] = [*python, "joblib", str(cores)]
    else:
        print("The peer joblib is missing here.")
    print(machine())
    print(HEADER)
    rows = []
    with ExitStack() as running:
        contenders = {name: running.enter_context(Contender(name, command)) for name, command in commands.items()}
        contenders[OURS].measure("roundtrip", 500)
        idle = contenders[OURS].measure("idle", 1)
        for key, name, size, warm_up, bars in ITEMS:
            note(name)
            here = [OURS] + [peer for peer in bars if peer in contenders]
            figures = {each: [] for each in here}
            for each in here:
                for _ in range(warm_up if each == OURS else 1):
                    contenders[each].measure(key, size)
            for _ in range(options.rounds):
                for each in here:
                    figures[each].append(contenders[each].measure(key, size))
            if key == "cold":
                rows.append(row(name, "ms", figures[OURS], bar=at_most(150, "ms")))
            rows += [row(name, "ms", figures[OURS], peer, figures.get(peer, []), bars[peer]) for peer in bars]
        rows += first_results(contenders[OURS], contenders[EXECUTOR])
        note("cores")
        faster = {}
        for each in (OURS, EXECUTOR):
            contenders[each].measure("cpu", 2 * cores)
            faster[each] = contenders[each].measure("one", 4 * cores) / contenders[each].measure("cpu", 4 * cores)
        rows.append(row(f"{cores} cores against one", "times", [faster[OURS]], EXECUTOR, [faster[EXECUTOR]]))
        rows.append(row("idle worker", "MiB", [idle]))
        if options.huge:
            rows += huge(contenders[OURS])
        # Not killed: Python's workers would stay behind.
        for each in contenders.values():
            each.close()
    show(rows)
    if options.json:
        write(options.json, rows)


if __name__ == "__main__":
    main()
