"""interrupt_request: whatever the cell does, it stops, and the next cell works."""

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
    "class initialiser": 'class Spinner { static int v = 1; static { println("started"); while (v > 0) {} } }\n'
                         "Spinner.v",
    "toString": 'class Endless { public String toString() { println("started"); while (true) {} } }\nnew Endless()',
    "growing output": 'while (true) { println("more"); Thread.sleep(1); }',
}


@pytest.mark.parametrize("kind", STUCK)
def test_stops(kernel, measured, kind):
    cell = kernel.begin(STUCK[kind])
    seconds = kernel.interrupt(cell)
    assert cell.error["ename"], "an interrupt ends the cell with one error"
    kernel.check_works()
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
    kernel.check_works()
    check_calm(kernel.pid)
    measured("from the interrupt to the error reply", seconds, 4 * BOUND)


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
    kernel.check_works()
