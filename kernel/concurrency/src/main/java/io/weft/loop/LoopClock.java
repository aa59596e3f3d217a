package io.weft.loop;

/// The time that a loop's sleeps and timeouts obey: [#real()] or a [VirtualClock].
public sealed interface LoopClock permits RealClock, VirtualClock {

    /// {@return the time in nanoseconds since a fixed but arbitrary moment; only differences mean something}
    long nanoTime();

    /// {@return the clock of the machine}
    static LoopClock real() {
        return RealClock.INSTANCE;
    }

    /// {@return a new clock that jumps over waits; one serves one loop}
    static VirtualClock virtual() {
        return new VirtualClock();
    }
}
