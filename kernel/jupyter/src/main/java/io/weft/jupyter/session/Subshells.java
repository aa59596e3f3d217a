package io.weft.jupyter.session;

import io.weft.jupyter.message.ExecuteReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The shells of a session: the main one, and those that clients opened. Each runs its own cells one after another, beside the
/// others; variables, loop, numbers of cells and history are shared. Any thread.
final class Subshells {

    private final Messenger messenger;
    private final Function<CellQueue.Waiting, ExecuteReply> execute;
    private final CellQueue main;
    // Guarded by this.
    private final Map<String, CellQueue> opened = new LinkedHashMap<>();

    Subshells(Messenger messenger, Function<CellQueue.Waiting, ExecuteReply> execute) {
        this.messenger = messenger;
        this.execute = execute;
        this.main = new CellQueue(messenger, execute);
    }

    void start() {
        main.start("weft cells");
    }

    /// Opens another shell.
    ///
    /// @return its id
    String create() {
        var id = UUID.randomUUID().toString();
        var queue = new CellQueue(messenger, execute);
        synchronized (this) {
            opened.put(id, queue);
        }
        queue.start("weft cells " + id.substring(0, 8));
        return id;
    }

    /// Closes a subshell: cells that it has taken still run.
    ///
    /// @return false if there is none of this id
    synchronized boolean delete(String id) {
        var queue = opened.remove(id);
        if (queue != null) {
            queue.end();
        }
        return queue != null;
    }

    /// The subshells, the oldest first.
    synchronized List<String> ids() {
        return List.copyOf(opened.keySet());
    }

    /// The queue of a shell; none for an id that is not, or no longer, there.
    ///
    /// @param id empty for the main shell
    synchronized Optional<CellQueue> of(String id) {
        return id.isEmpty() ? Optional.of(main) : Optional.ofNullable(opened.get(id));
    }
}
