"""Live displays: tasks and futures that show how they are doing, and snapshots made again and again."""

import pytest


def shown(cell, index=0):
    """What the display shows by now, as plain text; None if there is none."""
    displays = cell.of("display_data")
    if len(displays) <= index:
        return None
    display_id = displays[index].content["transient"]["display_id"]
    last = [m for m in cell.of("display_data", "update_display_data")
            if m.content["transient"]["display_id"] == display_id][-1]
    return last.content["data"]["text/plain"]


FUTURES = {
    "task": 'spawn("job", () -> { sleep(seconds(1.5)); return 42; })',
    "completable future": "java.util.concurrent.CompletableFuture.supplyAsync(() -> { "
                          "try { Thread.sleep(1500); } catch (InterruptedException e) {} return 42; })",
    "executor": "java.util.concurrent.Executors.newSingleThreadExecutor().submit(() -> { Thread.sleep(1500); return 42; })",
}


@pytest.mark.parametrize("kind", FUTURES)
def test_future_as_a_result(kernel, kind):
    cell = kernel.run(FUTURES[kind])
    assert "running" in shown(cell) and not cell.of("execute_result")
    second = kernel.begin("sleep(seconds(20));")
    kernel.wait(lambda: "done" in shown(cell), 5, "the end of the future")
    assert shown(cell).endswith("(done after 1 s): 42"), shown(cell)
    assert second.reply is None
    kernel.interrupt(second)
    assert len(cell.of("update_display_data")) <= 5


def test_task_that_fails(kernel):
    cell = kernel.run('display(spawn("doomed", () -> { sleep(millis(100)); throw new IllegalStateException("no luck"); }));')
    kernel.wait(lambda: "failed" in shown(cell), 5, "the failure")
    assert shown(cell) == "doomed (failed: java.lang.IllegalStateException: no luck)"


def test_task_that_is_cancelled(kernel):
    cell = kernel.run('var idle = spawn("idle", () -> sleep(seconds(60))); idle')
    assert "running" in shown(cell)
    kernel.run("idle.kill();")
    kernel.wait(lambda: "cancelled" in shown(cell), 5, "the cancellation")


def test_task_that_ends_in_the_cell_shows_its_end_before_the_reply(kernel):
    cell = kernel.run('var quick = spawn("quick", () -> "value"); display(quick); sleep(millis(5));')
    assert shown(cell) == "quick (done): value"
    late = [m for m in cell.of("display_data", "update_display_data") if m.date > cell.reply.date]
    assert not late


def test_task_that_has_ended_is_a_result(kernel):
    kernel.run('var ended = spawn("ended", () -> 7); ended.join();')
    assert kernel.run("ended").result == "ended (done): 7"


def test_snapshots_until_the_cell_and_its_tasks_end(kernel):
    cell = kernel.run("""
        int round = 0;
        live(() -> "round " + round, millis(50));
        spawn(() -> { for (int i = 1; i <= 5; i++) { sleep(millis(200)); round = i; } });
        round = -1;""")
    assert shown(cell) == "round -1", "the end of the cell shows it once more"
    kernel.wait(lambda: shown(cell) == "round 5", 5, "the last round")
    kernel.quiet(0.5)
    assert kernel.run("currentTask().loop().tasks().size()").result == "1", "the display has ended"
    assert len(cell.of("update_display_data")) <= 7, "what looks the same is not sent again"


def test_snapshot_is_closed(kernel):
    kernel.run('var n = new int[1]; var forever = spawn(() -> sleep(seconds(60)));')
    cell = kernel.run('var view = live(() -> html("<b>" + n[0]++ + "</b>"), millis(50)); spawn(() -> sleep(seconds(60)));')
    kernel.wait(lambda: len(cell.of("update_display_data")) > 3, 5, "updates")
    assert cell.of("update_display_data")[-1].content["data"]["text/html"].startswith("<b>")
    kernel.run("view.close();")
    kernel.quiet(0.3)
    count = len(cell.of("update_display_data"))
    kernel.quiet(0.5)
    assert len(cell.of("update_display_data")) == count


def test_snapshot_that_fails_is_told(kernel):
    assert "no picture" in kernel.execute('live(() -> { throw new IllegalStateException("no picture"); }, millis(50));').error["evalue"]
    assert "longer than zero" in kernel.execute('live(() -> 1, seconds(0));').error["evalue"]
