package io.weft.jupyter.widget;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.weft.loop.Action;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A button. Each click runs its actions in a task of their own on the session's loop, beside other cells; clicks that follow each other
/// fast overlap where the actions wait. A failure is shown in the button's cell.
public final class Button extends Widget {

    private final List<Action> actions = new CopyOnWriteArrayList<>();

    Button(WidgetFactory factory, String text) {
        super(factory, "Button", state(Map.of("description", text, "disabled", false, "icon", "", "button_style", "")));
    }

    /// Has something done at each click, besides what is done already.
    ///
    /// @param action what
    /// @return this button
    public Button onClick(Action action) {
        actions.add(action);
        return this;
    }

    /// Changes what is written on it.
    ///
    /// @param text the text
    /// @return this button
    public Button text(String text) {
        model().set("description", new JsonPrimitive(text));
        return this;
    }

    @Override
    void custom(JsonObject content) {
        if (content.get("event") instanceof JsonPrimitive event && event.getAsString().equals("click")) {
            model().comm().place().start(this + " clicked", () -> {
                for (var action : actions) {
                    action.run();
                }
            });
        }
    }

    @Override
    public String toString() {
        return "[" + property("description") + "]";
    }
}
