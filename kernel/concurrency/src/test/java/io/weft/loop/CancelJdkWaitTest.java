package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits of the JDK in a task: cancel and timeout interrupt them.
@Tag("real")
class CancelJdkWaitTest extends LoopTestCase {

    private final Loop loop = realLoop();

    /// Cancels the body when it waits, once from a task and once from outside.
    private void endsByCancel(Action wait) {
        run(loop, () -> {
            var task = spawn("victim", wait);
            Sleep.sleep(Duration.ofMillis(10));
            assertEquals(TaskStatus.WAITING, task.status());
            task.cancel("enough");
            assertThrows(CancellationException.class, task::join);
            assertEquals(TaskStatus.CANCELLED, task.status());
        });
        var task = loop.spawn("victim", callable(wait));
        assertThrows(TimedOut.class, () -> task.join(Duration.ofMillis(10)));
        task.cancel("from outside");
        assertThrows(CancellationException.class, task::join);
    }

    @Test
    void threadSleep() {
        endsByCancel(() -> Thread.sleep(60_000));
    }

    @Test
    void blockingQueue() {
        endsByCancel(() -> new LinkedBlockingQueue<String>().take());
    }

    @Test
    void latch() {
        endsByCancel(() -> new CountDownLatch(1).await());
    }

    @Test
    void lockInterruptibly() {
        var lock = new ReentrantLock();
        lock.lock();
        endsByCancel(lock::lockInterruptibly);
    }

    @Test
    void monitorWait() {
        endsByCancel(() -> {
            var monitor = new Object();
            synchronized (monitor) {
                monitor.wait();
            }
        });
    }

    @Test
    void socketReadAndAccept() throws Exception {
        try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            endsByCancel(() -> {
                try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getInputStream().read();
                }
            });
        }
        endsByCancel(() -> {
            try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
                server.accept();
            }
        });
    }

    @Test
    void aLockThatIgnoresInterruptsIsTakenAndTheNextWaitEnds() {
        var lock = new ReentrantLock();
        lock.lock();
        var task = loop.spawn("victim", () -> {
            lock.lock();
            try {
                assertThrows(Cancelled.class, () -> Sleep.sleep(Duration.ofSeconds(60)));
                assertFalse(Thread.interrupted());
                return lock.isHeldByCurrentThread();
            } finally {
                lock.unlock();
            }
        });
        assertThrows(TimedOut.class, () -> task.join(Duration.ofMillis(20)));
        task.cancel("too early");
        assertThrows(TimedOut.class, () -> task.join(Duration.ofMillis(20)));
        lock.unlock();
        assertTrue(task.join());
    }

    @Test
    void theSecondRequestInterruptsAgainThoughTheFirstWasSwallowedByJdkCode() {
        run(loop, () -> {
            var task = spawn("stubborn", () -> {
                assertThrows(InterruptedException.class, () -> Thread.sleep(60_000));
                Thread.sleep(60_000);
            });
            Sleep.sleep(Duration.ofMillis(10));
            task.cancel("one");
            Sleep.sleep(Duration.ofMillis(10));
            assertFalse(task.isDone());
            task.cancel("two");
            assertThrows(CancellationException.class, task::join);
        });
    }

    @Test
    void aTimeoutEndsAThreadSleepAndLeavesNoInterrupt() {
        run(loop, () -> {
            var late = assertThrows(TimedOut.class,
                    () -> Timeouts.timeout(Duration.ofMillis(20), callable(() -> Thread.sleep(60_000))));
            assertEquals("The block did not end within 20 ms.", late.getMessage());
            assertFalse(Thread.currentThread().isInterrupted());
            Thread.sleep(1);
            Sleep.sleep(Duration.ofMillis(1));
        });
    }

    @Test
    void twoTimeoutsThatPassTogetherInAThreadSleepEndBothBlocks() {
        run(loop, () -> {
            var limit = Duration.ofMillis(20);
            var inner = new TimedOut[1];
            assertThrows(TimedOut.class, () -> Timeouts.timeout(limit, () -> {
                inner[0] = assertThrows(TimedOut.class,
                        () -> Timeouts.timeout(limit, callable(() -> Thread.sleep(60_000))));
                Thread.sleep(60_000);
                return null;
            }));
            assertFalse(Thread.interrupted());
        });
    }

    @Test
    void aTimeoutThatNobodyNeededLeavesNoInterrupt() {
        run(loop, () -> {
            Timeouts.timeout(Duration.ofMillis(1), callable(() -> {
                long end = System.nanoTime() + 5_000_000;
                while (System.nanoTime() < end) {
                    Thread.yield();
                }
            }));
            assertFalse(Thread.interrupted());
            Thread.sleep(1);
        });
    }

    @Test
    void sleepersWakeThoughAnotherTaskNeverWaits() {
        run(loop, () -> {
            var woken = spawn("sleeper", () -> Sleep.sleep(Duration.ofMillis(5)));
            while (!woken.isDone()) {
                Thread.yield();
            }
        });
    }
}
