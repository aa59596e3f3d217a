package io.weft.jupyter.cell;

import java.util.Optional;

/// What to do about an `OutOfMemoryError`, by what ran out.
final class MemoryReport {

    private static final long MIB = 1 << 20;
    private static final double FULL = 0.75;
    private static final String HOW = " in the environment variable JDK_JAVA_OPTIONS (\"env\" of kernel.json) and restart the kernel";

    private MemoryReport() {}

    static Optional<String> hint(Throwable thrown) {
        if (!(thrown instanceof OutOfMemoryError)) {
            return Optional.empty();
        }
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        if (message.contains("Metaspace") || message.contains("class space")) {
            return Optional.of("the space for classes is full; raise it with -XX:MaxMetaspaceSize=512m" + HOW);
        }
        if (message.contains("native thread")) {
            return Optional
                    .of("the system allows no more platform threads; tasks (spawn) and virtual threads need none");
        }
        if (message.contains("array size")) {
            return Optional.of("an array has at most 2,147,483,645 elements: use several, or a MemorySegment");
        }
        if (message.contains("direct buffer")) {
            return Optional.of("the memory for direct buffers is full; raise it with -XX:MaxDirectMemorySize=1g" + HOW);
        }
        long limit = Runtime.getRuntime().maxMemory() / MIB;
        return Optional
                .of("the kernel's heap is limited to " + limit + " MiB; raise it with -Xmx" + limit * 2 + "m" + HOW);
    }

    /// Whether little is free after a collection.
    static boolean heapIsFull() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() > FULL * runtime.maxMemory();
    }
}
