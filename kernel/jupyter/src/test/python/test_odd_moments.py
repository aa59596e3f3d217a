"""Interrupts, restarts and failures at moments that are easily forgotten."""

import pytest

from processes import check_calm

FLOOD = 'while (true) { println("a line of a flood that does not end"); }'
LONG = "\n".join(f"int m{i}() {{ return {i}; }}" for i in range(150))

STATES = {
    "idle": None,
    "busy": 'println("started"); while (true) {}',
    "flooding": 'println("started"); ' + FLOOD,
    "compiling": 'println("started");\n' + LONG,
    "asking": 'println("started"); input("? ");',
    "reading": 'println("started"); System.in.read();',
    "shell": "%%sh\necho started; sleep 60",
    "gathering": 'println("started"); gather(() -> sleep(seconds(60)), () -> { while (true) {} });',
    "tasks of an ended cell": 'println("started"); spawn(() -> { while (true) { println("x"); sleep(millis(1)); } });',
    "catching": 'println("started"); while (true) { try { sleep(seconds(9)); } catch (Throwable t) { } }',
}


@pytest.mark.parametrize("state", STATES)
def test_restart_while(new_kernel, state):
    kernel = new_kernel()
    if STATES[state]:
        cell = kernel.submit(STATES[state], allow_stdin=True)
        kernel.await_text(cell, "started")
    old = kernel.pid
    kernel.manager.restart_kernel(now=False)
    kernel._await_subscription(60)
    assert kernel.pid != old
    kernel.check_works()


@pytest.mark.parametrize("state", [s for s in STATES if STATES[s] and s != "tasks of an ended cell"])
def test_three_interrupts_at_once_while(kernel, state):
    cell = kernel.submit(STATES[state], allow_stdin=True)
    kernel.await_text(cell, "started")
    requests = [kernel.request("interrupt_request", channel="control") for _ in range(3)]
    kernel.finish(cell, 10)
    for request in requests:
        kernel.finish(request, 10)
        assert request.status == "ok"
    assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    kernel.check_works()
    check_calm(kernel.pid)


def test_interrupt_between_cells_of_a_quick_series(kernel):
    """One interrupt for each of many short cells: each ends well or as interrupted or aborted, and none is lost."""
    kernel.run("int counted = 0;")
    for _ in range(10):
        cells = [kernel.submit("counted++;", stop_on_error=False) for _ in range(10)]
        interrupt = kernel.request("interrupt_request", channel="control")
        for cell in (*cells, interrupt):
            kernel.finish(cell, 10)
        assert {c.status for c in cells} <= {"ok", "error"}
        for cell in cells:
            if cell.status == "error":
                assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    kernel.check_works()


def test_interrupt_while_completions_are_worked_on(kernel):
    cell = kernel.begin("while (true) {}")
    asked = [kernel.request("complete_request", {"code": "java.util.", "cursor_pos": 10}) for _ in range(20)]
    kernel.interrupt(cell)
    asked += [kernel.request("complete_request", {"code": "Math.ma", "cursor_pos": 7}) for _ in range(5)]
    for each in asked:
        kernel.finish(each, 10)
        assert each.status == "ok" and each.reply.content["matches"]
    kernel.check_works()


def test_two_hundred_cells_and_one_that_fails(kernel):
    kernel.run("int done = 0;")
    cells = [kernel.submit("done++;" if n != 120 else "Object none = null; none.hashCode()") for n in range(200)]
    for cell in cells:
        kernel.finish(cell, 60)
    assert [c.status for c in cells] == ["ok"] * 120 + ["error"] + ["aborted"] * 79
    assert kernel.run("done").result == "120"
    assert not any(c.of("error", "stream", "execute_input") for c in cells[121:])


def test_two_hundred_cells_that_go_on_after_a_failure(kernel):
    kernel.run("int went = 0;")
    cells = [kernel.submit("went++;" if n % 50 else "int x = nothing;", stop_on_error=False) for n in range(200)]
    for cell in cells:
        kernel.finish(cell, 60)
    assert [c.status for c in cells].count("error") == 4
    assert kernel.run("went").result == "196"


@pytest.mark.parametrize("reader", ["new Scanner(System.in).nextLine()", "IO.readln()", 'input("? ")',
                                    'password("? ")', '"" + (char) System.in.read()',
                                    "new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).readLine()"])
def test_cell_interrupted_while_it_reads_runs_again(kernel, reader):
    for _ in range(3):
        cell = kernel.submit(reader, allow_stdin=True)
        kernel.wait(lambda: cell.input_requests, 5, "question")
        kernel.interrupt(cell)
        # The answer of a front end that had its box still open.
        kernel.client.input("late")
    again = kernel.submit(reader, allow_stdin=True)
    kernel.wait(lambda: again.input_requests, 5, "question")
    kernel.client.input("w")
    assert kernel.finish(again).ok().result == "w"


def test_scanner_of_an_earlier_cell_after_an_interrupt(kernel):
    kernel.run("var lines = new Scanner(System.in);")
    cell = kernel.submit("lines.nextLine()", allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "question")
    kernel.interrupt(cell)
    again = kernel.submit("lines.nextLine()", allow_stdin=True)
    kernel.wait(lambda: again.input_requests or again.done, 5, "question")
    assert again.input_requests, again.reply
    kernel.client.input("w")
    assert kernel.finish(again).ok().result == "w"


def test_what_a_cell_left_unread_is_not_the_next_ones(kernel):
    cell = kernel.submit("(char) System.in.read()", allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "question")
    kernel.client.input("abc")
    assert kernel.finish(cell).ok().result == "a"
    after = kernel.submit("System.in.available() + new Scanner(System.in).nextLine()", allow_stdin=True)
    kernel.wait(lambda: after.input_requests or after.done, 5, "question")
    kernel.client.input("own")
    assert kernel.finish(after).ok().result == "0own"


def test_restart_while_input_is_open_twice(new_kernel):
    kernel = new_kernel()
    for _ in range(2):
        cell = kernel.submit('input("? ")', allow_stdin=True)
        kernel.wait(lambda: cell.input_requests, 5, "question")
        kernel.manager.restart_kernel(now=False)
        kernel._await_subscription(60)
        kernel.client.input("late")
    kernel.check_works()


def test_two_kernels_of_one_installation(new_kernel):
    one, two = new_kernel(), new_kernel()
    cells = [k.submit(f'int mine = {n}; sleep(millis(200)); println("of " + mine);') for n, k in enumerate((one, two))]
    for kernel, cell in zip((one, two), cells):
        kernel.finish(cell).ok()
    assert [c.stdout for c in cells] == ["of 0\n", "of 1\n"]
    busy = one.begin("while (true) {}")
    assert two.run("mine").result == "1"
    one.interrupt(busy)
    for kernel in (one, two):
        kernel.check_works()
