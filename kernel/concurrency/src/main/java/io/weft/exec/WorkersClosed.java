package io.weft.exec;

import java.util.concurrent.RejectedExecutionException;

/// A job was refused because the workers are closed.
public final class WorkersClosed extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    /// Names the workers.
    ///
    /// @param workers which, such as `threads 'pool'`
    /// @param instead how to make new ones, such as `threads(4)`
    public WorkersClosed(String workers, String instead) {
        super(workers + " are closed and take no more jobs: make new ones, for example with " + instead + ".");
    }
}
