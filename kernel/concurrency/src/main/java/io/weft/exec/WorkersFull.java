package io.weft.exec;

import java.util.concurrent.RejectedExecutionException;

/// A job was refused because as many wait as may.
public final class WorkersFull extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    /// Names the workers.
    ///
    /// @param workers which, such as `threads 'pool'`
    /// @param running how many jobs run
    /// @param waiting how many wait
    /// @param option  makes a longer queue
    public WorkersFull(String workers, int running, int waiting, String option) {
        super(workers + " are full: " + running + " jobs run and " + waiting
                + " wait. Use call, map or each, which wait for a place, or a longer queue: " + option + ".");
    }
}
