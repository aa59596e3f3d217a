package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTest extends LoopTestCase {

    private final List<String> order = new ArrayList<>();

    @Test
    void tasksRunFirstInFirstOut() {
        play(() -> {
            for (int i = 0; i < 4; i++) {
                int n = i;
                spawn("t" + i, () -> {
                    order.add("first " + n);
                    Sleep.yieldNow();
                    order.add("second " + n);
                });
            }
            order.add("main");
            sleepSeconds(1);
        });
        assertEquals(List.of("main", "first 0", "first 1", "first 2", "first 3", "second 0", "second 1", "second 2",
                "second 3"), order);
    }

    @Test
    void aTaskThatGivesWayIsTracedAsWaiting() {
        play(() -> {
            var a = spawn("a", Sleep::yieldNow);
            spawn("b", () -> {}).join();
            a.join();
        });
        assertEquals(List.of("SPAWNED", "STARTED", "WAITING its turn", "RESUMED", "SUCCEEDED"), trace.of("a"));
    }

    @Test
    void aChildBeginsWhenItsParentWaitsAndNotBefore() {
        play(() -> {
            var child = spawn("child", () -> order.add("child"));
            order.add("parent");
            child.join();
            order.add("parent again");
        });
        assertEquals(List.of("parent", "child", "parent again"), order);
        assertEquals(List.of("0 s: run SPAWNED", "0 s: run STARTED", "0 s: child SPAWNED",
                "0 s: run WAITING child (ready)", "0 s: child STARTED", "0 s: child SUCCEEDED", "0 s: run RESUMED",
                "0 s: run SUCCEEDED"), trace.lines());
    }

    @Test
    void sleepersWakeByDeadlineThenByCall() {
        play(() -> {
            var tasks = new ArrayList<Task<?>>();
            int[] seconds = {3, 1, 2, 1, 3, 2};
            for (int i = 0; i < seconds.length; i++) {
                var name = seconds[i] + "s" + i;
                long time = seconds[i];
                tasks.add(spawn(name, () -> {
                    sleepSeconds(time);
                    order.add(name);
                }));
            }
            tasks.forEach(Task::join);
        });
        assertEquals(List.of("1s1", "1s3", "2s2", "2s5", "3s0", "3s4"), order);
    }

    @Test
    void whatBecomesReadyInARoundRunsInTheNext() {
        play(() -> {
            spawn("a", () -> {
                order.add("a");
                spawn("child of a", () -> order.add("child of a"));
                Sleep.yieldNow();
                order.add("a again");
            });
            spawn("b", () -> order.add("b"));
            sleepSeconds(1);
        });
        assertEquals(List.of("a", "b", "child of a", "a again"), order);
    }

    @Test
    void threadsThatTasksStartTakeTheirPlaceInTheQueue() {
        play(() -> {
            Thread.startVirtualThread(() -> order.add("thread"));
            var task = spawn("task", () -> order.add("task"));
            order.add("main");
            task.join();
        });
        assertEquals(List.of("main", "thread", "task"), order);
    }

    @Test
    void theSameProgramLeavesTheSameTraceEveryTime() {
        var first = traceOfProgram();
        assertFalse(first.stream().noneMatch(line -> line.contains("CANCELLED")), "the program cancels");
        assertFalse(first.stream().noneMatch(line -> line.contains("FAILED")), "the program fails somewhere");
        for (int i = 1; i < 100; i++) {
            assertEquals(first, traceOfProgram());
        }
    }

    private static List<String> traceOfProgram() {
        var trace = new Trace();
        var loop = Loop.start("same", LoopClock.virtual(), _ -> {});
        loop.listen(trace);
        run(loop, () -> {
            Gather.all(List.of(callable(() -> grow(new Random(7), 4)), callable(() -> grow(new Random(8), 4))));
            sleepSeconds(1);
        });
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        return trace.lines();
    }

    private static void grow(Random random, int depth) {
        for (int i = 0; i < 4; i++) {
            var child = spawn(null, () -> {
                if (depth > 0 && random.nextInt(3) == 0) {
                    grow(random, depth - 1);
                }
                Sleep.sleep(Duration.ofMillis(random.nextInt(5)));
                if (random.nextInt(3) == 0) {
                    throw new IllegalStateException("unlucky");
                }
            });
            act(random, child);
        }
    }

    private static void act(Random random, Task<Void> child) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> child.join();
                case 1 -> child.join(Duration.ofMillis(random.nextInt(4)));
                case 2 -> child.cancel("chance");
                default -> Timeouts.timeout(Duration.ofMillis(3), child::join);
            }
        } catch (Cancelled e) {
            throw e;
        } catch (TimedOut | IllegalStateException _) {
            Sleep.yieldNow();
        }
    }
}
