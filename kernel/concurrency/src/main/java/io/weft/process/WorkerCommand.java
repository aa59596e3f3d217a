package io.weft.process;

import io.weft.loop.LoopFlags;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a worker, and how much memory it may take.
///
/// | flag | why |
/// |---|---|
/// | those of [LoopFlags] | the worker has a loop |
/// | `-ea` | assertions hold in jobs as they do in cells |
/// | `--enable-native-access` | shared arrays without a name |
/// | `-XX:+UseSerialGC` | the smallest and the quickest to start; a pool has a worker for each core |
/// | `-XX:-UsePerfData` | leaves no file in the temporary folder |
/// | `-XX:+ErrorFileToStderr`, `-XX:-CreateCoredumpOnCrash` | a crash is told in the cell, and leaves no file |
final class WorkerCommand {

    /// Less is of no use.
    static final int SMALLEST_HEAP_MIB = 64;
    /// What a JVM takes beside its heap.
    private static final int BESIDE_HEAP_MIB = 48;

    private WorkerCommand() {}

    static List<String> of(ProcessOptions options, int heapMiB, Path socket) {
        var flags = new ArrayList<>(WorkerCache.flags(options));
        flags.addAll(options.flags());
        var command = of(heapMiB, flags, WorkerMain.class);
        command.add(socket.toString());
        return command;
    }

    /// For the run that a [WorkerCache] is made of, with one more flag.
    static List<String> training(String flag) {
        return of(SMALLEST_HEAP_MIB, List.of(flag), WorkerTraining.class);
    }

    private static List<String> of(int heapMiB, List<String> flags, Class<?> main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LoopFlags.all());
        command.addAll(List.of("-ea", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:-UsePerfData",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash", "-Xmx" + heapMiB + "m", "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8", "-Dfile.encoding=" + System.getProperty("file.encoding")));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /// The heap of each worker: the options' choice, else an equal share of what is left beside this JVM's own heap.
    static int heapMiB(int workers, ProcessOptions options) {
        if (options.memoryMiB() > 0) {
            return options.memoryMiB();
        }
        long all = memoryMiB();
        long own = Runtime.getRuntime().maxMemory() >> 20;
        long left = Math.max(all / 2, all - own - all / 8);
        long share = left / workers - BESIDE_HEAP_MIB;
        if (share < SMALLEST_HEAP_MIB) {
            throw new IllegalArgumentException(
                    "A pool of " + workers + " processes does not fit: beside this JVM there are "
                            + left + " MiB, and each needs at least " + (SMALLEST_HEAP_MIB + BESIDE_HEAP_MIB) + "; "
                            + Math.max(1, left / (SMALLEST_HEAP_MIB + BESIDE_HEAP_MIB))
                            + " fit, or say processOptions().memory(MiB).");
        }
        return (int) Math.min(share, Integer.MAX_VALUE);
    }

    /// What the machine has, or what the container allows.
    private static long memoryMiB() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getTotalMemorySize() >> 20
                : 4 * (Runtime.getRuntime().maxMemory() >> 20);
    }
}
