package io.weft.trace;

import io.weft.loop.Action;
import io.weft.loop.Failures;
import io.weft.loop.LoopListener;
import io.weft.loop.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the tasks of one block did, and when: a lane for each, from its start to its end, with its waits. Notebooks show
/// it as a picture; its text is a chart of characters.
///
/// It sees waits of this library. A task in another wait, such as `Thread.sleep`, is drawn as busy.
public final class Timeline {

    /// A stretch of a task's life.
    ///
    /// @param fromSeconds where it begins, counted from the start of the block
    /// @param toSeconds   where it ends
    /// @param waitsFor    what the task waited for, or null while it ran
    public record Stretch(double fromSeconds, double toSeconds, String waitsFor) {}

    /// One task's life.
    ///
    /// @param task      its name
    /// @param stretches its runs and waits, in order
    /// @param outcome   how it ended, or null if it had not when the block did
    public record Lane(String task, List<Stretch> stretches, LoopListener.Event outcome) {}

    private final List<Lane> lanes;
    private final List<String> order;
    private final double seconds;

    private Timeline(List<Lane> lanes, List<String> order, double seconds) {
        this.lanes = List.copyOf(lanes);
        this.order = List.copyOf(order);
        this.seconds = seconds;
    }

    /// Runs a body in the current task and takes down what the tasks do that start meanwhile on behalf of the same owner.
    ///
    /// @param body what to do
    /// @return the timeline
    /// @throws io.weft.loop.TaskFailed with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    public static Timeline of(Action body) {
        var task = Task.current();
        var recorder = new Recorder(task);
        task.loop().listen(recorder);
        try {
            Failures.run(body);
        } finally {
            task.loop().listen(null);
        }
        return recorder.finish();
    }

    /// {@return the lanes, in the order in which the tasks were started}
    public List<Lane> lanes() {
        return lanes;
    }

    /// {@return the starts and ends in the order in which they happened, such as `a starts`, `b starts`, `b finishes`}
    public List<String> order() {
        return order;
    }

    /// {@return how long the block took}
    public double seconds() {
        return seconds;
    }

    /// {@return the picture, as an SVG document}
    public String toSvg() {
        return TimelineSvg.draw(this);
    }

    @Override
    public String toString() {
        return TimelineText.draw(this);
    }

    /// Takes the events down; only the loop's thread, since it looks at one loop.
    private static final class Recorder implements LoopListener {

        private final Task<?> opener;
        private final long startNanos;
        private final Map<Task<?>, Growing> growing = new LinkedHashMap<>();
        private final List<String> order = new ArrayList<>();

        Recorder(Task<?> opener) {
            this.opener = opener;
            this.startNanos = opener.loop().clock().nanoTime();
        }

        @Override
        public void happened(Event event, Task<?> task, Object on, long nanos) {
            if (task == opener || task.owner() != opener.owner()) {
                return;
            }
            double now = seconds(nanos);
            switch (event) {
                case SPAWNED -> growing.put(task, new Growing(task.name()));
                case STARTED -> {
                    lane(task).begin(now);
                    order.add(task.name() + " starts");
                }
                case WAITING -> lane(task).waits(now, String.valueOf(on));
                case RESUMED -> lane(task).runs(now);
                case SUCCEEDED, FAILED, CANCELLED -> {
                    lane(task).end(now, event);
                    order.add(task.name() + switch (event) {
                        case FAILED -> " fails";
                        case CANCELLED -> " is cancelled";
                        case SUCCEEDED, SPAWNED, STARTED, WAITING, RESUMED -> " finishes";
                    });
                }
            }
        }

        Timeline finish() {
            double end = seconds(opener.loop().clock().nanoTime());
            growing.values().forEach(lane -> lane.close(end));
            var lanes = growing.values().stream().map(Growing::lane).filter(lane -> !lane.stretches().isEmpty());
            return new Timeline(lanes.toList(), order, end);
        }

        private Growing lane(Task<?> task) {
            return growing.computeIfAbsent(task, t -> new Growing(t.name()));
        }

        private double seconds(long nanos) {
            return (nanos - startNanos) / 1e9;
        }
    }

    /// A lane while it grows.
    private static final class Growing {

        private final String name;
        private final List<Stretch> stretches = new ArrayList<>();
        private LoopListener.Event outcome;
        private double from = -1;
        private String waitsFor;

        Growing(String name) {
            this.name = name;
        }

        void begin(double now) {
            from = now;
        }

        void waits(double now, String on) {
            close(now);
            from = now;
            waitsFor = on;
        }

        void runs(double now) {
            close(now);
            from = now;
            waitsFor = null;
        }

        void end(double now, LoopListener.Event how) {
            close(now);
            outcome = how;
            from = -1;
        }

        void close(double now) {
            if (from >= 0) {
                stretches.add(new Stretch(from, now, waitsFor));
            }
        }

        Lane lane() {
            return new Lane(name, List.copyOf(stretches), outcome);
        }
    }
}
