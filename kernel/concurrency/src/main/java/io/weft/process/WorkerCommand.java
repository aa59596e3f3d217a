package io.weft.process;

import io.weft.loop.LoopFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a worker.
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
        return of(MemoryBudget.SMALLEST_HEAP_MIB, List.of(flag), WorkerTraining.class);
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
}
