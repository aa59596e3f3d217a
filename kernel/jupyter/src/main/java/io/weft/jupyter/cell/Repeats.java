package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;

/// Folds the repetitions of a stack trace, as endless recursion makes them.
final class Repeats {

    private static final int LONGEST = 10;
    private static final int FEWEST = 3;

    /// A frame, followed by the repetitions that end with it.
    ///
    /// @param again how often the frames up to this one come again, 0 where they do not
    /// @param frames how many frames come again
    record Frame(StackTraceElement frame, int again, int frames) {}

    private Repeats() {}

    static List<Frame> fold(StackTraceElement[] trace, int end) {
        var folded = new ArrayList<Frame>();
        int at = 0;
        while (at < end) {
            int period = 1;
            while (period <= LONGEST && times(trace, at, period, end) < FEWEST) {
                period++;
            }
            if (period > LONGEST) {
                folded.add(new Frame(trace[at++], 0, 0));
            } else {
                int times = times(trace, at, period, end);
                for (int i = 0; i < period; i++) {
                    boolean last = i == period - 1;
                    folded.add(new Frame(trace[at + i], last ? times - 1 : 0, last ? period : 0));
                }
                at += period * times;
            }
        }
        return folded;
    }

    private static int times(StackTraceElement[] trace, int at, int period, int end) {
        int same = 0;
        while (at + period + same < end && trace[at + same].equals(trace[at + period + same])) {
            same++;
        }
        return 1 + same / period;
    }
}
