package io.weft.exec;

import io.weft.loop.Task;
import java.time.Duration;

/// Something that is done outside of the loop and that a task awaits: the seam between tasks and pools.
///
/// @param <T> the type of its value
public interface OutsideJob<T> {

    /// Waits for the end. A caller who is cancelled stops the job, and waits for so long.
    ///
    /// @param grace for the end of a job that was stopped
    /// @return the value
    /// @throws Exception what the job threw, or [io.weft.loop.Cancelled]
    T await(Duration grace) throws Exception;

    /// Takes it back if it has not begun, else asks it to end. Any thread; does not block.
    ///
    /// @param reason why
    /// @return false if it is over
    boolean stop(String reason);

    /// Says which task awaits it.
    ///
    /// @param task the one; null for none
    void standsFor(Task<?> task);
}
