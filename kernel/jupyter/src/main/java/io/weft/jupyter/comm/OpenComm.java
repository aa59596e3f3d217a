package io.weft.jupyter.comm;

import com.google.gson.JsonObject;
import io.weft.jupyter.output.CellPlace;
import io.weft.jupyter.message.CommClose;
import io.weft.jupyter.message.CommMsg;
import java.util.List;
import java.util.function.Consumer;

/// A line to an object in the front end, over which either side speaks at any time, also while a cell runs. It belongs to the cell that
/// opened it: what its handlers print shows there. Handlers get messages in order and one at a time, each in a task of
/// its own. Any thread.
public final class OpenComm implements AutoCloseable {

    private final Comms comms;
    private final String id;
    private final String target;
    private final CellPlace place;
    private final Mailbox<CommMessage> messages;
    private final Mailbox<CommMessage> closings;
    private volatile AtOnce atOnce;

    /// Takes messages on the thread on which they come, which it must not keep.
    @FunctionalInterface
    public interface AtOnce {

        /// Called in the order of the messages, however busy cells are.
        ///
        /// @param message what the front end said
        /// @param answer  sends something back, as caused by the message
        void received(CommMessage message, Consumer<JsonObject> answer);
    }

    OpenComm(Comms comms, String id, String target, CellPlace place) {
        this.comms = comms;
        this.id = id;
        this.target = target;
        this.place = place;
        this.messages = new Mailbox<>("comm " + target, place);
        this.closings = new Mailbox<>("close of comm " + target, place);
    }

    /// {@return its id, which both sides know}
    public String id() {
        return id;
    }

    /// {@return the name by which the other side knew what to do with it}
    public String target() {
        return target;
    }

    /// {@return whether neither side has closed it}
    public boolean isOpen() {
        return comms.isOpen(this);
    }

    /// Says something to the front end. Does not block. Without effect on a comm that is closed: the other side may close it at any time.
    ///
    /// @param data    a map, a record or a JSON object
    /// @param buffers binary data behind the message
    /// @throws IllegalArgumentException if the data is no object as JSON
    public void send(Object data, byte[]... buffers) {
        send(CommData.of(data), new JsonObject(), List.of(buffers));
    }

    /// Says something to the front end, with metadata; see [#send(Object, byte[]...)].
    ///
    /// @param data     what
    /// @param metadata of the message
    /// @param buffers  binary data behind the message
    public void send(JsonObject data, JsonObject metadata, List<byte[]> buffers) {
        if (isOpen()) {
            place.publish(new CommMsg(id, data), metadata, buffers);
        }
    }

    /// Hands what the front end says to a handler, also what it said before there was one.
    ///
    /// @param handler takes one message at a time
    /// @return this comm
    public OpenComm onMessage(CommHandler<? super CommMessage> handler) {
        messages.handler(handler);
        return this;
    }

    /// Hands what the front end says from now on to code that does not wait and calls nothing of a cell, instead of a handler.
    ///
    /// @param code takes one message at a time
    /// @return this comm
    public OpenComm onMessageAtOnce(AtOnce code) {
        atOnce = code;
        return this;
    }

    /// Has a handler called when the front end closes it.
    ///
    /// @param handler takes the last message
    /// @return this comm
    public OpenComm onClose(CommHandler<? super CommMessage> handler) {
        closings.handler(handler);
        return this;
    }

    /// Closes it on both sides. Does not block; again it has no effect.
    @Override
    public void close() {
        close(new JsonObject());
    }

    /// Closes it on both sides, with a last message; see [#close()].
    ///
    /// @param data a map, a record or a JSON object
    public void close(Object data) {
        var last = CommData.of(data);
        if (comms.forget(this)) {
            place.publish(new CommClose(id, last), new JsonObject(), List.of());
        }
    }

    void received(CommMessage message, Consumer<JsonObject> answer) {
        var code = atOnce;
        if (code == null) {
            messages.add(message);
        } else {
            code.received(message, answer);
        }
    }

    void closed(CommMessage message) {
        closings.add(message);
    }

    /// The cell that it belongs to.
    public CellPlace place() {
        return place;
    }

    @Override
    public String toString() {
        return "comm " + target + (isOpen() ? "" : " (closed)");
    }
}
