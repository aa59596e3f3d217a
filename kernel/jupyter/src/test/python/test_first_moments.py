"""What a kernel is sent before it has answered anything: cells, interrupts and ends that come while it starts."""

import time

import pytest

from kernel_client import TIME_FACTOR, Kernel
from processes import exit_seconds

FIRST = {
    "declaration": ("int first(int n) { return n * 2; }", "first(21)", "42"),
    "variable": ("var first = List.of(1, 2, 3);", "first.size()", "3"),
    "record": ("record First(int x) {}", "new First(4).x()", "4"),
    "import": ("import java.awt.Point;", "new Point(3, 4).x", "3"),
    "magic": ("%time 40 + 2", "1 + 1", "2"),
    "cell magic": ("%%sh\necho first", "1 + 1", "2"),
    "help": ("%lsmagic", "1 + 1", "2"),
    "comment": ("// nothing\n", "1 + 1", "2"),
    "empty": ("", "1 + 1", "2"),
    "concurrency": ("var first = gather(() -> 1, () -> 2);", "first", "[1, 2]"),
}
FAILING = {
    "compile error": "int broken = ;",
    "unknown name": "nobody.knows()",
    "exception": "throw new IllegalStateException(\"first\");",
    "unknown magic": "%nobody knows",
    "endless recursion": "int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)",
    "exit": "System.exit(3);",
}


class Hasty(Kernel):
    """Waits for nothing after the start of the process."""

    def _await_subscription(self, timeout):
        pass


@pytest.fixture
def hasty():
    started = []

    def start(**options):
        started.append(Hasty(**options))
        return started[-1]

    yield start
    for kernel in started:
        kernel.close()


def replied(kernel, *exchanges, timeout=20):
    """Waits for replies only: what was published before the subscription is lost."""
    kernel.wait(lambda: all(e.reply for e in exchanges), timeout, "replies to what was sent before the start")


@pytest.mark.parametrize("kind", FIRST)
def test_first_cell_sent_before_the_sockets_are_up(hasty, kind):
    code, question, answer = FIRST[kind]
    kernel = hasty()
    first = kernel.submit(code)
    replied(kernel, first)
    assert first.status == "ok", first.reply
    assert kernel.run(question).result == answer


@pytest.mark.parametrize("kind", FAILING)
def test_first_cell_that_fails(hasty, kind):
    kernel = hasty()
    first = kernel.submit(FAILING[kind])
    replied(kernel, first)
    assert first.status == "error", first.reply
    kernel.check_works()


def test_first_cell_that_reads(hasty):
    kernel = hasty()
    first = kernel.submit("int first = System.in.read();", allow_stdin=True)
    kernel.wait(lambda: first.input_requests or first.reply, 20, "question")
    kernel.client.input("A")
    replied(kernel, first)
    assert first.status == "ok", first.reply
    assert kernel.run("first").result == "65"


def test_twenty_cells_at_once(hasty):
    kernel = hasty()
    cells = [kernel.submit("int sum = 0;")] + [kernel.submit(f"sum += {n}; sum") for n in range(1, 20)]
    replied(kernel, *cells)
    assert [c.status for c in cells] == ["ok"] * 20
    assert [c.reply.content["execution_count"] for c in cells] == list(range(1, 21))
    assert kernel.run("sum").result == "190"


def test_every_kind_of_request_at_once(hasty):
    """What asks for the compiler while it starts waits for it and is answered well."""
    kernel = hasty()
    complete = kernel.request("complete_request", {"code": "Math.ma", "cursor_pos": 7})
    inspect = kernel.request("inspect_request", {"code": "Math.max(1, 2)", "cursor_pos": 8, "detail_level": 0})
    whole = kernel.request("is_complete_request", {"code": "int f() {"})
    history = kernel.request("history_request", {"hist_access_type": "tail", "n": 3, "output": False, "raw": True})
    comms = kernel.request("comm_info_request", {})
    cell = kernel.submit("40 + 2")
    info = kernel.request("kernel_info_request")
    replied(kernel, complete, inspect, whole, history, comms, cell, info)
    assert "max" in " ".join(complete.reply.content["matches"])
    assert inspect.reply.content["found"] is True
    assert whole.reply.content["status"] == "incomplete"
    assert {e.status for e in (complete, inspect, history, comms, cell, info)} == {"ok"}


def test_two_hundred_completions_while_it_starts(hasty):
    kernel = hasty()
    asked = [kernel.request("complete_request", {"code": "Math.m", "cursor_pos": 6}) for _ in range(200)]
    cell = kernel.submit("40 + 2")
    replied(kernel, cell, *asked)
    assert cell.status == "ok" and {e.status for e in asked} == {"ok"}


@pytest.mark.parametrize("after", [0, 0.2, 0.3, 0.45, 0.8])
def test_interrupt_of_the_first_cell(hasty, after):
    """At whatever moment of the start it comes, the cell ends, at once or with the next one, and the kernel is whole."""
    kernel = hasty()
    first = kernel.submit("record R(int x) {}\nwhile (true) {}")
    time.sleep(after)
    interrupt = kernel.request("interrupt_request", channel="control")
    replied(kernel, interrupt)
    kernel.quiet(0.5)
    if not first.reply:
        replied(kernel, kernel.request("interrupt_request", channel="control"), first)
    assert first.status == "error", first.reply
    assert "nterrupt" in first.reply.content["ename"] + first.reply.content["evalue"], first.reply
    kernel.check_works()
    assert kernel.run("record R(int x) {}\nnew R(5).x()").result == "5"


@pytest.mark.parametrize("after", [0, 0.2, 0.4])
@pytest.mark.parametrize("restart", [True, False], ids=["restart", "shutdown"])
def test_end_while_it_starts(hasty, after, restart):
    kernel = hasty()
    kernel.submit("while (true) {}")
    time.sleep(after)
    end = kernel.request("shutdown_request", {"restart": restart}, channel="control")
    kernel.wait(lambda: end.reply or kernel.process.poll() is not None, 20, "shutdown_reply")
    assert exit_seconds(kernel.process, 3) < 3 * TIME_FACTOR
    assert kernel.process.returncode == 0


@pytest.mark.parametrize("after", [0, 0.3])
def test_restart_by_the_manager_while_it_starts(hasty, after):
    kernel = hasty()
    time.sleep(after)
    kernel.manager.restart_kernel(now=True)
    second = kernel.submit("40 + 2")
    replied(kernel, second)
    assert second.status == "ok"
    Kernel._await_subscription(kernel, 60)
    kernel.check_works()
