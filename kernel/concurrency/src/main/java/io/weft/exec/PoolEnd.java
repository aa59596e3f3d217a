package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.TimedOut;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The end of a pool: how it is brought about, and who waits for it. For the pools of this library.
///
/// ```
/// OPEN --shut down, the last job and worker have ended--> REACHED
/// ```
public final class PoolEnd extends Guard {

    /// Those who do the jobs of a pool.
    public interface Crew {

        /// Takes no more jobs. Calls [PoolEnd#reach()] when every job and worker has ended, now or later.
        void shutdown();

        /// {@return the jobs that were given and are not over}
        List<? extends OutsideJob<?>> openJobs();
    }

    private final Crew crew;
    // Everything below is guarded.
    private boolean reached;
    private List<Waiter> waiters = new ArrayList<>(0);

    /// Makes the end of a pool that is open.
    ///
    /// @param crew whose end it is
    public PoolEnd(Crew crew) {
        this.crew = crew;
    }

    /// Says that it has come. Again it has no effect. Any thread, outside of guards; does not block.
    public void reach() {
        enter();
        reached = true;
        var woken = waiters;
        waiters = List.of();
        leave();
        woken.forEach(Waiter::signal);
    }

    /// {@return whether it has come}
    public boolean isReached() {
        enter();
        boolean is = reached;
        leave();
        return is;
    }

    /// Waits for it, without bringing it about. A task lets the other tasks of its loop run.
    ///
    /// @param limit the longest time to wait; null for ever
    /// @return false if the time was over first
    /// @throws Cancelled if the caller is cancelled before or during the wait
    public boolean await(Duration limit) {
        var loop = Jobs.loopHere();
        if (loop == null) {
            return awaitHere(limit);
        }
        try (var _ = loop.awaitOutside(toString())) {
            return awaitHere(limit);
        }
    }

    private boolean awaitHere(Duration limit) {
        var waiter = Waiter.here();
        enter();
        boolean ended = reached;
        if (!ended) {
            waiters.add(waiter);
        }
        leave();
        if (ended) {
            return true;
        }
        try {
            if (limit == null) {
                waiter.await(this);
                ended = true;
            } else {
                ended = waiter.await(this, limit);
            }
        } finally {
            if (!ended) {
                forget(waiter);
            }
        }
        return ended;
    }

    private void forget(Waiter waiter) {
        enter();
        if (!reached) {
            waiters.remove(waiter);
        }
        leave();
    }

    /// Like [Workers#terminate()].
    ///
    /// @param reason why, for the jobs
    /// @return how many jobs were asked to end
    public int terminate(String reason) {
        crew.shutdown();
        int asked = 0;
        for (var job : crew.openJobs()) {
            var task = job.task();
            if (task != null) {
                task.cancel(reason);
            }
            asked += job.stop(reason) ? 1 : 0;
        }
        return asked;
    }

    /// Like [Workers#join(Duration)].
    ///
    /// @param time the longest time to wait
    /// @param pool whose end it is, for the message
    public void join(Duration time, Workers pool) {
        if (!await(time)) {
            throw new TimedOut(pool + " did not end within " + time + "; shut them down or terminate them first.");
        }
    }

    /// Like [Workers#close()].
    ///
    /// @param grace how long a caller who is cancelled waits for jobs that were interrupted
    public void close(Duration grace) {
        crew.shutdown();
        try {
            await(null);
        } catch (Cancelled cancelled) {
            terminate(cancelled.getMessage());
            try {
                await(grace);
            } catch (Cancelled _) {
                // Cancelled again: whoever does that does not want to wait.
            }
            throw cancelled;
        }
    }

    @Override
    public String toString() {
        return "the end of " + crew;
    }
}
