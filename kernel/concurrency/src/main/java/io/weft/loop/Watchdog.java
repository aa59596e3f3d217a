package io.weft.loop;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// One thread for all loops that looks for a carrier which cannot let go of a waiting task: in a class initialiser or a native
/// frame a virtual thread keeps its carrier, and the loop would stand still, with the timer or the task that could end the
/// wait. It gives such a loop another carrier. It rests while no loop has work.
final class Watchdog {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration IDLE_INTERVAL = Duration.ofSeconds(1);
    /// A wait of the JDK without a limit is given longer: its task will run beside others when it ends.
    private static final int LOOKS_FOR_FOREIGN_WAIT = 10;
    private static final Set<Loop> LOOPS = ConcurrentHashMap.newKeySet();
    private static final Thread THREAD = Thread.ofPlatform().daemon().name("weft watchdog").unstarted(Watchdog::watch);
    private static volatile boolean asleep;

    static {
        THREAD.start();
    }

    private Watchdog() {}

    /// What was seen of a loop at the last look.
    private record Seen(Carrier carrier, long runs, int times) {}

    static void watch(Loop loop) {
        LOOPS.add(loop);
    }

    static void forget(Loop loop) {
        LOOPS.remove(loop);
    }

    /// {@return the loops that are open}
    static Set<Loop> loops() {
        return Set.copyOf(LOOPS);
    }

    /// A loop has work again.
    static void busy() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(THREAD);
        }
    }

    private static void watch() {
        Map<Loop, Seen> seen = new WeakHashMap<>();
        Map<Loop, PinnedWait> pinned = new WeakHashMap<>();
        while (true) {
            boolean work = false;
            for (var loop : LOOPS) {
                work |= look(loop, seen, pinned);
            }
            if (work) {
                LockSupport.parkNanos(INTERVAL.toNanos());
            } else {
                rest();
            }
        }
    }

    private static void rest() {
        asleep = true;
        if (LOOPS.stream().allMatch(loop -> loop.carrier().current == null)) {
            // A limit, since a carrier's first steps after a rest may not be seen here yet.
            LockSupport.parkNanos(IDLE_INTERVAL.toNanos());
        }
        asleep = false;
    }

    /// True if the loop runs something.
    private static boolean look(Loop loop, Map<Loop, Seen> seen, Map<Loop, PinnedWait> pinned) {
        var carrier = loop.carrier();
        var strand = carrier.current;
        var wait = pinned.get(loop);
        if (wait != null && wait.over()) {
            pinned.remove(loop);
        } else if (wait != null) {
            wait.look(carrier);
        }
        if (strand == null) {
            seen.remove(loop);
            return wait != null;
        }
        long runs = carrier.runs;
        var before = seen.get(loop);
        int times = before != null && before.carrier == carrier && before.runs == runs ? before.times + 1 : 0;
        seen.put(loop, new Seen(carrier, runs, times));
        if (times > 0 && stuck(carrier, strand, times) && loop.replace(carrier, runs)
                && strand.task.waitingFor() != null) {
            pinned.put(loop, new PinnedWait(strand.task, carrier));
        }
        return true;
    }

    private static boolean stuck(Carrier carrier, Strand strand, int times) {
        return switch (carrier.getState()) {
            case WAITING -> strand.task.waitingFor() != null || times >= LOOKS_FOR_FOREIGN_WAIT;
            case BLOCKED -> times >= LOOKS_FOR_FOREIGN_WAIT;
            case NEW, RUNNABLE, TIMED_WAITING, TERMINATED -> false;
        };
    }
}
