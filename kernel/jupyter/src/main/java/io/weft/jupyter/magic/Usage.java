package io.weft.jupyter.magic;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What the process has used up to a moment.
record Usage(long wallNanos, long cpuNanos, long collectionMillis, long allocatedBytes) {

    static final Usage NONE = new Usage(0, 0, 0, 0);

    static Usage now() {
        long millis = 0;
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        long cpu = ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuTime()
                        : 0;
        long allocated = ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : 0;
        return new Usage(System.nanoTime(), cpu, millis, allocated);
    }

    Usage since(Usage start) {
        return new Usage(wallNanos - start.wallNanos, cpuNanos - start.cpuNanos,
                collectionMillis - start.collectionMillis, allocatedBytes - start.allocatedBytes);
    }

    Usage plus(Usage other) {
        return new Usage(wallNanos + other.wallNanos, cpuNanos + other.cpuNanos,
                collectionMillis + other.collectionMillis, allocatedBytes + other.allocatedBytes);
    }

    @Override
    public String toString() {
        return "wall %s, processor %s, garbage collection %d ms, allocated %s".formatted(Timing.time(wallNanos),
                Timing.time(cpuNanos), collectionMillis, bytes(allocatedBytes));
    }

    static String bytes(long bytes) {
        double value = bytes;
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (unit < units.length - 1 && value >= 1024) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
