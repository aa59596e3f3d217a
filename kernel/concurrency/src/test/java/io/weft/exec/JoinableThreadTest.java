package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Threads;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JoinableThreadTest extends ExecTestCase {

    @Test
    void itRunsAtOnceAndItsJoinLetsTheLoopRun() {
        var open = new CountDownLatch(1);
        loop.run(() -> {
            var thread = Threads.thread("counter", () -> {
                await(open);
                var here = Thread.currentThread();
                assertTrue(here.isDaemon());
                assertFalse(here.isVirtual());
                return here.getName();
            });
            Loop.current().post(open::countDown);
            assertEquals("counter", thread.name());
            assertEquals("counter", thread.join());
            assertTrue(Threads.thread(() -> Thread.currentThread().getName()).join().startsWith("thread-"));
        });
    }

    @Test
    void aPlainThreadSubclassIsJoinedWithoutHoldingUpTheLoop() {
        class Counter extends Thread {
            private final CountDownLatch open = new CountDownLatch(1);
            private int result;

            @Override
            public void run() {
                try {
                    await(open);
                    result = 3;
                } catch (InterruptedException _) {
                    result = -1;
                }
            }
        }
        loop.run(() -> {
            var counter = new Counter();
            counter.start();
            Loop.current().post(counter.open::countDown);
            counter.join();
            assertEquals(3, counter.result);
            assertTrue(counter.isDaemon(), "by inheritance from the loop's thread");
        });
    }

    @Test
    void itComesBackOntoTheLoop() {
        loop.run(() -> {
            var order = new ArrayList<Integer>();
            var here = Loop.current();
            Threads.thread(() -> {
                for (int i = 0; i < 100; i++) {
                    int n = i;
                    here.post(() -> {
                        assertSame(here, Loop.current());
                        order.add(n);
                    });
                }
                assertEquals(100, (int) here.run(() -> order.size()));
                return 0;
            }).join();
            assertEquals(100, order.size());
            for (int i = 0; i < 100; i++) {
                assertEquals(i, order.get(i));
            }
        });
    }

    @Test
    void threadsStartThreadsForTheSameOwner() {
        var other = start("other", LoopClock.real());
        var owner = other.owner("cell", null, lost::add);
        Task<Task<Integer>> outer = other.spawn("cell's", owner,
                () -> Threads.<Task<Integer>>thread(() -> Threads.thread(() -> 1)).join());
        assertEquals(1, outer.join().join());
        assertSame(owner, outer.join().owner());
    }

    @Test
    void aFailureIsLostOnlyWhenNobodyJoins() {
        var failure = new IllegalStateException("unseen");
        loop.run(() -> {
            var seen = Threads.thread(() -> {
                throw failure;
            });
            assertSame(failure, assertThrows(IllegalStateException.class, seen::join));
            assertEquals(List.of(), lost);
            Threads.thread(() -> {
                throw failure;
            });
            until(() -> lost.size() == 1);
        });
    }

    @Test
    void ahundredThreadsChangeWhatTheyShare() {
        var total = new AtomicInteger();
        loop.run(() -> {
            var threads = new ArrayList<Task<Void>>();
            for (int i = 0; i < 100; i++) {
                threads.add(Threads.thread("t" + i, () -> {
                    for (int n = 0; n < 100; n++) {
                        total.incrementAndGet();
                    }
                }));
            }
            threads.forEach(Task::join);
        });
        assertEquals(10_000, total.get());
    }

    @Test
    void withoutALoopItSaysSo() {
        var refused = assertThrows(IllegalStateException.class, () -> Threads.thread(() -> 1));
        assertTrue(refused.getMessage().contains("Start one with Loop.start(name)"), refused.getMessage());
    }

    @Test
    void offloadedCallsLetTheOthersRun() {
        var open = new CountDownLatch(1);
        loop.run(() -> {
            Loop.current().post(open::countDown);
            var name = Threads.offload(() -> {
                await(open);
                return Thread.currentThread().getName();
            });
            assertTrue(name.startsWith("offload/"), name);
            // A virtual thread that the task starts is on the loop, too.
            var child = new CountDownLatch(1);
            var childName = new String[1];
            Thread.startVirtualThread(() -> {
                childName[0] = Threads.offload(() -> Thread.currentThread().getName());
                child.countDown();
            });
            await(child);
            assertTrue(childName[0].startsWith("offload/"), childName[0]);
            var call = Loop.current().post(() -> Threads.offload(() -> await(new CountDownLatch(1))));
            Sleep.yieldNow();
            call.cancel("test");
            until(call::isDone);
            assertTrue(call.isCancelled());
        });
        assertSame(Thread.currentThread(), Threads.offload(Thread::currentThread));
    }
}
