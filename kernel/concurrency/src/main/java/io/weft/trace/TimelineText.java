package io.weft.trace;

import java.util.Arrays;
import java.util.Locale;

/// A timeline in characters: `#` where a task runs, `.` where it waits.
final class TimelineText {

    private static final int WIDTH = 50;

    private TimelineText() {}

    static String draw(Timeline timeline) {
        int names = timeline.lanes().stream().mapToInt(lane -> lane.task().length()).max().orElse(0);
        var text = new StringBuilder();
        for (var lane : timeline.lanes()) {
            var stretches = lane.stretches();
            text.append(String.format(Locale.ROOT, "%-" + Math.max(1, names) + "s |%s| %.2f to %.2f s%n", lane.task(),
                    bar(lane, timeline.seconds()), stretches.getFirst().fromSeconds(),
                    stretches.getLast().toSeconds()));
        }
        return text.toString().stripTrailing();
    }

    private static String bar(Timeline.Lane lane, double seconds) {
        var bar = " ".repeat(WIDTH).toCharArray();
        for (var stretch : lane.stretches()) {
            fill(bar, stretch, seconds, stretch.waitsFor() == null ? '#' : '.');
        }
        // Runs are mostly too short to be seen beside waits, so they are drawn over them.
        for (var stretch : lane.stretches()) {
            if (stretch.waitsFor() == null) {
                fill(bar, stretch, seconds, '#');
            }
        }
        return new String(bar);
    }

    private static void fill(char[] bar, Timeline.Stretch stretch, double seconds, char with) {
        double scale = seconds > 0 ? WIDTH / seconds : 0;
        int from = Math.clamp((int) (stretch.fromSeconds() * scale), 0, WIDTH - 1);
        int to = Math.clamp((int) Math.ceil(stretch.toSeconds() * scale), from + 1, WIDTH);
        Arrays.fill(bar, from, to, with);
    }
}
