package io.weft.process;

/// The process of a worker ended while it did a job. The job failed; the worker is replaced, and the other jobs go on.
public final class WorkerDied extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final long pid;
    private final int exitCode;

    WorkerDied(String message, long pid, int exitCode) {
        super(message);
        this.pid = pid;
        this.exitCode = exitCode;
    }

    /// {@return the id of the process}
    public long pid() {
        return pid;
    }

    /// {@return its exit code; 128 and the number of the signal, if a signal ended it}
    public int exitCode() {
        return exitCode;
    }
}
