package io.weft.loop;

/// A platform thread that is told of its own waits without a limit, so that whoever it works for can see that a wait would never
/// end. Called in the thread itself.
public interface WatchedThread {

    /// A wait begins.
    ///
    /// @param on what is waited for
    /// @throws RuntimeException if the thread must not wait for that; the wait ends with it
    void waitBegins(Object on);

    /// The wait has ended, in whatever way, `waitBegins` with an exception included.
    void waitEnds();
}
