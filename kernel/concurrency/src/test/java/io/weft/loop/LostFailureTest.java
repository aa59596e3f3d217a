package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostFailureTest extends LoopTestCase {

    private static void fail() {
        throw new IllegalStateException("nobody looks");
    }

    private List<String> names() {
        return lost.stream().map(Task::name).toList();
    }

    @Test
    void aFailureThatNobodyAwaitsIsReportedOnce() {
        play(() -> {
            var task = spawn("lonely", LostFailureTest::fail);
            sleepSeconds(1);
            assertEquals(List.of("lonely"), names());
            assertThrows(IllegalStateException.class, task::join);
            assertThrows(IllegalStateException.class, task::join);
        });
        assertEquals(List.of("lonely"), names());
    }

    @Test
    void aFailureThatIsAwaitedIsNotReported() {
        play(() -> {
            assertThrows(IllegalStateException.class, () -> spawn("joined", LostFailureTest::fail).join());
            assertThrows(IllegalStateException.class, () -> Gather.all(List.of(callable(LostFailureTest::fail),
                    callable(LostFailureTest::fail))));
            var task = spawn("gathered", LostFailureTest::fail);
            assertThrows(IllegalStateException.class, () -> Gather.tasks(List.of(task)));
            assertThrows(IllegalStateException.class,
                    () -> Scope.open(scope -> scope.spawn(callable(LostFailureTest::fail))));
        });
        assertThrows(IllegalStateException.class, () -> run(virtualLoop(), LostFailureTest::fail));
        assertEquals(List.of(), names());
    }

    @Test
    void aCallbackDoesNotCountAsAwaiting() {
        play(() -> {
            spawn("watched", LostFailureTest::fail).onDone(_ -> {});
            sleepSeconds(1);
        });
        assertEquals(List.of("watched"), names());
    }

    @Test
    void aCancelledTaskIsNoFailure() {
        play(() -> {
            spawn("cancelled", () -> sleepSeconds(5)).cancel("x");
            sleepSeconds(1);
        });
        assertEquals(List.of(), names());
    }

    @Test
    void itGoesToTheOwnerOfTheTask() {
        var mine = new ArrayList<Task<?>>();
        var loop = virtualLoop();
        var cell = loop.owner("cell", null, mine::add);
        run(loop, () -> {
            loop.spawn("child", cell, callable(() -> spawn("grandchild", LostFailureTest::fail)));
            sleepSeconds(1);
        });
        assertEquals(List.of("grandchild"), mine.stream().map(Task::name).toList());
        assertEquals(List.of(), names());
    }
}
