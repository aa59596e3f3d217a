package io.weft.jupyter.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.weft.jupyter.comm.OpenComm;
import io.weft.jupyter.comm.CommMessage;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The state of one widget, held alike on both sides of its comm. Any thread.
final class Model {

    /// What a widget does with news from the front end, on the thread of the comms.
    interface News {

        /// The user has changed the state.
        void changed(Set<String> names);

        /// Something happened that is no state, such as a click.
        void custom(JsonObject content);
    }

    private final OpenComm comm;
    private final News news;
    /// Guarded by this.
    private final JsonObject state;

    Model(WidgetFactory factory, JsonObject state, News news) {
        this.state = state;
        this.news = news;
        this.comm = factory.open(this, state.deepCopy());
        comm.onMessageAtOnce(this::received);
        comm.onClose(_ -> factory.closed(this));
    }

    String id() {
        return comm.id();
    }

    OpenComm comm() {
        return comm;
    }

    synchronized JsonElement get(String name) {
        return state.get(name);
    }

    /// Changes the state on both sides.
    void set(String name, JsonElement value) {
        JsonObject changed = new JsonObject();
        changed.add(name, value);
        // Under the lock, so that states arrive in the order of the changes.
        synchronized (this) {
            state.add(name, value);
            comm.send(WidgetFactory.message("update", changed), new JsonObject(), List.of());
        }
    }

    synchronized JsonObject state() {
        return state.deepCopy();
    }

    private void received(CommMessage message, Consumer<JsonObject> answer) {
        var data = message.data();
        switch (text(data, "method")) {
            case "update" -> updated(object(data, "state"), answer);
            case "request_state" -> answer.accept(WidgetFactory.message("update", state()));
            case "custom" -> news.custom(object(data, "content"));
            // A later version's method; what is not known is passed over, as the protocol's other sides do.
            default -> {
            }
        }
    }

    /// The echo lets other views of the widget follow, and tells the one that asked that its change has arrived.
    private void updated(JsonObject changes, Consumer<JsonObject> answer) {
        synchronized (this) {
            changes.entrySet().forEach(change -> state.add(change.getKey(), change.getValue()));
            answer.accept(WidgetFactory.message("echo_update", changes));
        }
        news.changed(changes.keySet());
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonElement value && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject value ? value : new JsonObject();
    }

    static JsonArray references(List<? extends Widget> widgets) {
        var references = new JsonArray();
        widgets.forEach(widget -> references.add("IPY_MODEL_" + widget.model().id()));
        return references;
    }
}
