package io.weft.process;

import java.lang.management.ManagementFactory;

/// The memory that the workers of all pools and the single processes of this JVM may take together: what the machine, or the container,
/// has beside this JVM.
final class MemoryBudget {

    /// Less heap is of no use.
    static final int SMALLEST_HEAP_MIB = 64;
    /// What a JVM takes beside its heap.
    private static final int BESIDE_HEAP_MIB = 48;
    /// Of what is left, one pool takes so much, so that there is something for those that follow.
    private static final int PARTS = 4;

    /// Guarded by the class.
    private static long takenMiB;

    private final int heapMiB;
    /// Guarded by the class.
    private int workers;

    private MemoryBudget(int heapMiB, int workers) {
        this.heapMiB = heapMiB;
        this.workers = workers;
    }

    /// Takes memory for workers; each gets the heap of the options, or else its share of a quarter of what is left.
    ///
    /// @param workers how many
    /// @param shares  into how many shares the quarter is divided; as many as workers or more
    /// @return to be given back
    /// @throws IllegalArgumentException if it does not fit, with what would
    static synchronized MemoryBudget take(int workers, int shares, ProcessOptions options) {
        long left = allMiB() - takenMiB;
        long fair = Math.max(left / PARTS, Math.min(left, (long) workers * (SMALLEST_HEAP_MIB + BESIDE_HEAP_MIB)))
                / shares - BESIDE_HEAP_MIB;
        int heap = options.memoryMiB() > 0
                ? options.memoryMiB()
                : Math.clamp(fair, SMALLEST_HEAP_MIB, Integer.MAX_VALUE);
        require(workers, heap, workers + (workers == 1 ? " process" : " processes"));
        takenMiB += (long) workers * (heap + BESIDE_HEAP_MIB);
        return new MemoryBudget(heap, workers);
    }

    private static void require(long workers, int heap, String what) {
        long all = allMiB();
        long left = all - takenMiB;
        long each = heap + BESIDE_HEAP_MIB;
        if (workers * each > left) {
            throw new IllegalArgumentException("There is no memory for " + what + " with a heap of " + heap
                    + " MiB: beside this JVM there are " + all + " MiB"
                    + (takenMiB > 0 ? ", of which other pools and processes may take " + takenMiB : "") + ". "
                    + Math.max(0, left / each) + " of these fit"
                    + (heap > SMALLEST_HEAP_MIB
                            ? ", or " + Math.max(0, left / (SMALLEST_HEAP_MIB + BESIDE_HEAP_MIB))
                                    + " with processOptions().memory(" + SMALLEST_HEAP_MIB + ")"
                            : "")
                    + (takenMiB > 0 ? "; or close another pool." : "."));
        }
    }

    int heapMiB() {
        return heapMiB;
    }

    /// Takes memory for so many from now on, or gives some back.
    ///
    /// @throws IllegalArgumentException if it does not fit, with what would
    void resize(int newWorkers) {
        synchronized (MemoryBudget.class) {
            int more = newWorkers - workers;
            if (more > 0) {
                require(more, heapMiB, more + " more" + (more == 1 ? " process" : " processes"));
            }
            takenMiB += (long) more * (heapMiB + BESIDE_HEAP_MIB);
            workers = newWorkers;
        }
    }

    /// Gives all back. Has no effect when that was done.
    void giveBack() {
        resize(0);
    }

    private static long allMiB() {
        long all = memoryMiB();
        long own = Runtime.getRuntime().maxMemory() >> 20;
        return Math.max(all / 2, all - own - all / 8);
    }

    /// What the machine has, or what the container allows.
    private static long memoryMiB() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getTotalMemorySize() >> 20
                : 4 * (Runtime.getRuntime().maxMemory() >> 20);
    }
}
