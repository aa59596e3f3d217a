"""interrupt_request: the code stops, all that the cell started stops, the next cell works."""

import random

import pytest

from processes import check_calm

BOUND = 0.5
STUCK = {
    "busy loop": "while (true) {}",
    "busy loop with work": "long n = 0; while (true) n++;",
    "busy loop in a method": 'void spin() { println("started"); for (;;) { } }\nspin();',
    "loop that catches everything": "while (true) try { while (true); } catch (Throwable t) { }",
    "Thread.sleep": "Thread.sleep(60000);",
    "sleep": "sleep(seconds(60));",
    "gather of sleeping tasks": 'gather(() -> sleep(seconds(60)), () -> { println("started"); sleep(seconds(60)); });',
    "gather of busy tasks": 'gather(() -> { println("started"); while (true) {} }, () -> { while (true) {} });',
    "join of a task": 'spawn(() -> { println("started"); sleep(seconds(60)); }).join();',
    "stream": "java.util.stream.IntStream.iterate(0, i -> i + 1).forEach(i -> { });",
    "lambda that catches, under the JDK": "java.util.stream.Stream.generate(() -> 1).forEach(i -> "
                                          "{ try { Math.abs(i); } catch (Throwable t) { } });",
    "lock": "{ var held = new java.util.concurrent.locks.ReentrantLock(); var holder = new Thread(held::lock); "
            'holder.start(); holder.join(); println("started"); held.lockInterruptibly(); }',
    "latch": "new java.util.concurrent.CountDownLatch(1).await();",
    "future": "new java.util.concurrent.CompletableFuture<String>().get();",
    "queue": "new java.util.concurrent.ArrayBlockingQueue<String>(1).take();",
    "join of a thread": "var idler = new Thread(() -> { while (true) {} }); idler.start(); idler.join();",
    "process": 'new ProcessBuilder("sleep", "60").start().waitFor();',
    "socket": "try (var server = new java.net.ServerSocket(0)) { server.accept(); }",
    "class initialiser": 'class Spinner { static int v = 1; static { println("started"); while (v > 0) {} } }\nSpinner.v',
    "toString": 'class Endless { public String toString() { println("started"); while (true) {} } }\nnew Endless()',
    "growing output": 'while (true) { println("more"); Thread.sleep(1); }',
}


def check_alive(kernel):
    """The next cell works, and so does the loop."""
    assert kernel.run("40 + 2", timeout=5).result == "42"
    cell = kernel.run('gather(() -> sleep(millis(10)), () -> println("on"));', timeout=5)
    assert cell.stdout == "on\n"


@pytest.mark.parametrize("kind", STUCK)
def test_stops(kernel, measured, kind):
    cell = kernel.begin(STUCK[kind])
    seconds = kernel.interrupt(cell)
    assert cell.error["ename"], "an interrupt ends the cell with one error"
    check_alive(kernel)
    check_calm(kernel.pid)
    measured("from the interrupt to the error reply", seconds, BOUND)


@pytest.mark.parametrize("kind, code", [
    ("one method", "int again(int n) { try { return again(n + 1); } catch (Throwable t) { return again(n); } }\n"
                   '{ println("started"); again(0); }'),
    ("two methods", "void g() { try { h(); } catch (Throwable t) { g(); } }\n"
                    "void h() { try { g(); } catch (Throwable t) { h(); } }\n"
                    '{ println("started"); g(); }'),
])
def test_recursion_that_catches_everything(kernel, measured, kind, code):
    # The stack of the loop's thread must unwind frame by frame, which by itself takes about half a second.
    cell = kernel.begin(code)
    seconds = kernel.interrupt(cell)
    check_alive(kernel)
    check_calm(kernel.pid)
    measured("from the interrupt to the error reply", seconds, 4 * BOUND)


def test_error_says_what_happened(kernel):
    cell = kernel.begin("while (true) {}")
    kernel.interrupt(cell)
    assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    assert "while (true)" in cell.traceback, f"the line at which it stopped is shown:\n{cell.traceback}"
    assert len(cell.traceback.splitlines()) < 60


def test_bare_loop_of_a_cell(kernel, measured):
    cell = kernel.submit("while (true) {}")
    kernel.quiet(1)
    measured("from the interrupt to the error reply", kernel.interrupt(cell), BOUND)
    assert cell.error
    check_alive(kernel)
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
    assert "io.weft" not in cell.traceback, f"how the kernel waits for the compiler is nothing to show:\n{cell.traceback}"
    check_alive(kernel)


def test_by_the_kernel_manager(kernel):
    cell = kernel.begin("Thread.sleep(60000);")
    kernel.manager.interrupt_kernel()
    kernel.finish(cell, 5)
    assert cell.status == "error"
    check_alive(kernel)


def test_tasks_of_the_cell_end_and_clean_up(kernel):
    cell = kernel.submit("""void nap(String n) { try { println("in " + n); sleep(seconds(60)); } finally { println("end of " + n); } }
gather(() -> nap("a"), () -> nap("b"));""")
    kernel.await_text(cell, "in b")
    kernel.interrupt(cell)
    kernel.wait(lambda: cell.stdout.count("end of") == 2, 2, "clean-up of both tasks")
    assert cell.error


def test_busy_task_that_the_cell_does_not_await_ends_too(kernel):
    cell = kernel.begin("spawn(() -> { while (true) { Thread.yield(); } }); new Thread(() -> { while (true) {} }).start(); "
                         "while (true) { Thread.yield(); }")
    kernel.interrupt(cell)
    check_alive(kernel)
    check_calm(kernel.pid)


def test_process_of_the_cell_is_killed(kernel):
    cell = kernel.begin('var child = new ProcessBuilder("sleep", "60").start();\n{ println("started"); child.waitFor(); }')
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
    check_alive(kernel)
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
    check_alive(kernel)


def test_again_and_again(kernel):
    for _ in range(15):
        cell = kernel.begin("while (true) {}")
        kernel.interrupt(cell)
        assert cell.error
    check_alive(kernel)
    check_calm(kernel.pid)


def test_twice_in_a_row(kernel):
    cell = kernel.begin("while (true) {}")
    requests = [kernel.request("interrupt_request", channel="control") for _ in range(5)]
    kernel.finish(cell)
    for request in requests:
        kernel.finish(request)
        assert request.status == "ok"
    assert cell.error
    check_alive(kernel)


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
    check_alive(kernel)
    check_calm(kernel.pid)


def test_catching_the_interruption_does_not_keep_a_cell_alive(kernel):
    cell = kernel.begin("while (true) { try { Thread.sleep(60000); } catch (InterruptedException e) { } }")
    kernel.interrupt(cell)
    assert cell.error
    check_alive(kernel)


def test_finally_that_returns_does_not_keep_a_cell_alive(kernel):
    cell = kernel.begin('int stay() { println("started"); while (true) { try { sleep(seconds(60)); } finally { continue; } } }\nstay();')
    kernel.interrupt(cell)
    assert cell.error
    check_alive(kernel)


def test_spinning_cell_still_prints_what_came_before(kernel):
    cell = kernel.submit('print("no newline"); while (true) {}')
    kernel.await_text(cell, "no newline", timeout=3)
    kernel.interrupt(cell)
    assert cell.stdout == "no newline"


@pytest.mark.parametrize("kind, code", [
    ("join of a future", "new java.util.concurrent.CompletableFuture<String>().join();"),
    ("lock", "{ var taken = new java.util.concurrent.locks.ReentrantLock(); var taker = new Thread(taken::lock); "
             'taker.start(); taker.join(); println("started"); taken.lock(); }'),
    ("backtracking regex", 'java.util.regex.Pattern.compile("(a|aa)+\\\\1$").matcher("a".repeat(60) + "b").matches();'),
    ("endless stream of the JDK", "java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum();"),
])
def test_code_that_heeds_no_interrupt_gives_the_session_back(kernel, kind, code):
    # Nothing in the JVM ends these waits and loops; the session goes on without them.
    cell = kernel.begin(code)
    kernel.interrupt(cell, timeout=5)
    assert cell.error
    check_alive(kernel)
