package io.weft.jupyter.display;

import java.util.ArrayList;
import java.util.List;

/// A chart of lines, points, bars or frequencies. Shown as the value of a cell and by `display`; its text shows the course of each series.
///
/// ```
/// chart("latency").line("p50", sizes, medians).line("p99", sizes, tails).axes("tasks", "ms")
/// ```
///
/// Values are arrays, collections or streams of numbers; what lies along the bottom may also be dates and times, for bars anything. A chart
/// keeps what it was given: later changes of an array do not show. Made by one task at a time.
public final class Chart implements Forms.Source {

    private static final int MOST_BINS = 1_000;

    private final String title;
    private final List<Series> series = new ArrayList<>();
    private String bottom = "";
    private String left = "";
    private int width = 720;
    private int height = 400;
    private boolean logarithmic;

    Chart(String title) {
        this.title = title;
    }

    /// Adds a line over 1, 2, 3...
    public Chart line(String name, Object ys) {
        var values = Series.numbers(name, ys);
        return add(Series.overPositions(name, Series.Style.LINE, values));
    }

    /// Adds a line through points.
    public Chart line(String name, Object xs, Object ys) {
        return add(Series.of(name, Series.Style.LINE, xs, ys));
    }

    /// Adds points.
    public Chart scatter(String name, Object xs, Object ys) {
        return add(Series.of(name, Series.Style.POINTS, xs, ys));
    }

    /// Adds bars, a label for each.
    public Chart bar(String name, Object labels, Object values) {
        return add(Series.bars(name, labels, values));
    }

    /// Adds how often values fall into each of so many ranges of equal width.
    public Chart histogram(String name, Object values, int bins) {
        if (bins < 1 || bins > MOST_BINS) {
            throw new IllegalArgumentException(
                    "A histogram of " + bins + " ranges cannot be drawn: give 1 to " + MOST_BINS
                            + ".");
        }
        return add(Series.histogram(name, Series.numbers(name, values), bins));
    }

    /// Says what the axes mean, the one at the bottom first.
    public Chart axes(String bottomTitle, String leftTitle) {
        bottom = bottomTitle;
        left = leftTitle;
        return this;
    }

    /// Gives the left axis a logarithmic scale; all values must be above zero.
    public Chart logarithmic() {
        logarithmic = true;
        return this;
    }

    /// Sets the size on the page in pixels.
    public Chart size(int wide, int high) {
        if (wide < 100 || high < 100 || wide > 2_000 || high > 2_000) {
            throw new IllegalArgumentException(
                    "A chart of " + wide + " x " + high + " pixels cannot be shown: give 100 to 2000 each.");
        }
        width = wide;
        height = high;
        return this;
    }

    String title() {
        return title;
    }

    List<Series> series() {
        return series;
    }

    String bottom() {
        return bottom;
    }

    String left() {
        return left;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean isLogarithmic() {
        return logarithmic;
    }

    @Override
    public Forms forms() {
        if (series.isEmpty()) {
            throw new IllegalStateException(
                    "The chart '" + title + "' is empty: add a series with line, scatter, bar or"
                            + " histogram.");
        }
        return ChartDrawing.forms(this);
    }

    /// The title, and a line of text for each series.
    @Override
    public String toString() {
        int longest = series.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        var text = new StringBuilder(title);
        series.forEach(it -> text.append('\n')
                .append(it.name())
                .repeat(' ', longest - it.name().length())
                .append("  ")
                .append(it.course()));
        return text.toString();
    }

    private Chart add(Series added) {
        if (series.stream().anyMatch(it -> it.name().equals(added.name()))) {
            throw new IllegalArgumentException("The chart '" + title + "' has a series '" + added.name()
                    + "' already: give this one another name.");
        }
        boolean bars = added.style() == Series.Style.BARS;
        if (series.stream().anyMatch(it -> (it.style() == Series.Style.BARS) != bars)) {
            throw new IllegalArgumentException(
                    "The chart '" + title + "' cannot hold bars together with lines, points or a"
                            + " histogram: make a chart of each.");
        }
        series.add(added);
        return this;
    }
}
