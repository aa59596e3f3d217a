package io.weft.jupyter.comm;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.output.CellPlace;
import io.weft.loop.Action;
import io.weft.loop.Task;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The place of a comm that was opened before the first cell: whichever cell there is when something shows.
///
/// @param cell finds it
record LatePlace(Supplier<CellPlace> cell) implements CellPlace {

    @Override
    public void publish(Publication content) {
        cell.get().publish(content);
    }

    @Override
    public void publish(Publication content, JsonObject metadata, List<byte[]> buffers) {
        cell.get().publish(content, metadata, buffers);
    }

    @Override
    public Task<Void> start(String name, Action body) {
        return cell.get().start(name, body);
    }

    @Override
    public void atEnd(Ending hook) {
        cell.get().atEnd(hook);
    }

    @Override
    public void forget(Ending hook) {
        cell.get().forget(hook);
    }

    @Override
    public boolean goesOnBeside(Set<Task<?>> tasks) {
        return cell.get().goesOnBeside(tasks);
    }
}
