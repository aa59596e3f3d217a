package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OwnerTest extends LoopTestCase {

    private final Loop loop = virtualLoop();
    private final Owner cell = loop.owner("cell", "attachment", lost::add);
    private final List<String> notes = new ArrayList<>();

    private Task<Void> cellTask(String name, Action body) {
        return loop.spawn(name, cell, callable(body));
    }

    @Test
    void whatATaskStartsHasItsOwner() {
        run(loop, () -> {
            cellTask("child", () -> {
                assertSame(cell, Task.current().owner());
                assertEquals("attachment", Task.current().owner().attachment());
                spawn("grandchild", () -> assertSame(cell, Task.current().owner())).join();
                Scope.open(scope -> scope.spawn(callable(() -> assertSame(cell, Task.current().owner()))));
            }).join();
            assertEquals("loop virtual", Task.current().owner().name());
        });
    }

    @Test
    void aHeldOwnersTasksWaitInOrderAndOthersRun() {
        var other = loop.owner("other", null, lost::add);
        run(loop, () -> cellTask("holder", () -> {
            for (int i = 0; i < 4; i++) {
                var name = "held " + i;
                spawn(name, () -> {
                    notes.add(name);
                    Sleep.yieldNow();
                    notes.add(name + " again");
                });
                loop.spawn("free " + i, other, callable(() -> notes.add("free")));
            }
            cell.hold();
            cell.hold();
            var late = spawn("late", () -> notes.add("late"));
            for (int i = 0; i < 3; i++) {
                Sleep.yieldNow();
            }
            assertEquals(List.of("free", "free", "free", "free"), notes);
            cell.release();
            cell.release();
            late.join();
            Sleep.yieldNow();
            Sleep.yieldNow();
        }).join());
        assertEquals(List.of("held 0", "held 1", "held 2", "held 3", "late", "held 0 again", "held 1 again",
                "held 2 again", "held 3 again"), notes.subList(4, notes.size()));
    }

    @Test
    void theHolderGoesOnAndItsVirtualThreadsDoNot() {
        run(loop, () -> cellTask("holder", () -> {
            cell.hold();
            Thread.startVirtualThread(() -> notes.add("thread"));
            sleepSeconds(1);
            notes.add("holder");
            cell.release();
            Sleep.yieldNow();
        }).join());
        assertEquals(List.of("holder", "thread"), notes);
    }

    @Test
    void holdingIsForTasks() {
        var refused = assertThrows(IllegalStateException.class, cell::hold);
        assertTrue(refused.getMessage().contains("outside a task"), refused.getMessage());
    }

    @Test
    void holdingReachesItsOwnLoopOnly() {
        var elsewhere = start("elsewhere", LoopClock.real());
        run(loop, () -> cellTask("holder", () -> {
            cell.hold();
            try {
                assertSame(elsewhere, elsewhere.spawn("there", Loop::current).join(Duration.ofSeconds(5)));
            } finally {
                cell.release();
            }
        }).join());
    }

    @Test
    void cancelHitsItsTasksOnAllLoopsAndNoOthers() {
        var elsewhere = start("elsewhere", LoopClock.real());
        run(loop, () -> {
            var found = new ArrayList<Task<?>>();
            var root = cellTask("root", () -> {
                found.add(spawn("child", () -> {
                    found.add(spawn("grandchild", () -> sleepSeconds(100)));
                    found.add(elsewhere.spawn("far", callable(() -> Waiter.here().await("nothing"))));
                    sleepSeconds(100);
                }));
                sleepSeconds(100);
            });
            var other = Loop.current().spawn("other", () -> {
                sleepSeconds(3);
                return "value";
            });
            sleepSeconds(1);
            assertEquals(4, cell.cancel("interrupted"));
            found.add(root);
            for (var task : found) {
                var told = assertThrows(CancellationException.class, task::join);
                assertTrue(told.getMessage().endsWith("interrupted"), told.getMessage());
                assertTrue(task.isCancelled());
            }
            assertEquals(0, cell.cancel("again"));
            assertEquals("value", other.join());
        });
    }

    @Test
    void cancelLetsTheTasksOfAScopeCleanUp() {
        run(loop, () -> {
            cellTask("opener", () -> Scope.open(scope -> scope.spawn("child", callable(() -> {
                try {
                    sleepSeconds(100);
                } finally {
                    sleepSeconds(1);
                    notes.add("cleaned up");
                }
            }))));
            sleepSeconds(1);
            assertEquals(2, cell.cancel("interrupted"));
            sleepSeconds(5);
        });
        assertEquals(List.of("cleaned up"), notes);
    }

    @Test
    void aHeldTaskThatIsCancelledEndsAfterTheRelease() {
        run(loop, () -> cellTask("holder", () -> {
            cell.hold();
            var task = spawn("t", () -> notes.add("ran"));
            task.cancel("x");
            Sleep.yieldNow();
            assertFalse(task.isDone());
            cell.release();
            assertThrows(CancellationException.class, task::join);
        }).join());
        assertEquals(List.of(), notes);
    }

    @Test
    void whatWasHeldGoesBeforeWhatItsOwnerMadeReadyLater() {
        var other = loop.owner("other", null, lost::add);
        run(loop, () -> cellTask("holder", () -> {
            cell.hold();
            var early = spawn("early", () -> notes.add("early"));
            loop.spawn("free", other, callable(() -> notes.add("free"))).join();
            var late = spawn("late", () -> notes.add("late"));
            cell.release();
            early.join();
            late.join();
        }).join());
        assertEquals(List.of("free", "early", "late"), notes);
    }

    @Test
    void closingTheLoopLetsGoOfHeldOwners() {
        var child = new ArrayList<Task<Void>>();
        run(loop, () -> cellTask("holder", () -> {
            cell.hold();
            child.add(spawn("held", () -> notes.add("ran")));
        }).join());
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        assertTrue(child.getFirst().isCancelled());
        assertEquals(List.of(), notes);
    }

    @Test
    void aClosedLoopsOwnerCannotBeHeld() {
        var holder = cellTask("holder", () -> {
            var child = spawn("child", () -> {
                try {
                    sleepSeconds(100);
                } finally {
                    notes.add("cleaned up");
                }
            });
            Sleep.yieldNow();
            loop.close(Duration.ZERO);
            cell.hold();
            child.kill();
        });
        // Closing the loop cancels the task that closes it, too; it must have done so before this thread closes it.
        assertThrows(CancellationException.class, holder::join);
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        assertEquals(List.of("cleaned up"), notes);
    }
}
