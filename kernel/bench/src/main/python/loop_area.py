"""The area `loop`: tasks and primitives on one thread, ours beside asyncio, uvloop, gevent and kotlinx.coroutines."""

import argparse
import importlib.util
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from contender import Contender
from figures import at_most, machine, row, show, times_faster, times_slower, write

HERE = os.path.dirname(os.path.abspath(__file__))
OURS, KOTLINX = "weft", "kotlinx 1.10"
BAREST = "barest scheduler"
PEERS = ("asyncio", "uvloop", "gevent", KOTLINX, BAREST)
COMPILED = (OURS, KOTLINX, BAREST)
BAREST_ITEMS = ("switch", "pingpong")
HEADER = """\
Every contender is one warm process for each fork, and they take turns item by item; JVMs have a kernel's flags. `ours` and
`its` are medians of all rounds; `ratio` is peer / ours, the median of the rounds' ratios: above 1, ours takes less. One
thread runs all tasks of a contender. Each figure is for one operation:
  switch        10 tasks yield in turn
  spawn         start a task that gives a value, wait for it
  batch         the same for 10,000 at a time
  uncontended   lock and unlock by one task
  contended     50 tasks take a lock and yield while they hold it
  ping-pong     there and back between two tasks over two queues of size 1
  queue         a producer and a consumer, put and get over a queue of size 100
  N tasks       start, one yield and join of N tasks
  memory        a million sleeping tasks: heap in use of a JVM that has 2 GiB, resident memory for Python
The barest scheduler is a deque without a guard under the JDK's virtual threads: what a switch costs before anything of ours."""


@dataclass(frozen=True)
class Item:
    """What is measured, how many operations make a round for a compiled contender and for a Python one, and the bars."""

    key: str
    name: str
    unit: str
    compiled: int
    python: int
    bars: dict = field(default_factory=dict)
    absolute: object = None
    rounds: int = None

    def size(self, contender):
        return self.compiled if contender in COMPILED else self.python


TURNS = (
    Item("switch", "switch", "ns", 300_000, 50_000,
         {"asyncio": times_faster(8), "gevent": times_faster(9), KOTLINX: times_slower(3)}),
    Item("spawn", "spawn, run and join", "ns", 60_000, 10_000,
         {"asyncio": times_faster(8), KOTLINX: times_slower(1.5)}),
    Item("batch", "spawn, run and join, batch", "ns", 60_000, 10_000,
         {"asyncio": times_faster(8), KOTLINX: times_slower(1.5)}),
    Item("uncontended", "uncontended lock", "ns", 2_000_000, 100_000),
    Item("contended", "contended lock", "ns", 100_000, 10_000,
         {"asyncio": times_faster(15), KOTLINX: times_slower(1.3)}),
    Item("pingpong", "queue ping-pong", "ns", 100_000, 10_000,
         {"asyncio": times_faster(15), KOTLINX: times_slower(1.3)}),
    Item("queue", "bounded queue put and get", "ns", 500_000, 50_000,
         {"asyncio": times_faster(5), KOTLINX: times_slower(1)}),
)
SLEEPS = Item("sleeps", "100,000 sleeps of 1 s", "s", 100_000, 100_000, absolute=at_most(1.25, "s"))
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MILLION = 1_000_000
HEAP = 2 * 2**30


def commands(options):
    """What starts each contender that is there, by name."""
    class_path = ["-cp", options.class_path]
    flags = subprocess.run([options.java, *class_path, "io.weft.bench.Flags"], check=True, stdout=subprocess.PIPE, text=True)
    jvm = [options.java, *flags.stdout.split(), *class_path]
    python = [sys.executable]
    found = {OURS: [*jvm, "io.weft.bench.WeftPeer"], "asyncio": [*python, f"{HERE}/peer_asyncio.py"]}
    if importlib.util.find_spec("uvloop"):
        found["uvloop"] = [*python, f"{HERE}/peer_asyncio.py", "uvloop"]
    if importlib.util.find_spec("gevent"):
        found["gevent"] = [*python, f"{HERE}/peer_gevent.py"]
    if options.kotlinx:
        found[KOTLINX] = [*jvm, "io.weft.bench.CoroutinesPeerKt"]
    found[BAREST] = [*jvm, "io.weft.bench.BarestScheduler"]
    for name in PEERS:
        if name not in found:
            print(f"The peer {name} is missing here.")
    return found


class Figures:
    """All figures, by item and contender, in the order of the rounds."""

    def __init__(self):
        self.all = {}

    def add(self, item, contender, figure):
        self.all.setdefault(item, {}).setdefault(contender, []).append(figure)

    def of(self, item, contender):
        figures = self.all.get(item, {}).get(contender, [])
        return [] if None in figures else figures

    def rows(self, item):
        """Ours beside each peer."""
        ours = self.of(item.key, OURS)
        if not ours:
            print(f"{item.name}: ours cannot do it yet.")
            return []
        rows = [row(item.name, item.unit, ours, bar=item.absolute)] if item.absolute else []
        return rows + [row(item.name, item.unit, ours, peer, self.of(item.key, peer), item.bars.get(peer))
                       for peer in PEERS if peer in self.all[item.key] or peer in item.bars]


def take_turns(options, found, figures, items, warm_up, rounds):
    for fork in range(options.forks):
        with ExitStack() as running:
            everyone = [running.enter_context(Contender(name, command)) for name, command in found.items()]
            for item in items:
                note(f"fork {fork + 1} of {options.forks}: {item.name}")
                contenders = [each for each in everyone if each.name != BAREST or item.key in BAREST_ITEMS]
                for contender in contenders:
                    for _ in range(warm_up if contender.name in COMPILED else 1):
                        contender.measure(item.key, item.size(contender.name))
                for _ in range(rounds):
                    for contender in contenders:
                        figures.add(item.key, contender.name, contender.measure(item.key, item.size(contender.name)))


def linear(options, found, figures):
    """Sizes in turns, smallest first, since the small ones are warm-up for the large."""
    items = []
    with ExitStack() as running:
        contenders = [running.enter_context(Contender(n, c)) for n, c in found.items() if n not in ("uvloop", BAREST)]
        for contender in contenders:
            for _ in range(30 if contender.name in COMPILED else 1):
                contender.measure("linear", 10_000)
        for size in SIZES:
            note(f"{size:,} tasks")
            item = Item(f"linear {size}", f"{size:,} tasks", "ns", size, size)
            items.append(item)
            for _ in range(max(3, min(15, MILLION // size // 2))):
                for contender in contenders:
                    figures.add(item.key, contender.name, contender.measure("linear", size))
    return items


def growth(figures):
    """How the cost of one task grew over the sizes: 1 is exactly linear."""
    def grown(name):
        costs = [figures.of(f"linear {size}", name) for size in (SIZES[0], SIZES[-1])]
        return median(costs[1]) / median(costs[0]) if all(costs) else None
    rows = []
    for peer in (KOTLINX, "asyncio", "gevent"):
        theirs = grown(peer)
        rows.append(row("a task's cost, 10^6 over 10^3", "times", [grown(OURS)], peer, [theirs] if theirs else []))
    return rows


def memory(found):
    figures = {}
    for name, command in found.items():
        if name == BAREST:
            continue
        # A greenlet keeps a piece of C stack: fewer of them show as much.
        size = MILLION // 10 if name == "gevent" else MILLION
        note(f"{name}: {size:,} sleeping tasks")
        if name in COMPILED:
            command = [command[0], f"-Xmx{HEAP}", *command[1:]]
        with Contender(name, command) as contender:
            figures[name] = contender.measure("memory", size)
    bar = at_most(HEAP // MILLION, "bytes (2 GiB)")
    return [row("memory of a sleeping task", "bytes", [figures[OURS]], peer, [figures[peer]] if peer in figures else [],
                bar if peer == "asyncio" else None) for peer in PEERS]


def note(text):
    print(f"... {text}", file=sys.stderr, flush=True)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--kotlinx", action="store_true", help="the class path has the Kotlin contender")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--forks", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", metavar="ITEMS", help="of: " + " ".join(i.key for i in TURNS) + " sleeps linear memory")
    return parser.parse_args()


def main():
    options = parse()
    wanted = options.only.split(",") if options.only else [i.key for i in TURNS] + ["sleeps", "linear", "memory"]
    print(machine())
    found = commands(options)
    print(HEADER)
    figures, rows = Figures(), []
    items = [item for item in TURNS if item.key in wanted]
    if items:
        take_turns(options, found, figures, items, 10, options.rounds)
    if "sleeps" in wanted:
        items.append(SLEEPS)
        take_turns(options, found, figures, [SLEEPS], 3, 3)
    if "linear" in wanted:
        items += linear(options, found, figures)
    for item in items:
        rows += figures.rows(item)
    if "linear" in wanted:
        rows += growth(figures)
    if "memory" in wanted:
        rows += memory(found)
    show(rows)
    if options.json:
        write(options.json, rows)


if __name__ == "__main__":
    main()
