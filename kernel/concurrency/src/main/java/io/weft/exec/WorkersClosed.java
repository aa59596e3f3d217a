package io.weft.exec;

import java.util.concurrent.RejectedExecutionException;

/// A job was refused because the workers are closed.
public final class WorkersClosed extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    WorkersClosed(String workers) {
        super(workers + " are closed and take no more jobs: make new ones, for example with threads(4).");
    }
}
