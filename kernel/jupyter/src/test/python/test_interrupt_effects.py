"""interrupt_request: what it tells, what else it stops and what it leaves alone, at any moment."""

import random

from processes import check_calm


def test_error_says_what_happened(kernel):
    cell = kernel.begin("while (true) {}")
    kernel.interrupt(cell)
    assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    assert "while (true)" in cell.traceback, f"the line at which it stopped is shown:\n{cell.traceback}"
    assert len(cell.traceback.splitlines()) < 60


def test_place_of_a_wait_is_the_cells_own_line(kernel):
    cell = kernel.begin("sleep(seconds(60));")
    kernel.interrupt(cell)
    assert "sleep(seconds(60))" in cell.traceback
    assert "LockSupport" not in cell.traceback and "Waiter" not in cell.traceback, cell.traceback


def test_bare_loop_of_a_cell(kernel, measured):
    cell = kernel.submit("while (true) {}")
    kernel.quiet(1)
    measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
    assert cell.error
    kernel.check_works()
    check_calm(kernel.pid)


def test_handlers_of_the_users_code_run(kernel):
    cell = kernel.begin('try { Thread.sleep(60000); } catch (InterruptedException e) { println("caught"); } '
                        'finally { println("at last"); }')
    kernel.interrupt(cell)
    kernel.await_text(cell, "at last", timeout=2)
    assert cell.stdout == "started\ncaught\nat last\n"


def test_while_the_next_statement_compiles(kernel):
    cell = kernel.submit('println("ready");\n' + "\n".join(f"int m{i}() {{ return {i}; }}" for i in range(200)))
    kernel.await_text(cell, "ready")
    kernel.interrupt(cell)
    assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    assert "io.weft" not in cell.traceback, f"frames of the kernel show:\n{cell.traceback}"
    kernel.check_works()


def test_by_the_kernel_manager(kernel):
    cell = kernel.begin("Thread.sleep(60000);")
    kernel.manager.interrupt_kernel()
    kernel.finish(cell, 5)
    assert cell.status == "error"
    kernel.check_works()


def test_tasks_of_the_cell_end_and_clean_up(kernel):
    kernel.run("""void nap(String n) {
    try { println("in " + n); sleep(seconds(60)); } finally { println("end of " + n); }
}""")
    cell = kernel.submit('gather(() -> nap("a"), () -> nap("b"));')
    kernel.await_text(cell, "in b")
    kernel.interrupt(cell)
    kernel.wait(lambda: cell.stdout.count("end of") == 2, 2, "clean-up of both tasks")
    assert cell.error


def test_busy_task_that_the_cell_does_not_await_ends_too(kernel):
    cell = kernel.begin("new Thread(() -> { while (true) {} }).start(); "
                        "spawn(() -> { while (true) { Thread.yield(); } }); while (true) { Thread.yield(); }")
    kernel.interrupt(cell)
    kernel.check_works()
    check_calm(kernel.pid)


def test_process_of_the_cell_is_killed(kernel):
    kernel.run("Process child;")
    cell = kernel.begin('{ child = new ProcessBuilder("sleep", "60").start(); println("started"); child.waitFor(); }')
    kernel.interrupt(cell)
    died = kernel.run("child.waitFor(2, java.util.concurrent.TimeUnit.SECONDS)")
    assert died.result == "true"


def test_tasks_of_earlier_cells_go_on(kernel):
    earlier = kernel.run('spawn(() -> { sleep(seconds(2)); println("task lives"); });'
                         'new Thread(() -> { long end = System.nanoTime() + 2_000_000_000L; '
                         'while (System.nanoTime() < end) { } println("thread lives"); }).start();')
    cell = kernel.begin("while (true) {}")
    kernel.interrupt(cell)
    kernel.await_text(earlier, "task lives")
    kernel.await_text(earlier, "thread lives")
    assert earlier.stderr == ""


def test_while_idle_does_no_harm(kernel):
    for _ in range(3):
        assert kernel.ask("interrupt_request", channel="control").status == "ok"
    kernel.check_works()
    assert kernel.run('Thread.sleep(300); "slept"').result == "slept", "the interrupt was not kept for a later cell"


def test_reply_is_a_proper_one(kernel):
    exchange = kernel.ask("interrupt_request", channel="control")
    assert exchange.reply.type == "interrupt_reply"
    assert exchange.reply.channel == "control"
    assert exchange.states == ["busy", "idle"]


def test_what_waits_behind_is_aborted(kernel):
    cell = kernel.begin("while (true) {}")
    waiting = [kernel.submit(f'println("ran {i}");') for i in range(2)]
    kernel.interrupt(cell)
    for other in waiting:
        kernel.finish(other)
        assert other.status in ("aborted", "error") and other.stdout == ""
    kernel.check_works()


def test_again_and_again(kernel):
    for _ in range(15):
        cell = kernel.begin("while (true) {}")
        kernel.interrupt(cell)
        assert cell.error
    kernel.check_works()
    check_calm(kernel.pid)


def test_twice_in_a_row(kernel):
    cell = kernel.begin("while (true) {}")
    requests = [kernel.request("interrupt_request", channel="control") for _ in range(5)]
    kernel.finish(cell)
    for request in requests:
        kernel.finish(request)
        assert request.status == "ok"
    assert cell.error
    kernel.check_works()


def test_at_any_moment_of_a_cells_life(kernel):
    moments = random.Random(25)
    for n in range(25):
        cell = kernel.submit(f'int before{n} = {n}; while (true) {{ }}')
        kernel.quiet(moments.uniform(0, 0.06))
        first = kernel.request("interrupt_request", channel="control")
        kernel.finish(first)
        kernel.quiet(0.3)
        if not cell.done:
            # The first one came before the cell had begun, so it had nothing to stop.
            kernel.interrupt(cell)
        assert cell.error
    kernel.check_works()
    check_calm(kernel.pid)


def test_catching_the_interruption_does_not_keep_a_cell_alive(kernel):
    cell = kernel.begin("while (true) { try { Thread.sleep(60000); } catch (InterruptedException e) { } }")
    kernel.interrupt(cell)
    assert cell.error
    kernel.check_works()


def test_finally_that_returns_does_not_keep_a_cell_alive(kernel):
    kernel.run("int stay() { while (true) { try { sleep(seconds(60)); } finally { continue; } } }")
    cell = kernel.begin("stay();")
    kernel.interrupt(cell)
    assert cell.error
    kernel.check_works()


def test_spinning_cell_still_prints_what_came_before(kernel):
    cell = kernel.submit('print("no newline"); while (true) {}')
    kernel.await_text(cell, "no newline", timeout=3)
    kernel.interrupt(cell)
    assert cell.stdout == "no newline"
