package io.weft;

import io.weft.loop.Loop;
import io.weft.process.ProcessOptions;
import io.weft.process.ProcessWorkers;

/// The front door to worker processes.
public final class Processes {

    private Processes() {}

    /// Makes a pool of processes; see [ProcessWorkers]. Close it, best with try-with-resources.
    ///
    /// @param size how many; they begin to start at once
    /// @return the pool
    public static ProcessWorkers processes(int size) {
        return processes(size, ProcessOptions.standard());
    }

    /// Makes a pool of processes with more memory, other flags, retries and so on; see [ProcessOptions].
    ///
    /// @param size    how many; they begin to start at once
    /// @param options the rest
    /// @return the pool
    public static ProcessWorkers processes(int size, ProcessOptions options) {
        return ProcessWorkers.open(Loop.current(), size, options);
    }

    /// {@return what to change for `processes(n, ...)`: `processOptions().memory(512).retries(2)`}
    public static ProcessOptions processOptions() {
        return ProcessOptions.standard();
    }

    /// {@return the id of the process in which this is called}
    public static long pid() {
        return ProcessHandle.current().pid();
    }
}
