package io.weft.jupyter.session;

import com.sun.management.OperatingSystemMXBean;
import io.weft.jupyter.message.UsageReply;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process uses of its machine. The first answer loads the JVM's management classes, so nothing here is touched before.
final class Usage {

    private static final Path LINUX_STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private Usage() {}

    static UsageReply now() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int processors = Runtime.getRuntime().availableProcessors();
        return new UsageReply(host(), ProcessHandle.current().pid(), percent(system.getProcessCpuLoad()) * processors,
                resident(), percent(system.getCpuLoad()), processors, memory(system));
    }

    /// The JVM says a negative load, or none, before it has measured one.
    private static double percent(double load) {
        return load > 0 ? load * 100 : 0;
    }

    private static UsageReply.HostMemory memory(OperatingSystemMXBean system) {
        long total = system.getTotalMemorySize();
        long free = system.getFreeMemorySize();
        return new UsageReply.HostMemory(total, free, total - free, free, 100.0 * (total - free) / Math.max(1, total));
    }

    /// What the process holds of the machine's memory; where only Linux would say so, what the JVM has reserved for the heap.
    private static long resident() {
        try {
            if (Files.isReadable(LINUX_STATUS)) {
                for (var line : Files.readAllLines(LINUX_STATUS)) {
                    if (line.startsWith(RESIDENT)) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            }
        } catch (IOException e) {
            System.getLogger(Usage.class.getName()).log(Level.DEBUG, "The resident memory is unknown.", e);
        }
        return Runtime.getRuntime().totalMemory();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
