"""The area `kernel`: an installed kernel as a front end sees it, beside others in the same run."""

import argparse
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median, quantiles

import psutil
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from figures import at_most, machine, row, show, write

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../../jupyter/src/test/python"))
from kernel_client import Kernel, Stalled, exit_seconds  # noqa: E402

HEADER = """\
The kernels take turns, cell by cell. `ours` is the first one, `ratio` is peer / ours (the median of the rounds' ratios):
above 1, ours takes less. Times run from the request to its reply, seen by jupyter_client.
  start         process start to the reply of the first 1+1
  cells         1+1, after 100 of warm-up; first and last 100 are medians
  lines         a cell that prints 1000 lines
  interrupt     from the request to the reply of the cell that it ends
  resident      memory of the process and its children after 200 cells"""
LINES = 1000


@dataclass(frozen=True)
class Cells:
    """The same cells in each language."""

    lines: str
    begun: str
    sleep: str
    busy: str


JVM = 'System.out.println("begun");\n'
CELLS = {
    "java": Cells('for (int i = 0; i < 1000; i++) System.out.println("line " + i);',
                  JVM, "Thread.sleep(60000);", "while (true) {}"),
    "kotlin": Cells('for (i in 0 until 1000) println("line $i")', 'println("begun")\n', "Thread.sleep(60000)",
                    "while (true) {}"),
    "python": Cells('for i in range(1000): print("line", i)', 'print("begun")\n', "import time; time.sleep(60)",
                    "while True: pass"),
}


class Subject:
    """A kernelspec under measurement and its figures, by name, in the order of the rounds."""

    def __init__(self, name, language):
        self.name = name
        self.cells = CELLS.get(language.lower())
        self.figures = {}
        self.kernel = None

    def add(self, what, figure):
        self.figures.setdefault(what, []).append(figure)

    def of(self, what):
        figures = self.figures.get(what, [])
        return [] if None in figures else figures

    def start(self):
        began = time.monotonic()
        self.kernel = Kernel(self.name)
        first = self.kernel.run("1+1", timeout=60)
        self.add("start", first.reply.at - began)
        self.add("second", self.kernel.run("1+1").seconds * 1000)

    def stop(self):
        self.kernel.request("shutdown_request", {"restart": False}, channel="control")
        self.add("exit", exit_seconds(self.kernel.process, 20))
        self.close()

    def close(self):
        if self.kernel:
            self.kernel.close()
            self.kernel = None

    def cell(self, what):
        self.add(what, self.kernel.run("1+1").seconds * 1000)

    def lines(self):
        if self.cells:
            cell = self.kernel.run(self.cells.lines)
            told = len(cell.of("stream"))
            self.kernel.quiet(0.05)
            assert len(cell.stdout.splitlines()) == LINES, f"{self.name} lost lines of its output"
            self.add("lines", cell.seconds * 1000)
            self.add("messages", told)
            self.add("late", len(cell.of("stream")) - told)

    def interrupt(self, what):
        if not self.cells:
            return
        try:
            cell = self.kernel.submit(self.cells.begun + getattr(self.cells, what))
            self.kernel.wait(lambda: "begun" in cell.stdout or cell.done, 10, "begin of the cell")
            self.kernel.quiet(0.1)
            asked = time.monotonic()
            self.kernel.manager.interrupt_kernel()
            self.kernel.wait(lambda: cell.done, 10, "end of the interrupted cell")
            self.add(what, (cell.reply.at - asked) * 1000)
        except Stalled:
            print(f"{self.name}: the interrupted cell ({what}) did not end within 10 s.")
            self.add(what, None)
            self.close()
            self.start()

    def resident(self):
        process = psutil.Process(self.kernel.pid)
        tree = [process, *process.children(recursive=True)]
        self.add("resident", sum(each.memory_info().rss for each in tree) / 2**20)


def measure(subjects, options):
    for n in range(options.starts):
        note(f"start {n + 1} of {options.starts}")
        for subject in subjects:
            subject.start()
            subject.stop()
    with ExitStack() as running:
        for subject in subjects:
            running.callback(subject.close)
            subject.start()
        note("cells")
        for n in range(100 + options.cells):
            for subject in subjects:
                subject.cell("warm" if n < 100 else "cells")
                if n == 199:
                    subject.resident()
        note("lines and interrupts")
        for _ in range(10):
            for subject in subjects:
                subject.lines()
        for _ in range(5):
            for subject in subjects:
                subject.interrupt("sleep")
                subject.interrupt("busy")
    for subject in subjects:
        derive(subject)


def derive(subject):
    cells = subject.of("cells")
    part = min(100, len(cells) // 2)
    subject.figures["p95"] = [quantiles(cells, n=20)[-1]]
    subject.figures["first"] = [median(cells[:part])]
    subject.figures["last"] = [median(cells[-part:])]
    subject.figures["growth"] = [subject.figures["last"][0] / subject.figures["first"][0]]


TABLE = (
    ("start", "start to first reply", "s", at_most(0.45, "s")),
    ("second", "second cell", "ms", at_most(60, "ms")),
    ("cells", "1+1, p50", "ms", at_most(6, "ms")),
    ("p95", "1+1, p95", "ms", at_most(12, "ms")),
    ("first", "1+1, first 100", "ms", None),
    ("last", "1+1, last 100", "ms", at_most(15, "ms")),
    ("growth", "last 100 over first 100", "times", at_most(1.3, "times")),
    ("lines", "1000 lines", "ms", at_most(25, "ms")),
    ("messages", "1000 lines, stream messages", "count", at_most(10, "")),
    ("late", "messages after idle", "count", at_most(0, "")),
    ("sleep", "interrupt of a sleep", "ms", at_most(100, "ms")),
    ("busy", "interrupt of a busy loop", "ms", at_most(100, "ms")),
    ("resident", "resident after 200 cells", "MiB", at_most(250, "MiB")),
    ("exit", "exit after shutdown", "s", at_most(0.5, "s")),
)


def rows(ours, peers):
    made = []
    for what, name, unit, bar in TABLE:
        if not ours.of(what):
            print(f"{name}: no figure of {ours.name}.")
            continue
        for n, peer in enumerate(peers or [None]):
            theirs = peer.of(what) if peer else []
            made.append(row(name, unit, ours.of(what), peer and peer.name, theirs, bar if n == 0 else None))
    return made


def note(text):
    print(f"... {text}", file=sys.stderr, flush=True)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernels", default="weft,python3", metavar="NAMES", help="ours first (default %(default)s)")
    parser.add_argument("--cells", type=int, default=1000, metavar="N")
    parser.add_argument("--starts", type=int, default=10, metavar="N")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    if options.cells < 200:
        parser.error(f"--cells {options.cells}: at least 200 are needed, to compare the first with the last 100")
    return options


def find(names):
    """The kernels that are installed; without the first there is nothing to measure."""
    found, specs = [], KernelSpecManager()
    for name in names:
        try:
            found.append(Subject(name, specs.get_kernel_spec(name).language))
        except NoSuchKernel:
            if not found:
                sys.exit(f"The kernelspec {name} is not installed: run install/run, or name another with --kernels.")
            print(f"The peer {name} is missing here: there is no kernelspec of that name.")
    return found


def main():
    options = parse()
    subjects = find(options.kernels.split(","))
    print(machine())
    print(HEADER)
    measure(subjects, options)
    made = rows(subjects[0], subjects[1:])
    show(made)
    if options.json:
        write(options.json, made)


if __name__ == "__main__":
    main()
