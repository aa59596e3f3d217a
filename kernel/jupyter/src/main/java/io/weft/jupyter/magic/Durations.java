package io.weft.jupyter.magic;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Time limits as users write them: `30`, `30s`, `500ms`, `2m`, `1h`; `off`, `none`, `0` and negative numbers for no limit.
public final class Durations {

    private static final Pattern TIME = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)?");

    private Durations() {}

    /// @param what names the limit in the message
    /// @throws IllegalArgumentException if it is no time; one sentence
    public static Optional<Duration> limit(String what, String text) {
        var trimmed = text.strip();
        var matcher = TIME.matcher(trimmed);
        if (trimmed.equalsIgnoreCase("off") || trimmed.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException(what + " takes a time such as 30 (seconds), 500ms, 2m or off, not '"
                    + trimmed + "'.");
        }
        double number = Double.parseDouble(matcher.group(1));
        double seconds = switch (matcher.group(2)) {
            case "ms" -> number / 1000;
            case "m" -> number * 60;
            case "h" -> number * 3600;
            case null, default -> number;
        };
        return seconds <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /// `30 s`, `1.5 s`.
    public static String text(Duration limit) {
        double seconds = limit.toNanos() / 1e9;
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
    }
}
