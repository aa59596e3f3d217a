package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.exec.WorkersClosed;
import io.weft.exec.WorkersFull;
import io.weft.loop.Gather;
import io.weft.loop.Limit;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TaskFailed;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class ProcessWorkersTest extends ProcessTestCase {

    private record Point(int x, int y) implements Serializable {}

    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;
        @SuppressWarnings({"unused", "serial"})
        private final Object held = new Object();

        Odd() {
            super("odd");
        }
    }

    private static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;
        Node next;
        int value;
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    @Test
    void aJobRunsInAnotherProcessAndATaskAwaitsIt() {
        var pool = pool(1);
        loop.run(() -> {
            var job = pool.submit(() -> pid());
            var order = new ArrayList<String>();
            var beside = loop.spawn(() -> order.add("the loop goes on"));
            long other = job.join();
            beside.join();
            assertNotEquals(pid(), other);
            assertEquals(List.of(other), pool.pids());
            assertEquals(List.of("the loop goes on"), order);
        });
        assertEquals(new Point(1, 2), pool.call(() -> new Point(1, 2)));
    }

    @Test
    void mapKeepsTheOrderAndUsesAllWorkers() {
        var pool = pool(2);
        assertEquals(IntStream.range(0, 1000).mapToObj(i -> i * i).toList(), pool.map(1000, i -> i * i));
        assertEquals(List.of("a!", "b!", "c!"), pool.map(List.of("a", "b", "c"), s -> s + "!"));
        assertEquals(List.of(), pool.map(0, i -> i));
        var mixed = new ArrayList<Object>(List.of(1, 2L, 3.0, "4"));
        mixed.add(null);
        assertEquals(mixed, pool.map(mixed, each -> each, 5));
        assertEquals(2, pool.map(2, i -> {
            Sleep.sleep(Duration.ofMillis(300));
            return pid();
        }, 1).stream().distinct().count());
    }

    @Test
    void aMapOverTwoListsPairsThem() {
        var pool = pool(2);
        assertEquals(List.of("a1", "b2"), pool.map(List.of("a", "b"), List.of(1, 2), (text, n) -> text + n));
        var thrown = assertThrows(IllegalArgumentException.class,
                () -> pool.map(List.of(1), List.of(1, 2), (a, b) -> a + b));
        assertTrue(thrown.getMessage().contains("the second is longer"), thrown.getMessage());
    }

    @Test
    void lazyMapsTakeInputsOnlyALittleAhead() {
        var pool = pool(2);
        var taken = new ArrayList<Integer>();
        Iterable<Integer> endless = () -> Stream.iterate(0, i -> i + 1).peek(taken::add).iterator();
        loop.run(() -> {
            var values = new ArrayList<Integer>();
            for (int value : pool.imap(endless, i -> i * i)) {
                values.add(value);
                if (value > 20) {
                    break;
                }
            }
            assertEquals(List.of(0, 1, 4, 9, 16, 25), values);
            assertTrue(taken.size() <= 6 + 2 * 2, taken::toString);
            var unordered = new ArrayList<Integer>();
            pool.imapUnordered(List.of(5, 6, 7), i -> -i, new Limit(1)).forEach(unordered::add);
            assertEquals(List.of(-5, -6, -7), unordered);
            var failing = pool.imap(List.of(1, 0, 2), i -> 2 / i).iterator();
            assertEquals(2, failing.next());
            assertThrows(ArithmeticException.class, failing::next);
            assertEquals(1, failing.next());
        });
    }

    @Test
    void aWorkerKeepsAValueForItself() {
        var pool = pool(1, ProcessOptions.standard().initializer(() -> System.setProperty("made", "0")));
        WorkerLocal<Object> local = WorkerLocal.of(() -> {
            System.setProperty("made", "" + (Integer.getInteger("made") + 1));
            return new Object();
        });
        int first = pool.call(() -> System.identityHashCode(local.get()));
        assertEquals(first, pool.call(() -> System.identityHashCode(local.get())));
        assertEquals("1", pool.call(() -> System.getProperty("made")));
        pool.call(() -> local.set("another"));
        assertEquals("another", pool.call(() -> local.get()));
        assertEquals(null, System.getProperty("made"));
    }

    @Test
    void aPoolCannotGoToItsOwnWorkers() {
        var pool = pool(1);
        var thrown = assertThrows(NotShippable.class, () -> pool.call(() -> pool.call(() -> 1)));
        assertTrue(thrown.getMessage().contains("belongs to this process"), thrown.getMessage());
    }

    @Test
    void exceptionsComeBackAsThemselvesWithTheirCauses() {
        var pool = pool(1);
        var thrown = assertThrows(IllegalStateException.class, () -> pool.call(() -> {
            throw new IllegalStateException("outer", new IOException("inner"));
        }));
        assertEquals("outer", thrown.getMessage());
        assertInstanceOf(IOException.class, thrown.getCause());
        assertTrue(thrown.getStackTrace()[0].getClassName().contains("ProcessWorkersTest"));
        var checked = assertThrows(TaskFailed.class, () -> pool.call(() -> {
            throw new IOException("checked");
        }));
        assertEquals("checked", checked.getCause().getMessage());
        var unshippable = assertThrows(RemoteFailure.class, () -> pool.call(() -> {
            throw new Odd();
        }));
        assertTrue(unshippable.getMessage().contains("odd"));
        assertThrows(NotShippable.class, () -> pool.call(() -> new Object()));
    }

    @Test
    void sharedReferencesCyclesAndBigArraysComeBackAsTheyWere() {
        var pool = pool(1, ProcessOptions.standard().memory(256));
        var node = new Node();
        node.next = new Node();
        node.next.next = node;
        node.next.value = 5;
        Node back = pool.call(() -> node);
        assertSame(back, back.next.next);
        assertEquals(5, back.next.value);
        var numbers = IntStream.range(0, 1_000_000).mapToLong(i -> i * 3L).toArray();
        var bits = BitSet.valueOf(numbers);
        List<Object> both = List.of(numbers, numbers, bits);
        var returned = pool.call(() -> both);
        var same = new IdentityHashMap<Object, Integer>();
        returned.forEach(each -> same.put(each, 1));
        assertEquals(2, same.size());
        assertTrue(java.util.Arrays.equals(numbers, (long[]) returned.get(0)));
        assertEquals(bits, returned.get(2));
    }

    @Test
    void whatCannotBeShippedIsNamed() {
        var pool = pool(1);
        var lock = new Object();
        var thrown = assertThrows(NotShippable.class, () -> pool.call(() -> lock.hashCode()));
        assertTrue(thrown.getMessage().contains("java.lang.Object"), thrown.getMessage());
    }

    @Test
    void aWorkerThatDiesFailsItsJobAloneAndIsReplaced() {
        var pool = pool(1);
        loop.run(() -> {
            Task<Object> dies = pool.submit(() -> {
                System.err.println("the end is near");
                Runtime.getRuntime().halt(7);
                return null;
            });
            var lives = pool.submit(() -> 42);
            var death = assertThrows(WorkerDied.class, dies::join);
            assertEquals(7, death.exitCode());
            assertTrue(death.getMessage().contains("the end is near"), death.getMessage());
            assertEquals(42, lives.join());
        });
        var killed = assertThrows(WorkerDied.class, () -> pool.call(() -> {
            ProcessHandle.current().pid();
            new ProcessBuilder("kill", "-9", "" + pid()).start();
            Thread.sleep(10_000);
        }));
        assertTrue(killed.getMessage().contains("SIGKILL"), killed.getMessage());
    }

    @Test
    void aJobWhoseWorkerDiesIsGivenAgainWhenAsked() throws IOException {
        var marker = java.nio.file.Files.createTempFile("weft-test", "").toString();
        var pool = pool(1, ProcessOptions.standard().retries(1));
        assertEquals("second", pool.call(() -> {
            var file = java.nio.file.Path.of(marker);
            if (java.nio.file.Files.deleteIfExists(file)) {
                Runtime.getRuntime().halt(1);
            }
            return "second";
        }));
    }

    @Test
    void aTimeoutInterruptsTheJobElseKillsItsWorker() {
        var pool = pool(1);
        loop.run(() -> {
            long before = pool.call(() -> pid());
            assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofMillis(100), () -> {
                pool.call(() -> Sleep.sleep(Duration.ofDays(1)));
                return null;
            }));
            assertEquals(before, pool.call(() -> pid()));
            assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofMillis(100), () -> {
                pool.call(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                });
                return null;
            }));
            assertNotEquals(before, pool.call(() -> pid()));
        });
    }

    @Test
    void aJobIsATaskOfALoopOfItsWorker() {
        var pool = pool(1);
        assertEquals(List.of(1, 2), pool.call(() -> Gather.all(List.of(() -> {
            Sleep.sleep(Duration.ofMillis(1));
            return 1;
        }, () -> 2))));
    }

    @Test
    void whatAJobPrintsComesBeforeItsEnd() {
        var usual = System.out;
        var text = new ByteArrayOutputStream();
        var pool = pool(1);
        System.setOut(new PrintStream(text, true));
        try {
            pool.call(() -> System.out.println("printed there"));
        } finally {
            System.setOut(usual);
        }
        assertEquals("printed there\n", text.toString());
    }

    @Test
    void theInitializerRunsOnceInEachWorkerAndWorkersAreReplacedAfterSoManyJobs() {
        var pool = pool(1,
                ProcessOptions.standard().jobsPerWorker(2).initializer(() -> System.setProperty("made", "1")));
        var pids = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            pids.add(pool.call(() -> System.getProperty("made").equals("1") ? pid() : -1));
        }
        assertEquals(pids.get(0), pids.get(1));
        assertNotEquals(pids.get(1), pids.get(2));
        assertEquals(pids.get(2), pids.get(3));
        var broken = pool(1, ProcessOptions.standard()
                .initializer(() -> {
                    throw new IOException("no");
                }));
        assertEquals("no", assertThrows(TaskFailed.class, () -> broken.call(() -> 1)).getCause().getMessage());
    }

    @Test
    void workersThatCannotStartFailTheirJobsWithTheReason() {
        var pool = pool(2, ProcessOptions.standard().flags("-XX:NoSuchFlag=1"));
        var thrown = assertThrows(WorkerDied.class, () -> pool.call(() -> 1));
        assertTrue(thrown.getMessage().contains("NoSuchFlag"), thrown.getMessage());
    }

    @Test
    void closedPoolsAndFullQueuesRefuse() {
        var pool = pool(1, ProcessOptions.standard().queue(1));
        loop.run(() -> {
            pool.call(() -> 1);
            var running = pool.submit(() -> Sleep.sleep(Duration.ofDays(1)));
            var waiting = pool.submit(() -> 1);
            assertThrows(WorkersFull.class, () -> pool.submit(() -> 2));
            assertEquals(2, pool.terminate());
            assertThrows(WorkersClosed.class, () -> pool.submit(() -> 3));
            pool.join(Duration.ofSeconds(20));
            assertTrue(running.isCancelled() && waiting.isCancelled());
        });
        assertThrows(IllegalArgumentException.class, () -> pool(0));
        assertThrows(IllegalArgumentException.class,
                () -> ProcessWorkers.open(loop, 100_000, ProcessOptions.standard()));
    }

    @Test
    void aCallWaitsForAPlaceInAFullQueue() {
        var pool = pool(1, ProcessOptions.standard().queue(0));
        loop.run(() -> {
            assertEquals(List.of(0, 1, 2, 3), pool.map(4, i -> {
                Sleep.sleep(Duration.ofMillis(1));
                return i;
            }, 1));
            var running = pool.submit(() -> Sleep.sleep(Duration.ofDays(1)));
            assertThrows(WorkersFull.class, () -> pool.submit(() -> 2));
            assertThrows(TimedOut.class,
                    () -> Timeouts.timeout(Duration.ofMillis(50), () -> pool.call(() -> 3)));
            assertEquals(0, pool.snapshot().waiting());
            running.cancel("enough");
            assertEquals(4, pool.call(() -> 4));
        });
    }

    @Test
    void aSpareTakesThePlaceOfAWorkerThatIsReplaced() {
        var pool = pool(1, ProcessOptions.standard().jobsPerWorker(1).spares(1));
        loop.run(() -> {
            while (pool.readyPids().size() < 2) {
                Sleep.yieldNow();
            }
            var ready = pool.readyPids();
            var used = List.of(pool.call(() -> pid()), pool.call(() -> pid()));
            assertEquals(List.of(), used.stream().filter(pid -> !ready.contains(pid)).toList());
            var both = pool.map(2, _ -> {
                long start = System.nanoTime();
                Sleep.sleep(Duration.ofMillis(100));
                return new long[]{start, System.nanoTime()};
            }, 1);
            assertTrue(both.get(0)[1] <= both.get(1)[0] || both.get(1)[1] <= both.get(0)[0],
                    "a spare does no job beside the one worker");
        });
    }

    @Test
    void poolsThatDoNotFitTogetherSayWhatFits() {
        var first = pool(1, ProcessOptions.standard().memory(64));
        var options = ProcessOptions.standard().memory(1 << 20);
        var thrown = assertThrows(IllegalArgumentException.class, () -> pool(2, options));
        assertTrue(thrown.getMessage()
                .matches(
                        "There is no memory for 2 processes with a heap of 1048576 MiB: beside this JVM there are \\d+ MiB, of which"
                                + " other pools and processes may take \\d+\\. \\d+ of these fit, or \\d+ with"
                                + " processOptions\\(\\)\\.memory\\(64\\); or close another pool\\."),
                thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> first.resize(1 << 20));
        assertEquals(1, first.size());
        assertEquals(1, first.call(() -> 1));
    }

    @Test
    void idleWorkersEndAndStartAgain() {
        var pool = pool(2, ProcessOptions.standard().idle(Duration.ofMillis(50)));
        long first = pool.call(() -> pid());
        loop.run(() -> {
            while (!pool.pids().isEmpty()) {
                Sleep.yieldNow();
            }
        });
        assertNotEquals(first, pool.call(() -> pid()));
        assertEquals(1, pool.pids().size());
        pool.resize(1);
        assertEquals(1, pool.size());
    }

    @Test
    void aPoolWithoutJobsEndsAtOnce() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            var pool = pool(1);
            pool.call(() -> 1);
            long start = System.nanoTime();
            pool.close();
            least = Math.min(least, System.nanoTime() - start);
        }
        // A JVM that waits for threads inside of system calls takes 0.3 s, each time.
        assertTrue(least < 250_000_000, "the quickest of five ends took " + least / 1_000_000 + " ms");
    }

    @Test
    void javasExecutorsWorkWithIt() throws Exception {
        try (var executor = pool(2).asExecutorService()) {
            assertEquals(3, executor.submit((ShippedCall<Integer>) () -> 3).get());
            var all = executor.invokeAll(List.<ShippedCall<Long>>of(() -> pid(), () -> 5L));
            assertNotEquals(pid(), all.get(0).get());
            assertEquals(5L, all.get(1).get());
            assertFalse(executor.isShutdown());
        }
    }
}
