package io.weft.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Writes down every event of a loop, one line each: time, task, event, what it waits for.
final class Trace implements LoopListener {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void happened(Event event, Task<?> task, Object on, long nanos) {
        lines.add(
                Times.text(Duration.ofNanos(nanos)) + ": " + task.name() + " " + event + (on == null ? "" : " " + on));
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// The lines of one task, without their times.
    List<String> of(String task) {
        return lines().stream()
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .filter(line -> line.startsWith(task + " "))
                .map(line -> line.substring(task.length() + 1))
                .toList();
    }

    /// The lines that say how a task ended.
    List<String> ends() {
        return lines().stream()
                .filter(line -> line.endsWith(" SUCCEEDED") || line.endsWith(" FAILED")
                        || line.endsWith(" CANCELLED"))
                .toList();
    }
}
