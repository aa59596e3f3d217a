package io.weft.jupyter.message;

/// What the kernel's process uses, and its machine.
///
/// @param kernelCpu in percent of one processor
/// @param kernelMemory in bytes
/// @param hostCpuPercent in percent of all processors
public record UsageReply(String hostname, long pid, double kernelCpu, long kernelMemory, double hostCpuPercent,
        int cpuCount, HostMemory hostVirtualMemory) implements Reply {

    /// In bytes; `percent` of it is used.
    public record HostMemory(long total, long available, long used, long free, double percent) {}

    @Override
    public String msgType() {
        return "usage_reply";
    }
}
