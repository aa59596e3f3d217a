package io.weft.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Play;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Schedules;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupTest {

    private final Play play = new Play();

    private static void sleep(double seconds) {
        Sleep.sleep(Duration.ofMillis((long) (seconds * 1000)));
    }

    private int slow(int n) {
        sleep(3 - n);
        play.note(n);
        return n;
    }

    @Test
    void aGroupWaitsForItsTasks() {
        play.run(() -> {
            var group = new Group();
            for (var name : List.of("bar", "bar", "foo")) {
                group.add(Loop.current().spawn(name, () -> {
                    sleep(1);
                    play.note(name);
                    return null;
                }));
            }
            assertEquals(3, group.size());
            group.spawn(() -> {
                group.spawn(() -> slow(0));
                throw new IllegalStateException("on purpose");
            });
            group.join();
            assertTrue(group.isEmpty());
            play.note("joined");
        });
        assertEquals(List.of("1: bar", "1: bar", "1: foo", "3: 0", "3: joined"), play.notes());
        assertEquals(List.of("task-5"), play.lost());
    }

    @Test
    void mapsInOrderAndOutOfIt() {
        play.run(() -> {
            var group = new Group();
            assertEquals(List.of(0, 1, 2), group.map(3, this::slow));
            play.note("map");
            var ordered = new ArrayList<Integer>();
            group.imap(3, this::slow).forEach(ordered::add);
            assertEquals(List.of(0, 1, 2), ordered);
            play.note("imap");
            var unordered = new ArrayList<Integer>();
            for (int n : group.imapUnordered(3, this::slow)) {
                unordered.add(n);
                play.note("got " + n);
            }
            assertEquals(List.of(2, 1, 0), unordered);
            assertTrue(group.isEmpty());
        });
        assertEquals(List.of("1: 2", "2: 1", "3: 0", "3: map", "4: 2", "5: 1", "6: 0", "6: imap", "7: 2", "7: got 2",
                "8: 1", "8: got 1", "9: 0", "9: got 0"), play.notes());
    }

    @Test
    void aLazyMapTakesNoMoreThanItLooksAhead() {
        play.run(() -> {
            var group = new Group();
            for (boolean ordered : List.of(true, false)) {
                var taken = new ArrayList<Integer>();
                Iterable<Integer> endless = () -> Stream.iterate(0, i -> i + 1).peek(taken::add).iterator();
                var limit = new Limit(3);
                int seen = 0;
                for (int n : ordered
                        ? group.imap(endless, i -> i, limit)
                        : group.imapUnordered(endless, i -> i, limit)) {
                    assertEquals(seen, n);
                    if (++seen == 5) {
                        break;
                    }
                }
                assertTrue(taken.size() <= 9, taken.toString());
            }
            group.join();
        });
    }

    @Test
    void aFailureComesInTheValuesPlace() {
        play.run(() -> {
            var group = new Group();
            var values = group.imap(3, i -> {
                if (i == 1) {
                    throw new IllegalStateException("1");
                }
                return i;
            }).iterator();
            assertEquals(0, values.next());
            sleep(1);
            assertThrows(IllegalStateException.class, values::next);
            assertEquals(2, values.next());
            assertFalse(values.hasNext());
            assertThrows(IllegalStateException.class, () -> group.map(2, i -> {
                if (i == 1) {
                    throw new IllegalStateException("1");
                }
                sleep(100);
                return i;
            }));
        });
        assertEquals(List.of(), play.lost());
    }

    @Test
    void killAndJoinWithATime() {
        play.run(() -> {
            var group = new Group();
            group.spawn(() -> sleep(1));
            group.spawn(() -> sleep(1000));
            assertFalse(group.join(Duration.ofSeconds(2)));
            assertEquals(1, group.size());
            group.kill();
            assertTrue(group.isEmpty());
            play.note("killed");
            assertTrue(group.join(Duration.ZERO));
            var own = new Group();
            own.add(Task.current());
            assertThrows(IllegalStateException.class, own::join);
            assertTrue(own.discard(Task.current()));
        });
        assertEquals(List.of("2: killed"), play.notes());
    }

    @Test
    void aPoolHoldsNoMoreThanItsPlaces() {
        play.run(() -> {
            var pool = new Pool(new Limit(2));
            assertEquals(List.of(2, 2, 1), pool.map(3, i -> {
                sleep(i == 2 ? 5 : 1 + i);
                return pool.size();
            }).stream().map(n -> n).toList());
            assertEquals(2, pool.free());
            pool.spawn(() -> sleep(1));
            pool.spawn(() -> sleep(1000));
            assertTrue(pool.isFull());
            var late = pool.spawn(() -> play.note("late"));
            late.join();
            assertEquals(1, pool.free());
            pool.kill();
            assertEquals(2, pool.free());
            var kept = Loop.current().spawn(() -> {
                sleep(1);
                return null;
            });
            pool.add(kept);
            pool.add(kept);
            assertEquals(1, pool.free());
            pool.discard(kept);
            assertEquals(2, pool.free());
            kept.join();
            assertEquals(2, pool.free());
        });
    }

    @Test
    void cancelledSpawnersLoseNoPlace() {
        Schedules.explorePreemptive(500, seed -> {
            var pool = new Pool(new Limit(2));
            int[] most = {0};
            var spawners = new ArrayList<Task<?>>();
            for (int n = 0; n < 5; n++) {
                spawners.add(Loop.current().spawn("spawner" + n, () -> pool.spawn(() -> {
                    most[0] = Math.max(most[0], pool.size());
                    Sleep.yieldNow();
                })));
            }
            Sleep.yieldNow();
            spawners.get((int) (seed % 5)).cancel("x");
            io.weft.loop.Waits.all(spawners);
            pool.join();
            sleep(1);
            assertEquals(2, pool.free());
            assertTrue(most[0] <= 2);
        });
    }

    @Test
    void aLazyMapOnAPoolKeepsItsLimit() {
        play.run(() -> {
            var pool = new Pool(new Limit(2));
            int[] running = {0, 0};
            var values = new ArrayList<Integer>();
            for (int n : pool.imapUnordered(10, i -> {
                running[1] = Math.max(running[1], ++running[0]);
                sleep(1 + i % 2);
                running[0]--;
                return i;
            })) {
                values.add(n);
            }
            assertEquals(10, values.size());
            assertEquals(2, running[1]);
        });
    }

    static final class Greeting extends Job<String> {
        private final String name;

        Greeting(String name) {
            this.name = name;
        }

        @Override
        public String call() {
            sleep(3);
            return "Hi, " + name;
        }
    }

    @Test
    void aJobIsATaskAsAClass() {
        play.run(() -> {
            var job = new Greeting("Ada");
            assertEquals("job Greeting was not started: call start() first.",
                    assertThrows(IllegalStateException.class, job::join).getMessage());
            assertEquals("Greeting", job.start().name());
            assertEquals("Hi, Ada", job.join());
            assertThrows(IllegalStateException.class, job::start);
            play.note("joined");
            var pool = new Pool(new Limit(1));
            assertEquals("Hi, Bob", pool.start(new Greeting("Bob")).join());
            assertThrows(IllegalStateException.class, () -> pool.start(job));
            assertEquals(1, pool.free());
            assertEquals("Hi, Eve", new Greeting("Eve").startLater(Duration.ofSeconds(2)).join());
            play.note("later");
        });
        assertEquals(List.of("3: joined", "11: later"), play.notes());
    }
}
