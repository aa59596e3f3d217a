package io.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What a wrong call is told: what was called, the rule, the repair.
class MisuseTest {

    private static String told(Class<? extends Throwable> type, Executable misuse) {
        return assertThrows(type, misuse).getMessage();
    }

    private static void outside(String operation, Executable misuse) {
        assertEquals(operation + " was called outside a task, in thread " + Thread.currentThread().getName()
                + ": call it in a cell, in Loop.run or in what spawn started.",
                told(IllegalStateException.class, misuse));
    }

    @Test
    void whatNeedsATaskNamesItself() {
        outside("gather", () -> Weft.gather(() -> 1, () -> 2));
        outside("scope", () -> Weft.scope(_ -> 1));
        outside("timeout", () -> Weft.timeout(Duration.ofSeconds(1), () -> 1));
        outside("map", () -> Tasks.map(List.of(1), x -> x));
        outside("outcomes", () -> Tasks.outcomes(() -> 1));
        outside("race", () -> Tasks.race(() -> 1, () -> 2));
        outside("Task.current()", Tasks::currentTask);
    }

    @Test
    void nothingIsNoBody() {
        try (var loop = Loop.start("misuse", LoopClock.virtual())) {
            loop.run(() -> {
                assertEquals("A task got null to run: give it a body, for example () -> sleep(seconds(1)).",
                        told(IllegalArgumentException.class, () -> Weft.spawn((Action) null)));
                assertEquals("A task got null to run: give it a body, for example () -> 1.",
                        told(IllegalArgumentException.class, () -> Weft.spawn((Callable<Integer>) null)));
            });
            assertEquals(List.of(), loop.tasks());
        }
    }

    @Test
    void whoWaitsForHimselfIsTold() {
        try (var loop = Loop.start("misuse", LoopClock.virtual())) {
            loop.run(() -> {
                var me = List.<Task<?>>of(Task.current());
                assertEquals("run is among the tasks that gather waits for, and would wait for ever: leave it out.",
                        told(IllegalStateException.class, () -> Weft.<Object>gather(me)));
                assertEquals("run is among the tasks that race waits for, and would wait for ever: leave it out.",
                        told(IllegalStateException.class, () -> Tasks.<Object>race(me)));
            });
        }
    }

    @Test
    void sizesAndTimesAreChecked() {
        assertEquals("pool(0): it must hold at least one task, for example pool(10).",
                told(IllegalArgumentException.class, () -> Tasks.pool(0)));
        assertEquals(
                "seconds(NaN): a duration is a number, for example seconds(0.5); look at what it was computed from.",
                told(IllegalArgumentException.class, () -> Weft.seconds(Double.NaN)));
        assertEquals("every(0 s): the period must be longer than zero, for example seconds(1).",
                told(IllegalArgumentException.class, () -> Tasks.every(Duration.ZERO, () -> {})));
    }
}
