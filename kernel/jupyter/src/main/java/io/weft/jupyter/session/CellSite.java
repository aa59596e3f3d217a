package io.weft.jupyter.session;

import com.google.gson.JsonObject;
import io.weft.jupyter.output.CellPlace;
import io.weft.jupyter.message.Publication;
import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A cell as the place of what goes on to show or to call back.
final class CellSite implements CellPlace {

    private final Cell cell;
    private final Messenger messenger;
    private final Loop loop;
    private final Callbacks callbacks;
    /// In the order in which they came; null when the cell has ended. Guarded by this.
    private Set<Ending> endings = new LinkedHashSet<>();

    CellSite(Cell cell, Messenger messenger, Loop loop, Callbacks callbacks) {
        this.cell = cell;
        this.messenger = messenger;
        this.loop = loop;
        this.callbacks = callbacks;
    }

    @Override
    public void publish(Publication content) {
        cell.output().publish(content);
    }

    @Override
    public void publish(Publication content, JsonObject metadata, List<byte[]> buffers) {
        cell.output().flush();
        messenger.publish(cell.message(), content, metadata, buffers);
    }

    @Override
    public Task<Void> start(String name, Action body) {
        return callbacks.start(name, cell, cell.owner(), body);
    }

    @Override
    public synchronized void atEnd(Ending hook) {
        if (endings != null) {
            endings.add(hook);
        }
    }

    @Override
    public synchronized void forget(Ending hook) {
        if (endings != null) {
            endings.remove(hook);
        }
    }

    @Override
    public boolean goesOnBeside(Set<Task<?>> tasks) {
        return loop.tasks().stream().anyMatch(each -> each.owner() == cell.owner() && !tasks.contains(each));
    }

    /// The cell's code has ended.
    void end(Thread thread) {
        Set<Ending> called;
        synchronized (this) {
            called = endings;
            endings = null;
        }
        called.forEach(hook -> hook.cellEnds(thread));
    }
}
