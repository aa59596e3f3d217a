package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.TaskFailed;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Takes calls off the loop that would hold it up: reading files and standard input, native code, long calculations.
public final class Offload {

    private static final int MOST_THREADS = 256;
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final ThreadOptions OPTIONS = ThreadOptions.standard().grace(GRACE);
    private static final Crew CREW = new Crew("offload", MOST_THREADS, OPTIONS);

    private Offload() {}

    /// Makes a call on a platform thread of a pool that all share, and waits for its value; meanwhile the other tasks of the loop
    /// run. Outside of a loop the call is simply made. A caller that is cancelled interrupts the call and waits a
    /// tenth of a second for its end; a call that does not heed the interrupt, as a read from standard input, is left alone on its
    /// thread. A call that ended first has its value returned.
    ///
    /// @param call what to do
    /// @param <T>  the type of the value
    /// @return the value
    /// @throws Cancelled  if the caller is cancelled before or during the call
    /// @throws TaskFailed with the cause, if the call fails with a checked exception; an unchecked one arrives as itself
    public static <T> T offload(Callable<? extends T> call) {
        return Jobs.loopHere() == null ? Jobs.here(call) : Jobs.call(CREW, call, GRACE, null);
    }
}
