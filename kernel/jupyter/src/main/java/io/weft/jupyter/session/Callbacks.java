package io.weft.jupyter.session;

import io.weft.jupyter.cell.StopCheck;
import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.Owner;
import io.weft.loop.Task;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tasks that no cell's code runs but something from outside set off: clicks, messages, new pictures. An interrupt between cells is meant
/// for them. Any thread.
final class Callbacks {

    private final Loop loop;
    private final ClassLoader session;
    private final Set<Task<?>> running = ConcurrentHashMap.newKeySet();

    Callbacks(Loop loop, ClassLoader session) {
        this.loop = loop;
        this.session = session;
    }

    Task<Void> start(String name, Cell cell, Owner owner, Action body) {
        var task = loop.<Void>spawn(name, owner, () -> {
            Cells.enter(cell, session);
            body.run();
            return null;
        });
        running.add(task);
        task.onDone(running::remove);
        return task;
    }

    /// Cancels those that run and stops their code, also where it does not wait; returns at once.
    void interrupt() {
        var meant = List.copyOf(running);
        if (meant.isEmpty()) {
            return;
        }
        var threads = meant.stream().map(Task::thread).toList();
        var stop = StopCheck.arm(() -> threads.contains(Thread.currentThread()), CellInterrupted::new);
        meant.forEach(task -> task.cancel("The kernel was interrupted."));
        Thread.ofPlatform().daemon().name("weft callbacks' end").start(() -> {
            try (stop) {
                for (var thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
