package io.weft.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// Runs a test under many interleavings, each on a loop of its own with a virtual clock, and tells the seed under which it fails.
///
/// ```java
/// Schedules.explore(10_000, seed -> {
///     var lock = lock();
///     ...
/// });
/// Schedules.replay(Schedule.seeded(4711), seed -> ...);
/// ```
///
/// Tasks that the body leaves behind run to their next wait and are then cancelled. A run fails when its body throws, when a
/// task fails that nobody awaits, when no task can go on any more, or when one does not end when cancelled. What a run depends on besides, such as platform threads, the wall clock, or a random number
/// that does not come from the seed, is not repeated by a replay.
public final class Schedules {

    private static final long LOOK_NANOS = 20_000_000;
    /// How often in a row a run must be seen at rest: a platform thread of the test may be about to end a wait.
    private static final int LOOKS_UNTIL_STALLED = 100;
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    /// What is run under each seed.
    @FunctionalInterface
    public interface Body {

        /// Does the work, in a task of a fresh loop.
        ///
        /// @param seed of the run
        /// @throws Exception if the run fails
        void run(long seed) throws Exception;
    }

    private Schedules() {}

    /// Runs a body under the seeds 0, 1, 2... with [Schedule#seeded(long)]. Blocks the calling thread, which may not be a task; when it is
    /// interrupted the run is cancelled.
    ///
    /// @param runs how many seeds
    /// @param body what to run
    /// @throws ScheduleFailed at the first seed that fails, with the cause; the message says how to run it alone
    /// @throws Cancelled      if the calling thread is interrupted
    public static void explore(int runs, Body body) {
        for (int seed = 0; seed < runs; seed++) {
            replay(Schedule.seeded(seed), body);
        }
    }

    /// Like [#explore(int, Body)], with [Schedule#preemptive(long)]: for primitives that platform threads use, too.
    ///
    /// @param runs how many seeds
    /// @param body what to run
    /// @throws ScheduleFailed at the first seed that fails, with the cause; the message says how to run it alone
    /// @throws Cancelled      if the calling thread is interrupted
    public static void explorePreemptive(int runs, Body body) {
        for (int seed = 0; seed < runs; seed++) {
            replay(Schedule.preemptive(seed), body);
        }
    }

    /// Runs a body once, as [#explore(int, Body)] did with this seed.
    ///
    /// @param schedule with its seed
    /// @param body     what to run
    /// @throws ScheduleFailed        if it fails, with the cause
    /// @throws Cancelled             if the calling thread is interrupted
    /// @throws IllegalStateException in a task, whose loop would stand still meanwhile
    public static void replay(Schedule schedule, Body body) {
        if (Task.currentOrNull() != null) {
            throw new IllegalStateException("Schedules was called in " + Task.current().name()
                    + ": call it outside of tasks, since its runs have loops of their own.");
        }
        long seed = schedule instanceof Schedule.Seeded seeded ? seeded.seed() : 0;
        var lost = new AtomicReference<Throwable>();
        try (var loop = Loop.start(schedule.toString(), LoopClock.virtual(), schedule,
                task -> lost.compareAndSet(null, task.failure()))) {
            Task<Void> run = loop.spawn("run", () -> {
                body.run(seed);
                letTheOthersWait();
                return null;
            });
            awaitEnd(run, schedule);
            if (run.failure() != null) {
                throw new ScheduleFailed(schedule, run.failure().toString(), run.failure());
            }
            run.result();
            var survivors = loop.close(PATIENCE_AT_END);
            if (!survivors.isEmpty()) {
                throw new ScheduleFailed(schedule, "these tasks did not end when they were cancelled: " + survivors,
                        null);
            }
            if (lost.get() != null) {
                throw new ScheduleFailed(schedule, "a task that nobody awaited failed: " + lost.get(), lost.get());
            }
        }
    }

    /// So that it does not hang on the calling thread's pace how far a task comes that outlives the body: the virtual clock goes on when
    /// all wait.
    private static void letTheOthersWait() {
        Sleep.sleep(Duration.ofNanos(1));
    }

    private static void awaitEnd(Task<?> run, Schedule schedule) {
        for (int stalled = 0; !run.awaitEnd(LOOK_NANOS);) {
            stalled = run.loop().stalled() ? stalled + 1 : 0;
            if (stalled == LOOKS_UNTIL_STALLED) {
                var waits = run.loop()
                        .tasks()
                        .stream()
                        .map(task -> task.name() + " waits for " + task.waitingFor())
                        .collect(Collectors.joining(", "));
                throw new ScheduleFailed(schedule, "no task can go on: " + waits, null);
            }
        }
    }
}
