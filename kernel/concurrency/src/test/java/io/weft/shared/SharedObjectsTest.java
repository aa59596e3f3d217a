package io.weft.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import io.weft.process.ProcessOptions;
import io.weft.process.ProcessTestCase;
import io.weft.process.TaskProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class SharedObjectsTest extends ProcessTestCase {

    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void jobsChangeListsMapsAndCounters() {
        var pool = pool(2);
        SharedList<String> list = SharedList.make();
        SharedMap<String, Integer> map = SharedMap.make();
        var counter = SharedCounter.make();
        pool.each(20, i -> {
            list.add("item " + i);
            map.update(i % 2 == 0 ? "even" : "odd", n -> n == null ? 1 : n + 1);
            counter.increment();
        });
        assertEquals(20, list.size());
        assertTrue(list.toList().contains("item 7"));
        assertEquals(Map.of("even", 10, "odd", 10), map.toMap());
        assertEquals(20, counter.set(5));
        assertEquals(7, pool.call(() -> counter.add(2)));
        assertEquals("item 7", list.set(list.toList().indexOf("item 7"), "changed"));
        assertThrows(IndexOutOfBoundsException.class, () -> pool.call(() -> list.get(20)));
        assertEquals(1, map.putIfAbsent("new", 1) == null ? 1 : 0);
        assertEquals(10, map.remove("odd"));
        var inner = List.of(1, 2);
        SharedList<List<Integer>> lists = SharedList.make();
        lists.addAll(List.of(inner, inner));
        lists.remove(0);
        assertEquals(List.of(inner), lists.toList());
        lists.clear();
        assertEquals(0, lists.size());
    }

    @Test
    void eventsAndSemaphores() {
        var pool = pool(1);
        var event = SharedEvent.make();
        var two = SharedSemaphore.make(2);
        loop.run(() -> {
            var waits = pool.submit(() -> {
                event.await();
                two.acquire();
                return two.permits();
            });
            assertThrows(TimedOut.class, () -> event.await(SHORT));
            event.set();
            assertEquals(1, waits.join());
            event.clear();
            two.acquire();
            assertThrows(TimedOut.class, () -> two.acquire(SHORT));
            two.release();
            assertThrows(IllegalMonitorStateException.class, two::release);
        });
    }

    @Test
    void aLockOfAProcessThatDiesIsReleasedWithANote() {
        Loop.setStandard(loop);
        var usual = System.err;
        var shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true));
        try {
            var lock = SharedLock.make();
            var held = SharedEvent.make();
            var process = TaskProcess.of(() -> {
                lock.acquire();
                held.set();
                Sleep.sleep(LONG);
            }).options(ProcessOptions.standard().memory(64)).start();
            held.await(LONG);
            assertTrue(lock.isHeld());
            assertThrows(TimedOut.class, () -> lock.acquire(SHORT));
            process.kill();
            lock.acquire(LONG);
            process.join();
            lock.release();
            assertTrue(shown.toString().contains("was released: the process that held it is gone"), shown.toString());
        } finally {
            System.setErr(usual);
        }
    }

    @Test
    void aProcessInsideOfAProcessSharesToo() {
        Loop.setStandard(loop);
        ProcessQueue<String> queue = ProcessQueue.make(10);
        var small = ProcessOptions.standard().memory(64);
        var outer = TaskProcess.of(() -> {
            var inner = TaskProcess.of(() -> queue.put("from " + TaskProcess.current().name() + " to " + queue.get()))
                    .name("inner")
                    .options(small)
                    .start();
            inner.join();
        }).options(small).start();
        queue.put("the top");
        outer.join();
        assertEquals("from inner to the top", queue.get(LONG));
    }

    @Test
    void whatIsClosedIsFreedForAllProcesses() {
        var pool = pool(1);
        SharedMap<String, Integer> map = SharedMap.make();
        pool.call(() -> {
            map.put("a", 1);
        });
        map.close();
        assertTrue(assertThrows(IllegalStateException.class, () -> map.get("a")).getMessage().contains("is closed"));
        assertThrows(IllegalStateException.class, () -> pool.call(() -> map.get("a")));
        var lock = SharedLock.make();
        pool.call(() -> lock.close());
        assertThrows(IllegalStateException.class, lock::acquire);
    }
}
