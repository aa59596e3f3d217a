package io.weft.jupyter.widget;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;

/// Something in the front end that a person sees and uses: shown when it is a cell's result or displayed, in as many places as one
/// likes, which all show the same. It belongs to the cell that made it; what its handlers print shows there, also while a later
/// cell runs. Front ends without widgets show its text. Any thread.
public abstract sealed class Widget implements DisplayDataRenderable, AutoCloseable permits Button, ValueWidget, Box {

    private static final Gson GSON = new Gson();
    private static final String MODULE = "@jupyter-widgets/controls";
    private static final String VERSION = "2.0.0";
    private static final String MIME = "application/vnd.jupyter.widget-view+json";

    private final Model model;
    private final WidgetFactory factory;

    /// @param kind  the name of its kind in the front end, without `Model` and `View`
    /// @param state what it starts with
    Widget(WidgetFactory factory, String kind, JsonObject state) {
        this.factory = factory;
        state.addProperty("_model_module", MODULE);
        state.addProperty("_model_module_version", VERSION);
        state.addProperty("_model_name", kind + "Model");
        state.addProperty("_view_module", MODULE);
        state.addProperty("_view_module_version", VERSION);
        // Both kinds of bars have one view.
        state.addProperty("_view_name", (kind.endsWith("Progress") ? "Progress" : kind) + "View");
        state.add("_dom_classes", new JsonArray());
        this.model = new Model(factory, state, new Model.News() {
            @Override
            public void changed(Set<String> names) {
                Widget.this.changed(names);
            }

            @Override
            public void custom(JsonObject content) {
                Widget.this.custom(content);
            }
        });
    }

    Model model() {
        return model;
    }

    /// The user has changed the state; on the thread of the comms.
    void changed(Set<String> names) {}

    /// Something has happened to it; on the thread of the comms.
    void custom(JsonObject content) {}

    /// Lets the user use it, or not.
    ///
    /// @param enabled whether
    /// @return this widget
    public Widget enabled(boolean enabled) {
        model.set("disabled", new JsonPrimitive(!enabled));
        return this;
    }

    /// Changes any property of its model by the name that ipywidgets gives it, for what this class has no method for.
    ///
    /// @param name  the name, such as `button_style`
    /// @param value a number, a text, a boolean, a list or a map
    /// @return this widget
    public Widget set(String name, Object value) {
        model.set(name, GSON.toJsonTree(value));
        return this;
    }

    /// Removes it from the front end, wherever it shows. Again it has no effect.
    @Override
    public void close() {
        model.comm().close();
        factory.closed(model);
    }

    @Override
    public void render(RenderContext context) {
        var out = context.getOutputContainer();
        out.putText(toString());
        out.putData(MIME, Map.of("version_major", 2, "version_minor", 0, "model_id", model.id()));
    }

    static JsonObject state(Map<String, ?> properties) {
        return GSON.toJsonTree(properties).getAsJsonObject();
    }

    String property(String name) {
        var value = model.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }
}
