package io.weft.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measurements side by side: a bar for each. Notebooks show it as a picture; its text is a chart of characters.
///
/// ```
/// bars("create one", "µs").add("thread", 70).add("task", 0.7)
/// ```
public final class Bars {

    /// One bar.
    ///
    /// @param name  what was measured
    /// @param value the figure, in the chart's unit
    public record Bar(String name, double value) {}

    private static final int CHARACTERS = 40;
    private static final int WIDTH = 720;
    private static final int LANE = 28;

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    /// Creates a chart without bars.
    ///
    /// @param title what is compared
    /// @param unit  the unit of all values, or an empty text
    public Bars(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /// Adds a bar below the others.
    ///
    /// @param name  what was measured
    /// @param value the figure; zero or more
    /// @return this chart
    /// @throws IllegalArgumentException if the value is negative or not a number
    public Bars add(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The bar '" + name + "' of the chart '" + title + "' has the value " + value
                            + ": give a number of zero or more.");
        }
        bars.add(new Bar(name, value));
        return this;
    }

    /// {@return the bars, from top to bottom}
    public List<Bar> bars() {
        return List.copyOf(bars);
    }

    /// {@return the picture, as an SVG document}
    public String toSvg() {
        int left = 20 + 7 * names();
        double scale = (WIDTH - left - 110) / largest();
        var svg = new StringBuilder();
        add(svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' font-family='sans-serif'"
                + " font-size='12' role='img'>", WIDTH, 30 + LANE * bars.size(), WIDTH);
        add(svg, "<rect width='%d' height='%d' fill='#ffffff'/>", WIDTH, 30 + LANE * bars.size());
        add(svg, "<text x='8' y='18' font-weight='bold' fill='#222222'>%s</text>", Svg.escape(title));
        int top = 28;
        for (var bar : bars) {
            add(svg, "<text x='8' y='%d' fill='#222222'>%s</text>", top + 15, Svg.escape(bar.name));
            add(svg, "<rect x='%d' y='%d' width='%.1f' height='20' rx='2' fill='#1f5fa8'/>", left, top,
                    Math.max(1, bar.value * scale));
            add(svg, "<text x='%.1f' y='%d' fill='#444444'>%s</text>", left + bar.value * scale + 6, top + 15,
                    Svg.escape(figure(bar.value)));
            top += LANE;
        }
        return svg.append("</svg>").toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder(title);
        for (var bar : bars) {
            int length = (int) Math.round(bar.value / largest() * CHARACTERS);
            text.append(String.format(Locale.ROOT, "%n%-" + names() + "s |%s %s", bar.name, "#".repeat(length),
                    figure(bar.value)));
        }
        return text.toString();
    }

    private int names() {
        return bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(1);
    }

    private double largest() {
        return Math.max(bars.stream().mapToDouble(Bar::value).max().orElse(0), Double.MIN_NORMAL);
    }

    private String figure(double value) {
        var number = value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
