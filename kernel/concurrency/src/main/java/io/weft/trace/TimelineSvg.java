package io.weft.trace;

import io.weft.loop.LoopListener;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// A timeline as a picture: a lane for each task, pale where it waits, dark where it runs, with a mark at its end.
final class TimelineSvg {

    private static final int WIDTH = 720;
    private static final int LANE = 28;
    private static final int AXIS = 26;
    private static final int CHARACTER = 7;
    /// A run of microseconds must still be seen.
    private static final double THINNEST = 3;

    private final StringBuilder svg = new StringBuilder();
    private final Timeline timeline;
    private final int left;
    private final double scale;

    private TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
        int longest = timeline.lanes().stream().mapToInt(lane -> lane.task().length()).max().orElse(4);
        this.left = Math.min(200, 16 + CHARACTER * longest);
        this.scale = (WIDTH - left - 24) / Math.max(timeline.seconds(), 1e-6);
    }

    static String draw(Timeline timeline) {
        return new TimelineSvg(timeline).draw();
    }

    private String draw() {
        int height = LANE * timeline.lanes().size() + AXIS + 8;
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' font-family='sans-serif'"
                + " font-size='12' role='img'><title>timeline of %d tasks, %.2f s</title>", WIDTH, height, WIDTH,
                timeline.lanes().size(), timeline.seconds());
        add("<rect width='%d' height='%d' fill='#ffffff'/>", WIDTH, height);
        axis(height);
        int top = 4;
        for (var lane : timeline.lanes()) {
            lane(lane, top);
            top += LANE;
        }
        return svg.append("</svg>").toString();
    }

    private void axis(int height) {
        double step = step(timeline.seconds());
        int bottom = height - AXIS;
        for (double at = 0; at <= timeline.seconds() + step / 100; at += step) {
            add("<line x1='%.1f' y1='4' x2='%.1f' y2='%d' stroke='#dddddd'/>", x(at), x(at), bottom + 4);
            add("<text x='%.1f' y='%d' text-anchor='middle' fill='#555555'>%s s</text>", x(at), bottom + 18,
                    BigDecimal.valueOf(at).round(new MathContext(3)).stripTrailingZeros().toPlainString());
        }
    }

    private void lane(Timeline.Lane lane, int top) {
        add("<text x='8' y='%d' fill='#222222'>%s</text>", top + 17, Svg.escape(lane.task()));
        for (var stretch : lane.stretches()) {
            if (stretch.waitsFor() != null) {
                wait(stretch, top);
            }
        }
        for (var stretch : lane.stretches()) {
            if (stretch.waitsFor() == null) {
                add("<rect x='%.1f' y='%d' width='%.1f' height='18' rx='1' fill='#1f5fa8'/>", x(stretch.fromSeconds()),
                        top + 4, Math.max(THINNEST, width(stretch)));
            }
        }
        end(lane, top);
    }

    private void wait(Timeline.Stretch stretch, int top) {
        var text = Svg.escape(stretch.waitsFor());
        add("<rect x='%.1f' y='%d' width='%.1f' height='18' rx='3' fill='#cfe0f3'><title>waits for %s</title></rect>",
                x(stretch.fromSeconds()), top + 4, Math.max(1, width(stretch)), text);
        if (width(stretch) > CHARACTER * stretch.waitsFor().length() + 8) {
            add("<text x='%.1f' y='%d' fill='#3a5f85' text-anchor='middle'>%s</text>",
                    x((stretch.fromSeconds() + stretch.toSeconds()) / 2), top + 17, text);
        }
    }

    private void end(Timeline.Lane lane, int top) {
        if (lane.outcome() == null) {
            return;
        }
        boolean well = lane.outcome() == LoopListener.Event.SUCCEEDED;
        add("<circle cx='%.1f' cy='%d' r='5' fill='%s'><title>%s</title></circle>",
                x(lane.stretches().getLast().toSeconds()), top + 13, well ? "#2e7d32" : "#c62828",
                lane.outcome().name().toLowerCase(Locale.ROOT));
    }

    private double x(double seconds) {
        return left + seconds * scale;
    }

    private double width(Timeline.Stretch stretch) {
        return (stretch.toSeconds() - stretch.fromSeconds()) * scale;
    }

    /// A round step that gives four to ten marks.
    private static double step(double seconds) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(seconds, 1e-6))));
        for (double part : List.of(1.0, 0.5, 0.25, 0.1)) {
            if (seconds / (step * part) >= 4) {
                return step * part;
            }
        }
        return step / 10;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
