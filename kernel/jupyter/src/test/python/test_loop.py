"""A cell as one task of the session's loop: locks over statements, order, initialisers, background work."""

import pytest


def test_reentrant_lock_over_two_statements(kernel):
    cell = kernel.run("""import java.util.concurrent.locks.ReentrantLock;
var mutex = new ReentrantLock();
mutex.lock();
println("held " + mutex.isHeldByCurrentThread());
mutex.unlock();
println("held " + mutex.isHeldByCurrentThread());""")
    assert cell.stdout == "held true\nheld false\n"


def test_thread_local_over_two_statements(kernel):
    cell = kernel.run('var local = new ThreadLocal<String>();\nlocal.set("kept");\nprintln(local.get());')
    assert cell.stdout == "kept\n"


def test_one_thread_runs_all_snippets(kernel):
    cell = kernel.run("long first = Thread.currentThread().threadId();\n"
                      "long second = Thread.currentThread().threadId();\n"
                      "first == second && Thread.currentThread().isVirtual()")
    assert cell.result == "true"


ORDERS = {
    "virtual thread": 'Thread.startVirtualThread(() -> println("a")); println("b");',
    "task": 'spawn(() -> println("a")); println("b");',
    "two tasks": 'spawn(() -> println("a")); spawn(() -> println("c")); println("b");',
    "task of an earlier statement": 'spawn(() -> println("a"));\nint x = 1;\nint y = x + 1;\nprintln("b");',
    "yield between": 'spawn(() -> println("a")); Thread.yield(); println("b");',
}


@pytest.mark.parametrize("kind", ORDERS)
def test_braces_do_not_change_the_order(kernel, kind):
    seen = {"bare": set(), "braces": set()}
    lines = ORDERS[kind].count("println")
    for _ in range(10):
        for form, code in (("bare", ORDERS[kind]), ("braces", "{ " + ORDERS[kind] + " }")):
            cell = kernel.run(code)
            kernel.wait(lambda: cell.stdout.count("\n") == lines, 5, f"{lines} lines")
            seen[form].add(cell.stdout.replace("\n", " "))
    assert seen["bare"] == seen["braces"] and len(seen["bare"]) == 1, seen


INITIALISERS = {
    "sleep": "sleep(seconds(1)); v = 7;",
    "Thread.sleep": "try { Thread.sleep(500); } catch (InterruptedException e) { } v = 7;",
    "join of a task": "v = startSeven().join();",
    "join of a task of its own body": "v = spawn(() -> { sleep(millis(100)); return 7; }).join();",
    "gather": "gather(() -> sleep(millis(50)), () -> sleep(millis(50))); v = 7;",
    # Its lambda needs the class that is being initialised: no JVM gets out of that, so it is stopped by hand.
    "future": "try { v = java.util.concurrent.CompletableFuture.supplyAsync(() -> n + 6).get(); } "
              'catch (Exception e) { throw new IllegalStateException("no value", e); }',
}


@pytest.mark.parametrize("kind", INITIALISERS)
def test_initialiser_that_waits_ends_or_fails_with_a_message(kernel, kind):
    kernel.run("Task<Integer> startSeven() { return spawn(() -> { sleep(millis(100)); return 7; }); }")
    background = kernel.run('spawn(() -> { sleep(millis(500)); println("background goes on"); });')
    name = kind.title().replace(" ", "").replace(".", "")
    code = f"class {name} {{ static Object v; static int n = 1; static {{ {INITIALISERS[kind]} }} }}\n" \
           f"println({name}.v);"
    if kind == "future":
        cell = kernel.submit(code)
        kernel.await_text(background, "background goes on", timeout=10)
        kernel.quiet(2)
        if not cell.done:
            kernel.interrupt(cell)
    else:
        cell = kernel.execute(code, timeout=15)
        kernel.await_text(background, "background goes on", timeout=10)
    if cell.status == "ok":
        assert cell.stdout == "7\n"
    else:
        # An ExceptionInInitializerError has no message of its own, its cause has.
        assert cell.error["evalue"] or "Caused by" in cell.traceback, f"a failure has a message:\n{cell.traceback}"
    kernel.check_works()


def test_loop_runs_while_a_cell_blocks(kernel):
    first = kernel.run('spawn(() -> { for (int i = 0; i < 3; i++) { sleep(millis(100)); println("tick " + i); } });')
    second = kernel.submit("Thread.sleep(1500);")
    kernel.await_text(first, "tick 2", timeout=1.2)
    assert "idle" not in second.states
    kernel.finish(second)


def test_loop_runs_while_a_cell_compiles(kernel, measured):
    ticker = kernel.run('var gap = new java.util.concurrent.atomic.AtomicLong(); var stop = '
                        'new java.util.concurrent.atomic.AtomicBoolean();\n'
                        'spawn(() -> { long last = System.nanoTime(); while (!stop.get()) { sleep(millis(5)); '
                        'long now = System.nanoTime(); gap.accumulateAndGet(now - last, Math::max); last = now; } '
                        'println("stopped"); });')
    methods = "\n".join(f"String method{i}(int n) {{ return switch (n) {{ case 0 -> \"a\"; default -> \"b\" + n; }}; }}"
                        for i in range(60))
    kernel.run(methods, timeout=60)
    longest = int(kernel.run("stop.set(true); gap.get()").result) / 1e9
    kernel.await_text(ticker, "stopped")
    measured("longest gap of a 5 ms ticker while 60 methods compile", longest, 0.5)


def test_gather_runs_at_the_same_time(kernel, measured):
    kernel.run('void nap() { println("One"); sleep(seconds(1)); println("Two"); }')
    cell = kernel.run("{ long begun = System.nanoTime(); gather(() -> nap(), () -> nap(), () -> nap()); "
                      "println(System.nanoTime() - begun); }")
    *words, nanos = cell.stdout.split()
    assert words == ["One"] * 3 + ["Two"] * 3
    assert int(nanos) >= 1e9
    measured("three tasks that sleep 1 s", int(nanos) / 1e9, 1.3)


def test_monitor_held_over_a_wait_of_another_task(kernel):
    cell = kernel.run("""Object guard = new Object();
void enter(String name) { synchronized (guard) { println(name + " in"); sleep(millis(50)); println(name + " out"); } }
gather(() -> enter("a"), () -> enter("b"));""")
    assert cell.stdout in ("a in\na out\nb in\nb out\n", "b in\nb out\na in\na out\n")
