package io.weft.loop;

import java.lang.management.ManagementFactory;

/// A wait of this library that keeps a carrier, mostly in a class initialiser, after its loop was given another one. Only the watchdog's thread.
///
/// It may be a deadlock: the task that could end the wait needs the very class, so the JVM blocks it until the initialiser ends. To
/// the outside such a task looks as if it ran; what gives it away is that it uses no processor.
final class PinnedWait {

    /// How often in a row the new carrier has to be seen without progress.
    private static final int PATIENCE = 6;

    private final Task<?> task;
    private final Carrier keeps;
    private Carrier blocked;
    private long runs;
    private long cpuNanos;
    private int looks;

    PinnedWait(Task<?> task, Carrier keeps) {
        this.task = task;
        this.keeps = keeps;
    }

    boolean over() {
        return keeps.current == null || keeps.current.task != task || task.waitingFor() == null;
    }

    /// Ends the wait with an error if the carrier, which runs other tasks of the loop now, is blocked all the same.
    void look(Carrier carrier) {
        long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(carrier.threadId());
        boolean same = carrier == blocked && carrier.runs == runs && cpu == cpuNanos;
        looks = same && carrier.current != null ? looks + 1 : 0;
        blocked = carrier;
        runs = carrier.runs;
        cpuNanos = cpu;
        if (looks == PATIENCE && task.waitingFor() instanceof Sleep.Sleeping) {
            // Nobody needs to run to end it but the timer, and that needs a carrier.
            task.loop().replace(carrier, runs);
        } else if (looks == PATIENCE) {
            fail(carrier.current.task);
        }
    }

    private void fail(Task<?> other) {
        var place = "a place that keeps its thread";
        for (var frame : task.thread().getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>")) {
                place = "the static initialiser of " + frame.getClassName();
                break;
            }
        }
        task.loop().giveBack(keeps, blocked, runs);
        task.requestCancel(this, 1,
                task.name() + " waits for " + task.waitingFor() + " in " + place + ", and " + other.name()
                        + " cannot go on until that has ended: move the wait out of the initialiser, into a method.");
    }
}
