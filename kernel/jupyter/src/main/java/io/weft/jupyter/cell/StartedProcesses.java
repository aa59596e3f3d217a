package io.weft.jupyter.cell;

import java.util.function.Consumer;

/// Is told of each process that cell code starts, so that an interrupt can end it. Public because woven code calls it.
public final class StartedProcesses {

    private static volatile Consumer<Process> listener = _ -> {};

    private StartedProcesses() {}

    /// Tells this one from now on, in the thread that starts the process.
    public static void listen(Consumer<Process> newListener) {
        listener = newListener;
    }

    /// Follows a call that starts a process; gives the process back.
    public static Process started(Process process) {
        listener.accept(process);
        return process;
    }
}
