package io.weft.sync;

import io.weft.Primitives;
import io.weft.loop.TimedOut;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Platform threads under a model checker: it goes through interleavings of two or three threads, and every result must be one
/// that some order of whole operations explains.
@Tag("real")
class LinearizabilityTest {

    private static void check(Class<?> program, int scenarios) {
        new ModelCheckingOptions().iterations(scenarios)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(program);
    }

    /// Waits for nothing longer than a look, so that no thread is left alone with a wait.
    private static boolean looks(Runnable wait) {
        try {
            wait.run();
            return true;
        } catch (TimedOut _) {
            return false;
        }
    }

    /// A lock that is waited for.
    public static class LockProgram {
        private final TaskLock lock = Primitives.lock();
        private int value;

        @Operation
        public int increment() {
            try (var _ = lock.hold()) {
                return value++;
            }
        }
    }

    /// A semaphore of two that is waited for, and one that is not.
    public static class SemaphoreProgram {
        private final TaskSemaphore one = Primitives.semaphore(1);
        private final TaskSemaphore counted = Primitives.semaphore(1);
        private int value;

        @Operation
        public int inside() {
            try (var _ = one.hold()) {
                return value++;
            }
        }

        @Operation
        public boolean tryAcquire() {
            return counted.tryAcquire();
        }

        @Operation
        public void release() {
            counted.release();
        }
    }

    /// Tokens that are put and taken under a condition.
    public static class ConditionProgram {
        private final TaskCondition cond = Primitives.condition();
        private int tokens;

        @Operation
        public int put() {
            try (var _ = cond.hold()) {
                cond.signal();
                return ++tokens;
            }
        }

        @Operation
        public int putAndWaitForAnother() {
            try (var _ = cond.hold()) {
                looks(() -> cond.await(Duration.ZERO));
                return ++tokens;
            }
        }
    }

    /// An event that the first who comes sets, and for which the others wait.
    public static class EventProgram {
        private final TaskEvent event = Primitives.event();
        private final TaskSemaphore first = Primitives.semaphore(1);

        @Operation
        public void come() {
            if (first.tryAcquire()) {
                event.set();
            } else {
                event.await();
            }
        }
    }

    /// A queue of two.
    public static class QueueProgram {
        private final TaskQueue<Integer> queue = Primitives.queue(2);

        @Operation
        public boolean offer(int item) {
            return queue.offer(item);
        }

        @Operation
        public Integer poll() {
            return queue.poll();
        }

        @Operation
        public int size() {
            return queue.size();
        }
    }

    /// A channel of one, with its end.
    public static class ChannelProgram {
        private final TaskChannel<Integer> channel = Primitives.channel(1);

        @Operation
        public String send(int item) {
            try {
                return String.valueOf(channel.trySend(item));
            } catch (QueueClosed _) {
                return "closed";
            }
        }

        @Operation
        public Integer receive() {
            return channel.tryReceive();
        }

        @Operation
        public void close() {
            channel.close();
        }
    }

    @Test
    void lock() {
        check(LockProgram.class, 8);
    }

    @Test
    void semaphore() {
        check(SemaphoreProgram.class, 8);
    }

    @Test
    void condition() {
        check(ConditionProgram.class, 2);
    }

    @Test
    void event() {
        check(EventProgram.class, 4);
    }

    @Test
    void queue() {
        check(QueueProgram.class, 8);
    }

    @Test
    void channel() {
        check(ChannelProgram.class, 8);
    }
}
