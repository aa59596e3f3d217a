package io.weft.jupyter.session;

import io.weft.jupyter.message.ExecuteRequest;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.output.CellOutput;
import io.weft.loop.Loop;
import io.weft.loop.Owner;
import io.weft.loop.Task;
import io.weft.jupyter.magic.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TimerTask;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One run of one cell: who asked for it, where its output goes, and to whom its tasks belong. It lives on after the cell has
/// ended, for as long as something that it started does.
final class Cell {

    private final int number;
    private final Message message;
    private final ExecuteRequest request;
    private final CellOutput output;
    private final Owner owner;
    private final CellSite site;
    private final Consumer<Task<?>> report;
    private volatile boolean interrupted;
    private volatile String interruptReason = CellInterrupted.BY_USER;
    private volatile StackTraceElement[] interruptedAt = {};
    /// Those that its code started and that may still run.
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    /// Those that its code gave to timers and that nothing else holds. Guarded by itself.
    private final Set<TimerTask> timers = Collections.newSetFromMap(new WeakHashMap<>());
    /// Failures that nobody awaited so far; null when the cell has ended, from when on they are reported at once. Guarded by this.
    private List<Task<?>> lost = new ArrayList<>();

    /// @param report shows the failure of a task that nobody awaits
    Cell(int number, Message message, ExecuteRequest request, CellOutput output, Messenger messenger, Loop loop,
            Callbacks callbacks, CellReport report) {
        this.number = number;
        this.message = message;
        this.request = request;
        this.output = output;
        this.owner = loop.owner(name(), this, this::lost);
        this.site = new CellSite(this, messenger, loop, callbacks);
        this.report = task -> report.show(this, task);
    }

    /// Shows the failure of a task in its cell.
    interface CellReport {
        void show(Cell cell, Task<?> task);
    }

    int number() {
        return number;
    }

    String name() {
        return "cell " + number;
    }

    Message message() {
        return message;
    }

    ExecuteRequest request() {
        return request;
    }

    CellOutput output() {
        return output;
    }

    Owner owner() {
        return owner;
    }

    CellSite site() {
        return site;
    }

    boolean interrupted() {
        return interrupted;
    }

    /// Where its code was when it was interrupted.
    StackTraceElement[] interruptedAt() {
        return interruptedAt;
    }

    /// Its time is over; it is interrupted next.
    void timedOut(Duration limit) {
        interruptReason = "The cell was stopped after " + Durations.text(limit)
                + ", its time limit (%timeout, WEFT_CELL_TIMEOUT).";
    }

    /// Why it was interrupted, as its error says.
    String interruptReason() {
        return interruptReason;
    }

    void interrupt(StackTraceElement[] at) {
        interruptedAt = at;
        interrupted = true;
    }

    /// Its code gave this to a timer.
    void scheduled(TimerTask task) {
        synchronized (timers) {
            timers.add(task);
        }
        if (interrupted) {
            task.cancel();
        }
    }

    /// Takes back what its code gave to timers.
    void cancelTimers() {
        synchronized (timers) {
            timers.forEach(TimerTask::cancel);
        }
    }

    /// Its code started a process.
    void started(Process process) {
        processes.add(process);
        process.onExit().thenRun(() -> processes.remove(process));
        if (interrupted) {
            process.destroyForcibly();
        }
    }

    Set<Process> processes() {
        return Set.copyOf(processes);
    }

    /// Reports the failures that nobody has awaited by now, and later ones when they come.
    void end() {
        List<Task<?>> unseen;
        synchronized (this) {
            unseen = lost;
            lost = null;
        }
        unseen.stream().filter(task -> !task.isObserved()).forEach(report);
    }

    private void lost(Task<?> task) {
        synchronized (this) {
            if (lost != null) {
                lost.add(task);
                return;
            }
        }
        report.accept(task);
    }
}
