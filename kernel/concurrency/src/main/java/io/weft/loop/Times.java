package io.weft.loop;

import java.time.Duration;

/// Checks and words for durations, for errors that read alike.
public final class Times {

    private Times() {}

    /// {@return the nanoseconds of a duration that may not be negative; one too long for a `long` is as good as for ever}
    ///
    /// @param time the duration
    /// @param of   whose it is, for the message
    /// @throws IllegalArgumentException if it is negative or null
    public static long nanos(Duration time, String of) {
        if (time == null || time.isNegative()) {
            throw new IllegalArgumentException(
                    of + " of " + text(time) + ": a duration must be zero or more, for example seconds(0.5).");
        }
        try {
            return Math.min(time.toNanos(), Long.MAX_VALUE / 4);
        } catch (ArithmeticException _) {
            return Long.MAX_VALUE / 4;
        }
    }

    /// {@return a duration as people write it, such as `1.5 s` or `20 ms`}
    ///
    /// @param time the duration
    public static String text(Duration time) {
        if (time == null) {
            return "null";
        }
        double seconds = time.getSeconds() + time.getNano() / 1e9;
        double size = Math.abs(seconds);
        if (size == 0 || size >= 1) {
            return plain(seconds) + " s";
        }
        return size >= 1e-3 ? plain(seconds * 1e3) + " ms" : plain(seconds * 1e6) + " µs";
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(Math.round(value * 1000) / 1000.0);
    }
}
