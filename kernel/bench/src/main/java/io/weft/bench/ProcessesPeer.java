package io.weft.bench;

import static io.weft.Processes.process;
import static io.weft.Processes.processOptions;
import static io.weft.Processes.processes;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.process.ProcessWorkers;
import io.weft.process.WorkerCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Our side of the benchmark of worker processes, through the front door as a cell would use it.
public final class ProcessesPeer {

    private static final int LONGS = 320 << 20;
    private static final int HUGE_HEAP_MIB = 5000;
    /// In KiB, at the end of the huge item.
    private static final AtomicLong HUGE_PARENT = new AtomicLong();
    private static final AtomicLong HUGE_WORKER = new AtomicLong();

    private ProcessesPeer() {}

    /// Something to be measured in a pool that is warm.
    @FunctionalInterface
    private interface Work {
        void with(ProcessWorkers pool, int size);
    }

    /// Serves the driver.
    ///
    /// @param args the number of workers, and the folder for their cache
    /// @throws Exception what an item throws
    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[0]);
        WorkerCache.keepIn(Path.of(args[1]));
        WorkerCache.make();
        var loop = Loop.start("bench");
        Loop.setStandard(loop);
        var pool = processes(workers, processOptions().memory(1024));
        var bytes = new byte[256 << 20];
        Contender.serve(Map.ofEntries(
                Map.entry("roundtrip", timed(loop, pool, (p, size) -> {
                    for (int i = 0; i < size; i++) {
                        int number = i;
                        p.call(() -> number);
                    }
                })),
                Map.entry("submits", timed(loop, pool, ProcessesPeer::submits)),
                Map.entry("map", timed(loop, pool, (p, size) -> p.map(size, i -> i * i))),
                Map.entry("argument", timed(loop, pool, (p, _) -> p.call(() -> bytes.length))),
                Map.entry("cpu", timed(loop, pool, (p, size) -> p.map(size, _ -> busy(), 1))),
                Map.entry("one", timed(loop, pool, (p, size) -> p.map(1, _ -> {
                    for (int i = 0; i < size; i++) {
                        busy();
                    }
                    return 0;
                }))),
                Map.entry("warm", idleMillis -> loop.run(() -> {
                    Thread.sleep(idleMillis);
                    long start = System.nanoTime();
                    pool.call(() -> 1);
                    return (System.nanoTime() - start) / 1e6;
                })),
                Map.entry("cold", size -> loop.run(() -> cold(size))),
                Map.entry("uncached", size -> loop.run(() -> cold(size, "-Xshare:auto"))),
                Map.entry("process", _ -> loop.run(() -> {
                    long start = System.nanoTime();
                    process(() -> {}).start().join();
                    return (System.nanoTime() - start) / 1e6;
                })),
                Map.entry("idle", _ -> idle(pool)),
                Map.entry("huge", _ -> loop.run(ProcessesPeer::huge)),
                Map.entry("hugeParent", _ -> HUGE_PARENT.get() / 1024.0),
                Map.entry("hugeWorker", _ -> HUGE_WORKER.get() / 1024.0)));
    }

    private static Contender.Item timed(Loop loop, ProcessWorkers pool, Work work) {
        return size -> loop.run(() -> {
            long start = System.nanoTime();
            work.with(pool, size);
            return (System.nanoTime() - start) / 1e6;
        });
    }

    private static void submits(ProcessWorkers pool, int size) {
        var jobs = new ArrayList<Task<Integer>>(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            jobs.add(pool.submit(() -> number));
        }
        jobs.forEach(Task::join);
    }

    private static long busy() {
        long sum = 0;
        for (long i = 0; i < 50_000_000; i++) {
            sum += i * i ^ sum >> 3;
        }
        return sum;
    }

    private static double cold(int size, String... flags) {
        long start = System.nanoTime();
        try (var fresh = processes(size, processOptions().memory(128).flags(flags))) {
            fresh.call(() -> 1);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    /// The resident memory of a worker.
    private static double idle(ProcessWorkers pool) throws IOException {
        long sum = 0;
        for (long pid : pool.pids()) {
            sum += status(pid, "VmRSS");
        }
        return sum / 1024.0 / pool.pids().size();
    }

    /// 2.5 GiB there and back; notes the largest memory of both sides.
    private static double huge() throws IOException {
        var numbers = new long[LONGS];
        Arrays.setAll(numbers, i -> i * 31L);
        try (var pool = processes(1, processOptions().memory(HUGE_HEAP_MIB))) {
            pool.call(() -> 1);
            long start = System.nanoTime();
            long[] back = pool.call(() -> numbers);
            double millis = (System.nanoTime() - start) / 1e6;
            if (!Arrays.equals(numbers, back)) {
                throw new IllegalStateException("What came back differs.");
            }
            HUGE_PARENT.set(status(ProcessHandle.current().pid(), "VmHWM"));
            HUGE_WORKER.set(status(pool.pids().getFirst(), "VmHWM"));
            return millis;
        }
    }

    private static long status(long pid, String key) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
