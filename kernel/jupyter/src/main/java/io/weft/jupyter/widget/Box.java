package io.weft.jupyter.widget;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/// Several widgets in a row or on top of each other.
public final class Box extends Widget {

    private final List<Widget> children;

    Box(WidgetFactory factory, String kind, List<Widget> children) {
        super(factory, kind, withChildren(children));
        this.children = children;
    }

    private static JsonObject withChildren(List<Widget> children) {
        var state = state(Map.of("box_style", ""));
        state.add("children", Model.references(children));
        return state;
    }

    /// {@return the widgets in it}
    public List<Widget> children() {
        return children;
    }

    /// Closes it and all in it.
    @Override
    public void close() {
        super.close();
        children.forEach(Widget::close);
    }

    @Override
    public String toString() {
        return String.join("  ", children.stream().map(Widget::toString).toList());
    }
}
