package io.weft.jupyter.output;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.Publication;
import io.weft.loop.Action;
import io.weft.loop.Task;
import java.util.List;
import java.util.Set;

/// A cell as the place where something shows and to which callbacks belong, also long after it has ended. Any thread.
public interface CellPlace {

    /// Publishes after all that the cell has printed so far; nothing if the cell is silent.
    void publish(Publication content);

    /// Publishes after all that the cell has printed so far, also if the cell is silent.
    ///
    /// @param buffers binary data behind the message
    void publish(Publication content, JsonObject metadata, List<byte[]> buffers);

    /// Starts a task that belongs to the cell, and so does what it prints and starts.
    Task<Void> start(String name, Action body);

    /// Has the hook called when the cell ends, before its reply; without effect when it has ended.
    void atEnd(Ending hook);

    /// Takes the hook back.
    void forget(Ending hook);

    /// Whether tasks of the cell go on besides these.
    boolean goesOnBeside(Set<Task<?>> tasks);

    /// Wants to know when a cell ends.
    @FunctionalInterface
    interface Ending {

        /// The cell's code has ended.
        ///
        /// @param thread in which it ran
        void cellEnds(Thread thread);
    }
}
