package io.weft.exec;

import java.util.concurrent.RejectedExecutionException;

/// A job was refused because as many wait as may.
public final class WorkersFull extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    WorkersFull(String workers, int running, int waiting) {
        super(workers + " are full: " + running + " jobs run and " + waiting
                + " wait. Use call, map or each, which wait for a place, or a longer queue: threadOptions().queue(...).");
    }
}
