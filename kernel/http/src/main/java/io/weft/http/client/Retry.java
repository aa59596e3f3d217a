package io.weft.http.client;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// When a request is tried again: only if doing it twice is like doing it once (GET, HEAD, OPTIONS, PUT, DELETE, TRACE; RFC 9110,
/// 9.2.2), or if the request says so itself, and only if the connection failed or the server says that it is overloaded.
///
/// @param times     how often at most, after the first time
/// @param first     the pause before the first retry; each further one is twice as long
/// @param longest   no pause is longer; a server that asks for a longer one gets no retry
/// @param onStatus  the statuses that are tried again
public record Retry(int times, Duration first, Duration longest, Set<Integer> onStatus) {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative
    public Retry {
        if (times < 0 || first.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException("Retries: " + times + " times after " + first + " to " + longest
                    + ": none of them may be negative; retries(0) turns them off.");
        }
        onStatus = Set.copyOf(onStatus);
    }

    /// {@return twice, after 0.2 s and 0.4 s, where the status is 429, 502, 503 or 504}
    public static Retry standard() {
        return new Retry(2, Duration.ofMillis(200), Duration.ofSeconds(20), Set.of(429, 502, 503, 504));
    }

    /// {@return the same with another number}
    ///
    /// @param most how often at most
    public Retry times(int most) {
        return new Retry(most, first, longest, onStatus);
    }

    /// {@return the same with other pauses}
    ///
    /// @param before the first retry
    /// @param most   no pause is longer
    public Retry pauses(Duration before, Duration most) {
        return new Retry(times, before, most, onStatus);
    }

    static boolean isIdempotent(String method) {
        return IDEMPOTENT.contains(method);
    }

    /// A random part of a pause that doubles, so that those who failed together do not come back together; or what the server asked
    /// for, or nothing if that is too long.
    Optional<Duration> pause(int attempt, String retryAfter, RandomGenerator random) {
        if (retryAfter != null) {
            var asked = parse(retryAfter);
            if (asked != null) {
                return asked.compareTo(longest) > 0 ? Optional.empty() : Optional.of(asked);
            }
        }
        double most = Math.min(longest.toNanos(), first.toNanos() * Math.pow(2, attempt));
        return Optional.of(Duration.ofNanos((long) (most * (0.5 + random.nextDouble() / 2))));
    }

    /// Seconds or a date (RFC 9110, 10.2.3); null if it is neither.
    private static Duration parse(String retryAfter) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip())));
        } catch (NumberFormatException _) {
            return parseDate(retryAfter);
        }
    }

    private static Duration parseDate(String retryAfter) {
        try {
            var at = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var left = Duration.between(ZonedDateTime.now(at.getZone()), at);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
