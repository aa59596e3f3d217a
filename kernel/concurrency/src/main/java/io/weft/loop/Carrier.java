package io.weft.loop;

/// The platform thread that a loop runs on. A loop has one at a time; a stuck one is replaced and retires when it comes back.
final class Carrier extends Thread {

    /// Room for the deepest recursion of a task; stopping code that catches and recurses takes longer the larger it is.
    private static final long STACK_BYTES = 16L << 20;

    final Loop loop;
    /// Null on a loop that does not preempt.
    final Preemption preemption;
    /// What runs right now, null between tasks. Written by this thread; others read it without order, for reports.
    Strand current;
    /// How many continuations this carrier has begun. Written by this thread while it is in the queue.
    long runs;
    /// Whether it is using the loop's queue; see [QueueHolder], whose protocol this is. Written by this thread.
    boolean inQueue;

    Carrier(Loop loop, int number) {
        super(null, null, "loop " + loop.name() + (number == 1 ? "" : "-" + number), STACK_BYTES, false);
        this.loop = loop;
        this.preemption = loop.preemption(number);
        setDaemon(true);
    }

    /// Whether it is in this run, and the run is one of the task (null for any).
    boolean isIn(long run, Task<?> of) {
        var strand = current;
        return runs == run && strand != null && (of == null || strand.task == of);
    }

    @Override
    public void run() {
        VirtualThreads.endOne();
        loop.carry(this);
    }
}
