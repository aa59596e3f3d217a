package io.weft.jupyter.session;

import io.weft.jupyter.cell.StopCheck;
import io.weft.jupyter.message.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What follows an interrupt: the stop checks stay on for as long as code of the cell runs, and what still runs after a while is
/// named in the cell. Confined to the thread that it is given.
///
/// A thread that runs none of the cell's code is not waited for: that of a pool which the cell made idles until it gets another
/// job, and jobs of this cell no longer start.
final class Aftermath {

    /// For code that cleans up after itself.
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);
    private static final int SHOWN_FRAMES = 8;

    private final Cell cell;
    private final List<Thread> work;
    private final long beganNanos = System.nanoTime();

    /// @param work the threads that worked for the cell when it was interrupted
    Aftermath(Cell cell, List<Thread> work) {
        this.cell = cell;
        this.work = new ArrayList<>(work);
    }

    void disarmWhenEnded(StopCheck.Stop stop) {
        boolean told = false;
        var look = FIRST_LOOK;
        try (stop) {
            while (awaitOne(look)) {
                if (!told && System.nanoTime() - beganNanos >= GRACE.toNanos()) {
                    told = true;
                    cell.output().print(Stream.Name.STDERR, survivors());
                    cell.output().flush();
                }
                look = look.compareTo(LAST_LOOK) < 0 ? look.multipliedBy(2) : LAST_LOOK;
            }
        } catch (InterruptedException _) {
            // User code may interrupt any thread that it finds. The checks go off; the cell's tasks stay cancelled.
        }
    }

    /// Waits for one of the threads, at most this long; false if none of them runs code of the cell any more.
    private boolean awaitOne(Duration limit) throws InterruptedException {
        work.removeIf(thread -> !thread.isAlive());
        if (work.isEmpty()) {
            return false;
        }
        if (!work.getFirst().join(limit)) {
            work.removeIf(thread -> thread.isAlive() && !runsCellCode(thread.getStackTrace()));
        }
        return true;
    }

    /// An empty stack is one that could not be seen.
    private static boolean runsCellCode(StackTraceElement[] stack) {
        return stack.length == 0 || Arrays.stream(stack).anyMatch(Aftermath::isCellCode);
    }

    /// Whether a class that JShell made runs there.
    static boolean isCellCode(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.");
    }

    private String survivors() {
        return work.stream()
                .map(thread -> cell.name() + " was interrupted, but " + name(thread) + " still runs:\n"
                        + Arrays.stream(thread.getStackTrace())
                                .limit(SHOWN_FRAMES)
                                .map(frame -> "    at " + frame + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String name(Thread thread) {
        return thread.isVirtual() && thread.getName().isEmpty()
                ? "a virtual thread"
                : "thread '" + thread.getName() + "'";
    }
}
