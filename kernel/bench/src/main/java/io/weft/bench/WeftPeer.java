package io.weft.bench;

import static io.weft.Primitives.lock;
import static io.weft.Primitives.queue;
import static io.weft.Weft.seconds;
import static io.weft.Weft.sleep;
import static io.weft.Weft.spawn;
import static io.weft.Weft.yieldNow;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.sync.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Our side of the loop's benchmark, through the front door as a cell would use it.
public final class WeftPeer {

    private static final int BATCH = 10_000;

    private WeftPeer() {}

    /// Serves the driver.
    ///
    /// @param args none
    /// @throws Exception what an item throws
    public static void main(String[] args) throws Exception {
        var loop = Loop.start("bench");
        Contender.serve(Map.ofEntries(
                Map.entry("switch", timed(loop, WeftPeer::switches)),
                Map.entry("spawn", timed(loop, WeftPeer::spawns)),
                Map.entry("batch", timed(loop, WeftPeer::batches)),
                Map.entry("uncontended", timed(loop, WeftPeer::uncontended)),
                Map.entry("contended", timed(loop, WeftPeer::contended)),
                Map.entry("pingpong", timed(loop, WeftPeer::pingPong)),
                Map.entry("queue", timed(loop, WeftPeer::putAndGet)),
                Map.entry("linear", timed(loop, WeftPeer::linear)),
                Map.entry("sleeps", size -> loop.run(() -> sleeps(size))),
                Map.entry("memory", size -> loop.run(() -> memory(size)))));
    }

    private static Contender.Item timed(Loop loop, IntConsumer work) {
        return size -> loop.run(() -> {
            long start = System.nanoTime();
            work.accept(size);
            return Contender.nanosEach(start, size);
        });
    }

    // Plain loops, since a method that takes the body would call it through an interface: some nanoseconds that no peer has.

    private static void switches(int size) {
        join(spawnAll(10, _ -> {
            for (int n = size / 10; n > 0; n--) {
                yieldNow();
            }
        }));
    }

    private static void spawns(int size) {
        for (int n = 0; n < size; n++) {
            int i = n;
            spawn(() -> i).join();
        }
    }

    private static void batches(int size) {
        for (int n = size / BATCH; n > 0; n--) {
            var tasks = new ArrayList<Task<Integer>>(BATCH);
            for (int k = 0; k < BATCH; k++) {
                int i = k;
                tasks.add(spawn(() -> i));
            }
            tasks.forEach(Task::join);
        }
    }

    private static void uncontended(int size) {
        var lock = lock();
        for (int n = size; n > 0; n--) {
            try (var _ = lock.hold()) {
                // nothing
            }
        }
    }

    private static void contended(int size) {
        var lock = lock();
        join(spawnAll(50, _ -> {
            for (int n = size / 50; n > 0; n--) {
                try (var _ = lock.hold()) {
                    yieldNow();
                }
            }
        }));
    }

    private static void pingPong(int size) {
        TaskQueue<Integer> there = queue(1);
        TaskQueue<Integer> back = queue(1);
        var ping = spawn(() -> {
            for (int i = 0; i < size; i++) {
                there.put(i);
                back.get();
            }
        });
        var pong = spawn(() -> {
            for (int i = 0; i < size; i++) {
                there.get();
                back.put(i);
            }
        });
        join(List.of(ping, pong));
    }

    private static void putAndGet(int size) {
        TaskQueue<Integer> queue = queue(100);
        var putter = spawn(() -> {
            for (int i = 0; i < size; i++) {
                queue.put(i);
            }
        });
        var getter = spawn(() -> {
            for (int n = size; n > 0; n--) {
                queue.get();
            }
        });
        join(List.of(putter, getter));
    }

    private static void linear(int size) {
        join(spawnAll(size, _ -> yieldNow()));
    }

    private static double sleeps(int size) {
        long start = System.nanoTime();
        join(spawnAll(size, _ -> sleep(seconds(1))));
        return Contender.nanosEach(start, 1) / 1e9;
    }

    /// The last item of a process, which then ends with its tasks waiting.
    private static double memory(int size) {
        long before = Contender.heapInUse();
        for (int n = size; n > 0; n--) {
            spawn(() -> sleep(seconds(3600)));
        }
        yieldNow();
        IO.println((Contender.heapInUse() - before) / (double) size);
        Runtime.getRuntime().halt(0);
        return 0;
    }

    private static List<Task<Void>> spawnAll(int size, IntConsumer body) {
        var tasks = new ArrayList<Task<Void>>(size);
        for (int n = 0; n < size; n++) {
            int i = n;
            tasks.add(spawn(() -> body.accept(i)));
        }
        return tasks;
    }

    private static void join(List<Task<Void>> tasks) {
        tasks.forEach(Task::join);
    }
}
