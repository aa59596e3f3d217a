package io.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A program of a test on a virtual clock, with notes of what happened when.
public final class Play {

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lost = Collections.synchronizedList(new ArrayList<>());

    /// Runs a program in a fresh loop, which no task may outlive.
    public Play run(Action program) {
        var loop = Loop.start("play", LoopClock.virtual(), (Task<?> task) -> lost.add(task.name()));
        try {
            loop.run(() -> {
                program.run();
                return null;
            });
        } finally {
            assertEquals(List.of(), loop.close(Duration.ofSeconds(5)), "tasks that outlive their loop");
        }
        return this;
    }

    /// Takes down a line with the seconds of the loop's clock before it.
    public void note(Object line) {
        var task = Task.current();
        notes.add(String.format(Locale.ROOT, "%s: %s",
                Double.toString(task.loop().clock().nanoTime() / 1e9).replaceFirst("\\.0$", ""), line));
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// The tasks whose failures nobody awaited.
    public List<String> lost() {
        return List.copyOf(lost);
    }
}
