package io.weft.jupyter.session;

import io.weft.jupyter.cell.StopCheck;
import io.weft.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Ends a cell and all that it started: its tasks are cancelled, its threads interrupted, and its code that does not wait is
/// stopped by the checks woven into it. Code that none of this reaches keeps a carrier to itself; the loop and the next cells go on.
final class Interrupter {

    /// After this time the cell is answered for, whether its code has ended or not.
    private static final Duration GRACE = Duration.ofMillis(250);

    private final Loop loop;

    Interrupter(Loop loop) {
        this.loop = loop;
    }

    /// Called on the control thread; returns when the cell's own code has ended or was given up.
    void interrupt(Execution execution) {
        var cell = execution.cell();
        var main = execution.task();
        cell.interrupt(main.place());
        var stop = StopCheck.arm(() -> Cells.currentThreadIsOf(cell), CellInterrupted::new);
        var threads = platformThreads(cell);
        var work = new ArrayList<Thread>(threads);
        loop.tasks().stream().filter(task -> task.owner() == cell.owner()).forEach(task -> work.add(task.thread()));
        cell.owner().cancel(cell.name() + " was interrupted.");
        threads.forEach(Thread::interrupt);
        cell.processes().forEach(Process::destroyForcibly);
        cell.cancelTimers();
        if (!main.awaitSnippet(GRACE)) {
            loop.replaceCarrierOf(main.task());
            main.abandon(new CellInterrupted(
                    "The cell was interrupted, but its code does not stop; it goes on beside the next cells: "
                            + place(main.task().thread())));
        }
        Thread.ofPlatform()
                .daemon()
                .name("weft interrupt")
                .start(() -> new Aftermath(cell, work).disarmWhenEnded(stop));
    }

    private static String place(Thread thread) {
        var frames = thread.getStackTrace();
        return frames.length == 0 ? "at an unknown place" : "at " + frames[0];
    }

    private static List<Thread> platformThreads(Cell cell) {
        var root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        var all = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(all);
        var found = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            if (Cells.isOf(all[i], cell)) {
                found.add(all[i]);
            }
        }
        return found;
    }
}
