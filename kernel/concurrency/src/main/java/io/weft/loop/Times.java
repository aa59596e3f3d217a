package io.weft.loop;

import java.time.Duration;

/// Checks and words for durations.
final class Times {

    private Times() {}

    /// Nanoseconds of a duration that may not be negative; a duration too long for a `long` is as good as for ever.
    static long nanos(Duration time, String of) {
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

    static String text(Duration time) {
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
