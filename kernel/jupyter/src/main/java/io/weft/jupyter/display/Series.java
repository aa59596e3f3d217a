package io.weft.jupyter.display;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One series of a chart.
///
/// @param name  in the legend
/// @param style how it is drawn
/// @param xs    numbers or dates, labels for bars
/// @param ys    as many numbers; one that is not finite leaves a gap
record Series(String name, Style style, List<?> xs, double[] ys) {

    enum Style {
        LINE, POINTS, BARS, STEPS
    }

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int COURSE = 40;

    static Series of(String name, Style style, Object xs, Object ys) {
        var places = Rows.of(xs).first(Integer.MAX_VALUE).stream().map(x -> place(name, x)).toList();
        return checked(new Series(name, style, places, numbers(name, ys)));
    }

    static Series overPositions(String name, Style style, double[] ys) {
        return checked(new Series(name, style, IntStream.rangeClosed(1, ys.length).boxed().toList(), ys));
    }

    static Series bars(String name, Object labels, Object values) {
        var texts = Rows.of(labels).first(Integer.MAX_VALUE).stream().map(String::valueOf).toList();
        return checked(new Series(name, Style.BARS, texts, numbers(name, values)));
    }

    static Series histogram(String name, double[] values, int bins) {
        var finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            throw new IllegalArgumentException("The series '" + name + "' has no numbers to count.");
        }
        double least = Arrays.stream(finite).min().orElseThrow();
        double most = Arrays.stream(finite).max().orElseThrow();
        double width = most > least ? (most - least) / bins : 1.0 / bins;
        // A step reaches from its own place to the next one. Half a range of nothing at both ends closes the shape.
        var counts = new double[bins + 3];
        for (var value : finite) {
            counts[1 + Math.min(bins - 1, (int) ((value - least) / width))]++;
        }
        var edges = IntStream.rangeClosed(-1, bins + 1)
                .mapToObj(i -> least + Math.clamp(i, -0.5, bins + 0.5) * width)
                .toList();
        return new Series(name, Style.STEPS, edges, counts);
    }

    static double[] numbers(String name, Object values) {
        return Rows.of(values).first(Integer.MAX_VALUE).stream().mapToDouble(value -> number(name, value)).toArray();
    }

    /// Its course in a line of text, and its range.
    String course() {
        return style == Style.STEPS ? course(Arrays.copyOfRange(ys, 1, ys.length - 2), "ranges") : course(ys, "values");
    }

    private static String course(double[] ys, String what) {
        var finite = Arrays.stream(ys).filter(Double::isFinite).summaryStatistics();
        if (finite.getCount() == 0) {
            return "no numbers";
        }
        var text = new StringBuilder();
        int width = Math.min(COURSE, ys.length);
        double range = Math.max(finite.getMax() - finite.getMin(), Double.MIN_NORMAL);
        for (int i = 0; i < width; i++) {
            var part = Arrays.stream(ys, (int) ((long) i * ys.length / width), (int) ((i + 1L) * ys.length / width))
                    .filter(Double::isFinite)
                    .average();
            text.append(part.isEmpty()
                    ? ' '
                    : LEVELS.charAt((int) Math.min(7, (part.getAsDouble() - finite.getMin()) / range * 8)));
        }
        return text
                .append("  %,d %s, %s to %s".formatted(ys.length, what, figure(finite.getMin()),
                        figure(finite.getMax())))
                .toString();
    }

    private static String figure(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.4g", value);
    }

    /// A course that looks the same with at most so many points: the least and the greatest of each stretch.
    Series thinned(int most) {
        if (ys.length <= most) {
            return this;
        }
        var kept = new ArrayList<Integer>();
        int stretches = most / 2;
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) i * ys.length / stretches);
            int to = (int) ((i + 1L) * ys.length / stretches);
            int least = from;
            int greatest = from;
            for (int k = from; k < to; k++) {
                least = ys[k] < ys[least] ? k : least;
                greatest = ys[k] > ys[greatest] ? k : greatest;
            }
            kept.add(Math.min(least, greatest));
            kept.add(Math.max(least, greatest));
        }
        return new Series(name, style, kept.stream().map(k -> (Object) xs.get(k)).toList(),
                kept.stream().mapToDouble(k -> ys[k]).toArray());
    }

    private static Series checked(Series series) {
        if (series.xs.size() != series.ys.length) {
            throw new IllegalArgumentException(
                    "The series '" + series.name + "' has " + series.xs.size() + " places and "
                            + series.ys.length + " values: give as many of each.");
        }
        if (Arrays.stream(series.ys).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("The series '" + series.name + "' has no numbers to draw.");
        }
        return series;
    }

    private static double number(String name, Object value) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number.doubleValue() : Double.NaN;
        }
        if (value == null) {
            return Double.NaN;
        }
        throw new IllegalArgumentException("The series '" + name + "' holds " + value + ", a "
                + value.getClass().getSimpleName() + ": give numbers.");
    }

    private static Object place(String name, Object x) {
        var zone = ZoneId.systemDefault();
        return switch (x) {
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case Date date -> date;
            case Instant instant -> Date.from(instant);
            case ZonedDateTime time -> Date.from(time.toInstant());
            case OffsetDateTime time -> Date.from(time.toInstant());
            case LocalDateTime time -> Date.from(time.atZone(zone).toInstant());
            case LocalDate date -> Date.from(date.atStartOfDay(zone).toInstant());
            case null, default -> throw new IllegalArgumentException("The series '" + name + "' has the place " + x
                    + ": give numbers, dates or times; labels are for bars.");
        };
    }
}
