package io.weft.loop;

import java.util.List;
import java.util.stream.Stream;

/// The flags that a JVM needs for loops, to be given on its command line.
///
/// | flag | why |
/// |---|---|
/// | `--add-opens=java.base/java.lang=ALL-UNNAMED` | the loop gives a virtual thread its own scheduler |
/// | `-Djdk.pollerMode=1` | socket pollers on platform threads; else they run on a loop, and die with it |
/// | `-Djdk.trackAllThreads=false` | the JDK lists no virtual threads, as the loop does; 100,000 tasks start in half the time |
///
/// Those that make it faster and smaller:
///
/// | flag | why |
/// |---|---|
/// | `-XX:+NeverActAsServerClassMachine` | makes the serial collector the JVM's own choice: half the resident memory of G1, a quicker start, 0.8 to 0.95 times the processor time of a switch or a hand-over. Unlike `-XX:+UseSerialGC` it does not clash with a collector in `JDK_JAVA_OPTIONS`, which wins |
/// | `-XX:CompilationMode=default` | without it the flag before would do without the optimising compiler |
/// | `-XX:NewSize=64m` | new objects get a small part of the heap first; else a hundredth of the machine's memory is touched before the first collection: 273 MiB after 200 cells. With 32m they were 176, but many tasks, and the first reply of a kernel, took some collections more |
/// | `-XX:NewRatio=5` | the first full collection makes the young generation a half of the old one else: 90 MiB more that are resident, after some 9000 cells |
/// | `-XX:+UseTransparentHugePages`, `-Xlog:pagesize=off` | on Linux, since other systems' JVMs refuse to start with it: a kernel's small cell takes 0.7 to 0.9 times as long. Without a word where the system has no such pages |
public final class LoopFlags {

    private static final List<String> ALL = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djdk.pollerMode=1", "-Djdk.trackAllThreads=false");

    private static final List<String> TUNING = Stream.concat(
            Stream.of("-XX:+NeverActAsServerClassMachine", "-XX:CompilationMode=default", "-XX:NewSize=64m",
                    "-XX:NewRatio=5"),
            ofSystem()).toList();

    private LoopFlags() {}

    /// {@return all of them, in the order of the command line; only the first is indispensable}
    public static List<String> all() {
        return ALL;
    }

    /// {@return those that a loop can do without, only slower or larger}
    public static List<String> tuning() {
        return TUNING;
    }

    private static Stream<String> ofSystem() {
        return System.getProperty("os.name").equals("Linux")
                ? Stream.of("-XX:+UseTransparentHugePages", "-Xlog:pagesize=off")
                : Stream.of();
    }
}
