package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SemaphoreTest extends SyncTestCase {

    @Test
    void asManyAsThereArePermits() {
        var two = Primitives.semaphore("two", 2);
        play(() -> end(IntStream.range(0, 5).mapToObj(i -> spawn("t" + i, () -> {
            try (var _ = two.hold()) {
                note("t" + i);
                sleep(1);
            }
        })).toList()));
        logged("0 t0", "0 t1", "1 t2", "1 t3", "2 t4");
        assertEquals(2, two.permits());
    }

    @Test
    void oneWhoWantsManyIsNotPassedByOneWhoWantsFew() {
        var permits = Primitives.semaphore(0);
        play(() -> {
            var many = spawn("many", () -> {
                permits.acquire(3);
                note("many");
            });
            var few = spawn("few", () -> {
                permits.acquire();
                note("few");
            });
            Sleep.yieldNow();
            permits.release(2);
            Sleep.yieldNow();
            assertFalse(permits.tryAcquire());
            assertEquals(new TaskSemaphore.Snapshot(null, 2, Integer.MAX_VALUE, List.of("many", "few")),
                    permits.snapshot());
            assertEquals("semaphore (2 permits free, waiting: many, few)", permits.toString());
            sleep(1);
            permits.release(2);
            end(many, few);
        });
        logged("1 many", "1 few");
    }

    @Test
    void whenOneWhoWantsManyLeavesThoseBehindAreServed() {
        var permits = Primitives.semaphore(2);
        play(() -> {
            var many = spawn("many", () -> permits.acquire(3));
            var tasks = IntStream.range(0, 3).mapToObj(i -> spawn("few" + i, () -> {
                permits.acquire();
                note("few" + i);
            })).toList();
            sleep(1);
            logged();
            many.cancel("test");
            sleep(1);
            permits.release();
            end(many);
            end(tasks);
            assertEquals(0, permits.permits());
            var timed = spawn("timed", () -> assertThrows(TimedOut.class, () -> permits.acquire(5, duration(1))));
            var after = spawn("after", () -> permits.acquire(2));
            Sleep.yieldNow();
            permits.release(2);
            end(timed, after);
        });
        logged("1 few0", "1 few1", "2 few2");
    }

    @Test
    void aReleaseForSeveralKeepsTheirOrder() {
        var permits = Primitives.semaphore(0);
        play(() -> {
            var tasks = IntStream.range(0, 4).mapToObj(i -> spawn("t" + i, () -> {
                permits.acquire();
                note("t" + i);
            })).toList();
            Sleep.yieldNow();
            tasks.get(1).cancel("test");
            permits.release(3);
            end(tasks);
            assertEquals(0, permits.permits());
        });
        logged("0 t0", "0 t2", "0 t3");
    }

    @Test
    void aBoundedOneRefusesWhatWasNotTaken() {
        play(() -> {
            var bounded = Primitives.boundedSemaphore("pool", 2);
            bounded.acquire();
            bounded.release();
            var error = assertThrows(IllegalStateException.class, bounded::release);
            assertEquals(
                    "The bounded semaphore 'pool' was released too often: 2 of 2 permits were free, and 1 came back; "
                            + "release only what was acquired, best by try (var _ = semaphore.hold()).",
                    error.getMessage());
            assertEquals("bounded semaphore 'pool' (2 of 2 permits free, nobody waits)", bounded.toString());
            var never = assertThrows(IllegalArgumentException.class, () -> bounded.acquire(3));
            assertTrue(never.getMessage().contains("has 2 permits at most"), never.getMessage());
            var held = bounded.hold(2);
            held.close();
            assertThrows(IllegalStateException.class, held::close);
            var plain = Primitives.semaphore(2);
            plain.release();
            assertEquals(3, plain.permits());
        });
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Primitives.semaphore(-1));
        assertThrows(IllegalArgumentException.class, () -> Primitives.boundedSemaphore(0));
        var one = Primitives.semaphore("s", 1);
        var error = assertThrows(IllegalArgumentException.class, () -> one.acquire(0));
        assertEquals("The semaphore 's': an acquire of 0, but it must be 1 or more.", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> one.release(-1));
        assertThrows(IllegalArgumentException.class, () -> one.acquire(duration(-1)));
    }

    @Test
    void aTimeOutSaysWhatItLacked() {
        play(() -> {
            var one = Primitives.semaphore("s", 1);
            one.acquire();
            var error = assertThrows(TimedOut.class, () -> one.acquire(duration(1)));
            assertEquals("The semaphore 's' had not 1 free within 1 s (0 permits free, nobody waits).",
                    error.getMessage());
        });
    }
}
