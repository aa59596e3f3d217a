package io.weft.jupyter.comm;

import com.google.gson.JsonObject;
import io.weft.jupyter.output.CellPlace;
import io.weft.jupyter.message.CommClose;
import io.weft.jupyter.message.CommMsg;
import io.weft.jupyter.message.CommOpen;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Publication;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The comms that are open, and the targets for which the front end may open some. What the front end says comes on a thread of its
/// own and is handed on at once, so that no cell delays it and no handler the next message.
public final class Comms {

    private final Supplier<CellPlace> here;
    private final BiConsumer<Message, Publication> caused;
    private final Map<String, OpenComm> open = new ConcurrentHashMap<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    /// Who wants to know of comms that the front end opens, and for which cell; without one it is the cell of the moment.
    private record Target(CellPlace place, CommTarget opened) {}

    /// Takes a comm that the front end has opened.
    @FunctionalInterface
    public interface CommTarget {

        /// Called on the thread of the comms, before any message of this one: sets its handlers, and does not wait.
        ///
        /// @param comm  the comm
        /// @param first with what it was opened
        void opened(OpenComm comm, CommMessage first);
    }

    /// @param here the cell of the current thread, null if there is none yet
    /// @param caused publishes what a message of the front end has caused
    public Comms(Supplier<CellPlace> here, BiConsumer<Message, Publication> caused) {
        this.here = here;
        this.caused = caused;
    }

    /// Opens a comm, for the cell of the current thread.
    ///
    /// @param target by which the front end knows what to do with it
    public OpenComm open(String target, JsonObject data, JsonObject metadata, List<byte[]> buffers) {
        return open(UUID.randomUUID().toString(), target, data, metadata, buffers);
    }

    /// Opens a comm whose id is chosen.
    public OpenComm open(String id, String target, JsonObject data, JsonObject metadata, List<byte[]> buffers) {
        var comm = new OpenComm(this, id, target, required());
        open.put(id, comm);
        comm.place().publish(new CommOpen(id, target, data), metadata, buffers);
        return comm;
    }

    /// Opens a comm with a value of a cell.
    public OpenComm open(String target, Object data, byte[]... buffers) {
        return open(target, CommData.of(data), new JsonObject(), List.of(buffers));
    }

    /// From now on the front end may open comms for this target, which belong to the cell of the current thread.
    public void register(String name, CommTarget target) {
        targets.put(name, new Target(here.get(), target));
    }

    /// The front end may open no more comms for this target; those that are open stay.
    public void unregister(String name) {
        targets.remove(name);
    }

    /// The comm of this id that is open, or null.
    public OpenComm get(String id) {
        return open.get(id);
    }

    /// The target names of the open comms by their ids.
    ///
    /// @param target of which target only, or an empty text
    public Map<String, String> targetsById(String target) {
        var found = new LinkedHashMap<String, String>();
        open.values()
                .stream()
                .filter(comm -> target.isEmpty() || comm.target().equals(target))
                .sorted(Comparator.comparing(OpenComm::id))
                .forEach(comm -> found.put(comm.id(), comm.target()));
        return found;
    }

    /// The front end opens a comm; false if there is no such target, and then the protocol wants it closed again.
    public boolean opened(Message message, CommOpen request) {
        var target = targets.get(request.targetName());
        if (target == null) {
            return false;
        }
        var comm = new OpenComm(this, request.commId(), request.targetName(),
                target.place == null ? late() : target.place);
        open.put(comm.id(), comm);
        target.opened.opened(comm, message(message, request.data()));
        return true;
    }

    /// The front end says something; to a comm that is not open it is lost, since the other side closes when it likes. Whoever names the
    /// target in the metadata wants to be told so, since it may have outlived a kernel.
    ///
    /// @return whether the comm is open
    public boolean received(Message message, CommMsg request) {
        var comm = open.get(request.commId());
        if (comm != null) {
            comm.received(message(message, request.data()),
                    data -> caused.accept(message, new CommMsg(comm.id(), data)));
        }
        return comm != null;
    }

    /// The front end closes a comm.
    public void closed(Message message, CommClose request) {
        var comm = open.remove(request.commId());
        if (comm != null) {
            comm.closed(message(message, request.data()));
        }
    }

    boolean isOpen(OpenComm comm) {
        return open.get(comm.id()) == comm;
    }

    boolean forget(OpenComm comm) {
        return open.remove(comm.id(), comm);
    }

    /// The place of a comm that the front end opens for a target of no cell, perhaps before there is one: the cell of the moment.
    private CellPlace late() {
        var place = here.get();
        return place == null ? new LatePlace(this::required) : place;
    }

    private CellPlace required() {
        var place = here.get();
        if (place == null) {
            throw new IllegalStateException("No cell has run yet to which a comm could belong: open it in a cell.");
        }
        return place;
    }

    private static CommMessage message(Message message, JsonObject data) {
        return new CommMessage(data, message.metadata(), message.buffers());
    }
}
