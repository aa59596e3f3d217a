package io.weft.jupyter.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.weft.jupyter.comm.OpenComm;
import io.weft.jupyter.comm.Comms;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes widgets and knows those that are open, since a front end that comes later asks for the states of all.
public final class WidgetFactory {

    private static final String TARGET = "jupyter.widget";
    private static final String CONTROL = "jupyter.widget.control";
    private static final String PROTOCOL = "2.1.0";

    private final Comms comms;
    private final Map<String, Model> models = new ConcurrentHashMap<>();

    /// @param comms what the widgets go over
    public WidgetFactory(Comms comms) {
        this.comms = comms;
        comms.register(CONTROL, (comm, _) -> comm.onMessageAtOnce((said, answer) -> {
            var method = said.data().get("method");
            if (method != null && method.isJsonPrimitive() && method.getAsString().equals("request_states")) {
                answer.accept(states());
            }
        }));
    }

    OpenComm open(Model model, JsonObject state) {
        var metadata = new JsonObject();
        metadata.addProperty("version", PROTOCOL);
        var data = new JsonObject();
        data.add("state", state);
        data.add("buffer_paths", new JsonArray());
        var comm = comms.open(TARGET, data, metadata, List.of());
        models.put(comm.id(), model);
        return comm;
    }

    void closed(Model model) {
        models.remove(model.id());
    }

    static JsonObject message(String method, JsonObject state) {
        var message = new JsonObject();
        message.addProperty("method", method);
        message.add("state", state);
        message.add("buffer_paths", new JsonArray());
        return message;
    }

    private JsonObject states() {
        var all = new JsonObject();
        models.forEach((id, model) -> {
            var state = model.state();
            var one = new JsonObject();
            one.add("model_name", state.get("_model_name"));
            one.add("model_module", state.get("_model_module"));
            one.add("model_module_version", state.get("_model_module_version"));
            one.add("state", state);
            all.add(id, one);
        });
        var message = new JsonObject();
        message.addProperty("method", "update_states");
        message.add("states", all);
        message.add("buffer_paths", new JsonArray());
        return message;
    }
}
