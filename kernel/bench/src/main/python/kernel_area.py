"""The area `kernel`: an installed kernel as a front end sees it, beside others in the same run."""

import argparse
import filecmp
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
from kernel_client import Kernel, Stalled  # noqa: E402
from processes import exit_seconds  # noqa: E402

HEADER = """\
The kernels take turns, cell by cell. `ours` is the first one, `ratio` is peer / ours (the median of the rounds' ratios):
above 1, ours takes less. Times run from the request to its reply, seen by jupyter_client.
  start         process start to the reply of the first 1+1
  cells         1+1, after 100 of warm-up; first and last 100 are medians
  lines         a cell that prints 1000 lines
  interrupt     from the request to the reply of the cell that it ends
  live          1+1 with 200 live variables, methods and types, a third each
  completion    of a member, while a cell computes; p95 of 40
  resident      memory of the process and its children after 200 cells
  restarts      processes left after 20 restarts
  loop          time of a vectorizable loop of a cell, over that of the same class compiled by javac and loaded past the kernel
                into the same JVM; in turns, the median of the rounds' ratios
  long          memory that 10,000 cells add (--long alone)"""
LINES = 1000
FLOOD = 100_000
LIVE = 200


@dataclass(frozen=True)
class Cells:
    """The same cells in each language."""

    lines: str
    begun: str
    sleep: str
    busy: str
    flood: str
    live: tuple
    member: str


JVM = 'System.out.println("begun");\n'
WEFT = {
    "recursion": "int down(int n) { return down(n + 1) + 1; }\n"
                 "class Deep { void f() { try { f(); } catch (Throwable t) { f(); } } }\n" + JVM + "new Deep().f();",
    "virtual threads": JVM + "for (int i = 0; i < 100; i++) Thread.startVirtualThread(() -> { while (true) {} });\n"
                             "Thread.sleep(60000);",
    "executor": JVM + "var pool = Executors.newFixedThreadPool(2);\n"
                      "pool.submit(() -> { Thread.sleep(60000); return 1; }).get();",
    "gather of 1000": JVM + "gather(IntStream.range(0, 1000).mapToObj(i -> spawn(() -> sleep(seconds(60)))).toList());",
    "socket read": "var door = new java.net.ServerSocket(0);\n"
                   "var line = new java.net.Socket(\"localhost\", door.getLocalPort());\n" + JVM
                   + "line.getInputStream().read();",
}
LOOP = """
String loop(String name) {
    return "public class " + name + " implements ToIntFunction<int[]> { public int applyAsInt(int[] a) {"
            + " int s = 0; for (int i = 0; i < a.length; i++) s += a[i] * a[i]; return s; } }";
}
var folder = Files.createTempDirectory("loop");
Files.writeString(folder.resolve("Plain.java"), "import java.util.function.*; " + loop("Plain"));
javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, folder.resolve("Plain.java").toString());
var plain = (ToIntFunction<int[]>) new java.net.URLClassLoader(new java.net.URL[] { folder.toUri().toURL() })
        .loadClass("Plain").getConstructor().newInstance();
long took(ToIntFunction<int[]> loop, int[] numbers) {
    long began = System.nanoTime();
    for (int i = 0; i < 300; i++) loop.applyAsInt(numbers);
    return System.nanoTime() - began;
}
""", """
public class Woven implements ToIntFunction<int[]> { public int applyAsInt(int[] a) {
    int s = 0; for (int i = 0; i < a.length; i++) s += a[i] * a[i]; return s; } }
""", """
var woven = new Woven();
var numbers = IntStream.range(0, 60_000).toArray();
for (int round = 0; round < 60; round++) {
    long ofCell = took(woven, numbers), ofJavac = took(plain, numbers);
    if (round >= 20) System.out.println(ofCell + " " + ofJavac);
}
"""
CELLS = {
    "java": Cells('for (int i = 0; i < 1000; i++) System.out.println("line " + i);',
                  JVM, "Thread.sleep(60000);", "while (true) {}",
                  f'for (int i = 0; i < {FLOOD}; i++) System.out.println("line " + i);',
                  ("int v{0} = {0};", "int m{0}(int a) {{ return a + {0}; }}", "record R{0}(int a) {{}}"),
                  '"text".sub'),
    "kotlin": Cells('for (i in 0 until 1000) println("line $i")', 'println("begun")\n', "Thread.sleep(60000)",
                    "while (true) {}", f'for (i in 0 until {FLOOD}) println("line $i")',
                    ("val v{0} = {0}", "fun m{0}(a: Int) = a + {0}", "data class R{0}(val a: Int)"), '"text".sub'),
    "python": Cells('for i in range(1000): print("line", i)', 'print("begun")\n', "import time; time.sleep(60)",
                    "while True: pass", f'for i in range({FLOOD}): print("line", i)',
                    ("v{0} = {0}", "def m{0}(a): return a + {0}", "class R{0}: pass"), '"text".spl'),
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

    def flood(self):
        if self.cells:
            cell = self.kernel.run(self.cells.flood, timeout=60)
            self.kernel.quiet(0.2)
            self.add("lost", FLOOD - len(cell.stdout.splitlines()))
            self.add("flood", cell.seconds * 1000)

    def live(self):
        """Declares the names, then measures; the names stay, so this is the last of what is measured with cells."""
        if self.cells:
            for n in range(LIVE):
                self.kernel.run(self.cells.live[n % len(self.cells.live)].format(n))
            for _ in range(50):
                self.cell("live")

    def complete_while_busy(self):
        if not self.cells:
            return
        try:
            cell = self.kernel.submit(self.cells.begun + self.cells.busy)
            self.kernel.wait(lambda: "begun" in cell.stdout, 10, "begin of the cell")
            for n in range(40):
                code = self.cells.member.replace("text", f"text{n}")  # the same twice would be remembered
                asked = self.kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)}, timeout=5)
                self.add("completion", asked.seconds * 1000)
            self.kernel.manager.interrupt_kernel()
            self.kernel.wait(lambda: cell.done, 10, "end of the interrupted cell")
        except Stalled:
            print(f"{self.name}: no completion while a cell computes.")
            self.add("completion", None)
            self.close()
            self.start()

    def loop(self):
        for code in LOOP:
            cell = self.kernel.run(code, timeout=60)
        for round_ in cell.stdout.splitlines():
            of_cell, of_javac = map(int, round_.split())
            self.add("loop", of_cell / of_javac)

    def restart(self, times):
        before = set(psutil.Process().children(recursive=True))
        for _ in range(times):
            self.kernel.manager.restart_kernel(now=False)
        self.kernel.manager.shutdown_kernel(now=False)
        left = set(psutil.Process().children(recursive=True)) - before
        self.add("restarts", sum(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in left))
        self.close()

    def long(self, cells):
        process = psutil.Process(self.kernel.pid)
        for _ in range(300):
            self.kernel.run("1+1")
        before = process.memory_info().rss
        for _ in range(cells):
            self.kernel.run("1+1")
        self.add("long", (process.memory_info().rss - before) / 2**20)

    def interrupt(self, what, code=None):
        if not self.cells:
            return
        try:
            cell = self.kernel.submit(code or self.cells.begun + getattr(self.cells, what))
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
        for what, code in WEFT.items() if subjects[0].name.startswith("weft") else ():
            note(f"interrupt: {what}")
            subjects[0].interrupt(what, code)
        if subjects[0].name.startswith("weft"):
            note("a loop")
            subjects[0].loop()
        note("completion, a flood of lines, live names")
        for subject in subjects:
            subject.complete_while_busy()
            subject.flood()
            subject.live()
        note("restarts")
        for subject in subjects:
            subject.restart(20)
        if options.long:
            note("10,000 cells")
            for subject in subjects:
                subject.start()
                subject.long(10_000)
                subject.close()
    for subject in subjects:
        derive(subject)


def derive(subject):
    cells = subject.of("cells")
    part = min(100, len(cells) // 2)
    subject.figures["p95"] = [quantiles(cells, n=20)[-1]]
    subject.figures["first"] = [median(cells[:part])]
    subject.figures["last"] = [median(cells[-part:])]
    if subject.of("completion"):
        subject.figures["completion"] = [quantiles(subject.of("completion"), n=20)[-1]]
    subject.figures["growth"] = [subject.figures["last"][0] / subject.figures["first"][0]]


TABLE = (
    ("start", "start to first reply", "s", at_most(0.45, "s")),
    ("second", "second cell", "ms", at_most(60, "ms")),
    ("cells", "1+1, p50", "ms", at_most(6, "ms")),
    ("p95", "1+1, p95", "ms", at_most(12, "ms")),
    ("first", "1+1, first 100", "ms", None),
    ("last", "1+1, last 100", "ms", at_most(15, "ms")),
    ("growth", "last 100 over first 100", "times", at_most(1.3, "times")),
    ("live", "1+1 with 200 live names", "ms", at_most(12, "ms")),
    ("lines", "1000 lines", "ms", at_most(25, "ms")),
    ("messages", "1000 lines, stream messages", "count", at_most(10, "")),
    ("late", "messages after idle", "count", at_most(0, "")),
    ("sleep", "interrupt of a sleep", "ms", at_most(100, "ms")),
    ("busy", "interrupt of a busy loop", "ms", at_most(100, "ms")),
    *((what, f"interrupt: {what}", "ms", at_most(2000 if what == "recursion" else 100, "ms")) for what in WEFT),
    ("completion", "completion while busy, p95", "ms", at_most(50, "ms")),
    ("loop", "a loop over that of javac", "times", at_most(1.05, "times")),
    ("flood", "100,000 lines", "ms", None),
    ("lost", "100,000 lines, lost", "count", at_most(0, "")),
    ("resident", "resident after 200 cells", "MiB", at_most(250, "MiB")),
    ("exit", "exit after shutdown", "s", at_most(0.5, "s")),
    ("restarts", "processes left after 20 restarts", "count", at_most(0, "")),
    ("long", "memory that 10,000 cells add", "MiB", at_most(100, "MiB")),
)


def rows(ours, peers):
    made = []
    for what, name, unit, bar in TABLE:
        if not ours.of(what):
            if what == "long":
                continue
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
    parser.add_argument("--cells", type=int, default=2000, metavar="N",
                        help="how many 1+1, so that the 2000th stands beside the 200th (default %(default)s)")
    parser.add_argument("--starts", type=int, default=10, metavar="N")
    parser.add_argument("--long", action="store_true", help="10,000 cells besides, some minutes")
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


def build(name):
    """Which jar a kernelspec starts, and whether it is the one that this checkout has built."""
    argv = KernelSpecManager().get_kernel_spec(name).argv
    jar = argv[argv.index("-jar") + 1] if "-jar" in argv else None
    if not jar or not os.path.exists(jar):
        return f"{name}: {' '.join(argv[:1])}"
    lines = [f"{name}: {jar}, of {time.strftime('%Y-%m-%d %H:%M', time.localtime(os.path.getmtime(jar)))}"]
    built = os.path.normpath(os.path.join(HERE, "../../../../jupyter/target/weft-kernel.jar"))
    if name.startswith("weft") and not os.path.exists(built):
        lines.append(f"WARNING: {built} is not built, so this may not be the kernel of this checkout.")
    elif name.startswith("weft") and not filecmp.cmp(jar, built, shallow=False):
        lines.append(f"WARNING: this is not the kernel that this checkout has built, {built}: run install/run first.")
    return "\n".join(lines)


def main():
    options = parse()
    subjects = find(options.kernels.split(","))
    print(machine())
    for subject in subjects:
        print(build(subject.name))
    print(HEADER)
    measure(subjects, options)
    made = rows(subjects[0], subjects[1:])
    show(made)
    if options.json:
        write(options.json, made)


if __name__ == "__main__":
    main()
