package io.weft.jupyter.magic;

import java.util.List;
import java.util.Locale;

/// What `%timeit` has measured.
///
/// @param loops how often the code ran in each round
/// @param nanos the time of one execution in each round, in nanoseconds
public record Timing(long loops, List<Double> nanos) {

    private static final double UNSTEADY = 0.2;

    public Timing {
        nanos = List.copyOf(nanos);
    }

    /// The mean of the rounds, in nanoseconds.
    public double mean() {
        return nanos.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// The standard deviation of the rounds, in nanoseconds; 0 for one round.
    public double deviation() {
        double mean = mean();
        return nanos.size() < 2
                ? 0
                : Math.sqrt(nanos.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum() / (nanos.size() - 1));
    }

    /// The quickest round, in nanoseconds.
    public double min() {
        return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /// The round in the middle, in nanoseconds.
    public double median() {
        var sorted = nanos.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public String toString() {
        var text = "%s ± %s per loop (mean ± standard deviation of %d rounds of %,d loops; least %s, median %s)"
                .formatted(time(mean()), time(deviation()), nanos.size(), loops, time(min()), time(median()));
        return deviation() <= UNSTEADY * mean()
                ? text
                : text + "\nThe rounds differ much: the JIT compiler or another program was at work; repeat it, or raise -r.";
    }

    /// A time in a fitting unit with three digits.
    static String time(double nanos) {
        double[] factors = {1, 1e3, 1e6, 1e9};
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = 0;
        while (unit < 3 && nanos >= factors[unit + 1]) {
            unit++;
        }
        double value = nanos / factors[unit];
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, units[unit]);
    }
}
