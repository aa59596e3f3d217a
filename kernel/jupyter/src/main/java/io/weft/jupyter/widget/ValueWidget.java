package io.weft.jupyter.widget;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.weft.jupyter.comm.CommHandler;
import java.util.Set;

/// A widget with a value that either side changes: a slider, a field, a bar, a text.
///
/// @param <T> the type of the value
public final class ValueWidget<T> extends Widget {

    private final Form<T> form;
    private final Latest<T> latest;

    /// How the front end knows the value.
    ///
    /// @param name the property that holds it
    record Form<T>(String name, Read<T> read, Write<T> write) {}

    /// Makes a value of JSON.
    @FunctionalInterface
    interface Read<T> {
        T value(JsonElement json);
    }

    /// Makes JSON of a value.
    @FunctionalInterface
    interface Write<T> {
        JsonElement json(T value);
    }

    ValueWidget(WidgetFactory factory, String kind, JsonObject state, Form<T> form, T value) {
        state.add(form.name, form.write.json(value));
        super(factory, kind, state);
        this.form = form;
        this.latest = new Latest<>(this, model().comm().place());
    }

    /// {@return the value, which the user may have changed}
    public T value() {
        return form.read.value(model().get(form.name));
    }

    /// Shows another value. Handlers of changes are not called: they are for what the user does.
    ///
    /// @param value the value
    /// @return this widget
    public ValueWidget<T> value(T value) {
        model().set(form.name, form.write.json(value));
        return this;
    }

    /// Has a handler called in a task when the user changes the value, one call at a time; of changes during a call only the last
    /// counts, so a slow handler does not fall behind. A failure is shown in the widget's cell.
    ///
    /// @param handler takes the value; it replaces the one before
    /// @return this widget
    public ValueWidget<T> onChange(CommHandler<? super T> handler) {
        latest.handler(handler);
        return this;
    }

    @Override
    void changed(Set<String> names) {
        if (names.contains(form.name)) {
            latest.changed();
        }
    }

    @Override
    public String toString() {
        var description = property("description");
        return (description.isEmpty() ? "" : description + ": ") + value();
    }
}
