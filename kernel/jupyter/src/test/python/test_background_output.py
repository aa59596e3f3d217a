"""Output belongs to the cell that caused it, at whatever time it comes and from whichever thread."""

import pytest

NAP = "try { Thread.sleep(2000); } catch (InterruptedException e) { }"
THREAD = f'new Thread(() -> {{ {NAP} println("late"); }}).start();'
LATE = {
    "task": 'spawn(() -> { sleep(seconds(2)); println("late"); });',
    "thread": THREAD,
    "virtual thread": f'Thread.startVirtualThread(() -> {{ {NAP} println("late"); }});',
    "child of a thread": f"new Thread(() -> {{ {THREAD} }}).start();",
    "task of a task": 'spawn(() -> { spawn(() -> { sleep(seconds(2)); println("late"); }); });',
    "thread of a task": f"spawn(() -> {{ {THREAD} }});",
    "pool": 'var pool = java.util.concurrent.Executors.newFixedThreadPool(1);\n'
            'pool.submit(() -> { Thread.sleep(2000); println("late"); return 1; });',
}


@pytest.mark.parametrize("kind", LATE)
def test_while_the_next_cell_runs(kernel, kind):
    first = kernel.run(LATE[kind])
    second = kernel.submit('println("second begins"); sleep(seconds(3)); println("second ends");')
    kernel.await_text(first, "late", timeout=5)
    assert "idle" not in second.states, "the second cell runs still"
    kernel.finish(second)
    assert first.stdout == "late\n"
    assert second.ok().stdout == "second begins\nsecond ends\n"


@pytest.mark.parametrize("kind", LATE)
def test_after_the_cell_ended_and_another_ran(kernel, kind):
    first = kernel.run(LATE[kind])
    second = kernel.run('println("second");')
    kernel.await_text(first, "late", timeout=5)
    assert first.stdout == "late\n"
    assert second.stdout == "second\n"


def test_late_output_comes_without_another_cell(kernel):
    first = kernel.run('spawn(() -> { for (int i = 0; i < 3; i++) { sleep(millis(200)); println("tick " + i); } });')
    kernel.await_text(first, "tick 2", timeout=3)
    assert first.stdout == "tick 0\ntick 1\ntick 2\n"


def test_late_stderr(kernel):
    first = kernel.run('spawn(() -> { sleep(millis(300)); System.err.println("late warning"); });')
    second = kernel.run('System.err.println("other");')
    kernel.await_text(first, "late warning\n", name="stderr")
    assert second.stderr == "other\n"


def test_parents_of_late_output_are_the_request_itself(kernel):
    first = kernel.run('spawn(() -> { sleep(millis(300)); println("late"); });')
    kernel.run("1")
    kernel.await_text(first, "late")
    assert all(m.raw["parent_header"] == first.header for m in first.of("stream"))


def test_cells_that_print_at_once_keep_apart(kernel):
    kernel.run('void report(String n) { for (int i = 0; i < 20; i++) { println(n + " " + i); sleep(millis(10)); } }')
    cells = [kernel.run(f'spawn(() -> report("{name}"));') for name in "abc"]
    for name, cell in zip("abc", cells):
        kernel.await_text(cell, f"{name} 19\n")
        assert cell.stdout == "".join(f"{name} {i}\n" for i in range(20))


def test_common_pool_in_the_cell(kernel):
    cell = kernel.run('java.util.concurrent.CompletableFuture.runAsync(() -> println("common")).join();')
    assert cell.stdout == "common\n"


def test_parallel_stream_in_the_cell(kernel):
    cell = kernel.run('java.util.stream.IntStream.range(0, 50).parallel().forEach(i -> println("n" + i));')
    assert sorted(cell.stdout.split()) == sorted(f"n{i}" for i in range(50))


@pytest.mark.parametrize("start", [
    'spawn(() -> { sleep(millis(300)); throw new IllegalStateException("nobody awaits this"); });',
    'new Thread(() -> { throw new IllegalStateException("nobody awaits this"); }).start();',
    'Thread.startVirtualThread(() -> { throw new IllegalStateException("nobody awaits this"); });',
], ids=["task", "thread", "virtual thread"])
def test_failure_that_nobody_awaits_shows_in_its_cell(kernel, start):
    cell = kernel.run(start)
    kernel.run('println("other");')
    kernel.await_text(cell, "nobody awaits this", timeout=5, name="stderr")
    assert "IllegalStateException" in cell.stderr


def test_awaited_failure_is_told_once(kernel):
    cell = kernel.execute('var doomed = spawn(() -> { throw new IllegalStateException("told once"); }); doomed.join();')
    assert cell.error["evalue"].count("told once") == 1
    kernel.run("1")
    assert "told once" not in cell.stderr


def test_redefinition_does_not_move_late_output(kernel):
    kernel.run('String word() { return "old"; }')
    first = kernel.run("spawn(() -> { sleep(seconds(1)); println(word()); });")
    second = kernel.run('String word() { return "new"; }')
    kernel.await_text(first, "\n")
    assert first.stdout in ("old\n", "new\n") and second.stdout == ""
