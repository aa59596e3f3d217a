package io.weft.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/// How far something has come, at one moment. Its text is one line.
///
/// @param title   what it is, or an empty text
/// @param done    how many steps have ended, those that failed included
/// @param total   how many there are, or a negative number where that is not known
/// @param failed  how many of those that have ended failed
/// @param elapsed the time since it began, up to its end if it has ended
/// @param note    what else there is to say, or an empty text
/// @param phase   whether it goes on
public record ProgressState(String title, long done, long total, long failed, Duration elapsed, String note,
        Phase phase) {

    private static final int WIDTH = 20;

    /// Whether it goes on.
    public enum Phase {
        /// It goes on.
        RUNNING,
        /// All is done.
        DONE,
        /// It ended before all was done.
        STOPPED
    }

    /// {@return the share that is done, from 0 to 1; empty where the total is not known}
    public OptionalDouble share() {
        if (total < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(total == 0 ? 1 : Math.min(1, (double) done / total));
    }

    /// {@return how many steps end in a second, on average; empty before the first}
    public OptionalDouble rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return done == 0 || seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of(done / seconds);
    }

    /// {@return the time that the rest takes at the average rate; zero where that cannot be said}
    public Duration remaining() {
        if (total < 0 || done == 0 || done >= total) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) ((double) elapsed.toNanos() / done * (total - done)));
    }

    /// {@return the counts, such as `42/100`}
    public String counts() {
        return total < 0 ? Long.toString(done) : done + "/" + total;
    }

    /// {@return what stands behind the bar: times, rate, failures, note}
    public String details() {
        var text = new StringBuilder();
        switch (phase) {
            case DONE -> text.append(time(elapsed));
            case STOPPED -> text.append("stopped after ").append(time(elapsed));
            case RUNNING -> {
                text.append(time(elapsed));
                if (remaining().isPositive()) {
                    text.append(", ").append(time(remaining())).append(" left");
                }
                rate().ifPresent(rate -> text.append(", ").append(number(rate)).append("/s"));
            }
        }
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        if (!note.isEmpty()) {
            text.append(", ").append(note);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        var line = new StringBuilder(title.isEmpty() ? "" : title + " ");
        line.append(counts()).append(' ');
        share().ifPresent(share -> {
            int full = (int) (share * WIDTH);
            line.append('[').append("=".repeat(full)).append(" ".repeat(WIDTH - full)).append("] ");
            if (phase != Phase.DONE) {
                line.append((int) (share * 100)).append("% ");
            }
        });
        return line.append(details()).toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(time.toMillis() / 100.0) / 10);
        }
        return seconds < 3600
                ? String.format("%d:%02d min", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
