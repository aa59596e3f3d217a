package io.weft.jupyter.widget;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.weft.jupyter.widget.ValueWidget.Form;
import io.weft.loop.Action;
import java.util.List;
import java.util.Map;

/// The front door to widgets: what a cell calls without an import.
///
/// ```java
/// var n = slider("n", 0, 100);
/// hbox(n, button("Run", () -> println(n.value())))
/// ```
public final class Widgets {

    private static final Form<Integer> INT = new Form<>("value", JsonElement::getAsInt, JsonPrimitive::new);
    private static final Form<Double> DOUBLE = new Form<>("value", JsonElement::getAsDouble, JsonPrimitive::new);
    private static final Form<String> TEXT = new Form<>("value", JsonElement::getAsString, JsonPrimitive::new);
    private static final Form<Boolean> BOOLEAN = new Form<>("value", JsonElement::getAsBoolean, JsonPrimitive::new);

    private static volatile WidgetFactory factory;

    private Widgets() {}

    /// The session's widgets are made by this from now on.
    public static void install(WidgetFactory sessionFactory) {
        factory = sessionFactory;
    }

    /// {@return a button}
    ///
    /// @param text   what is written on it
    /// @param action what each click does, in a task of its own
    public static Button button(String text, Action action) {
        return new Button(factory(), text).onClick(action);
    }

    /// {@return a slider for a whole number, which starts at the least}
    ///
    /// @param text what it is for
    /// @param min  the least
    /// @param max  the most
    public static ValueWidget<Integer> slider(String text, int min, int max) {
        requireRange("slider", min, max);
        return new ValueWidget<>(factory(), "IntSlider", state(text, Map.of("min", min, "max", max, "step", 1,
                "orientation", "horizontal", "readout", true, "readout_format", "d", "continuous_update", true)),
                INT, min);
    }

    /// {@return a slider for a number, in a hundred steps, which starts at the least}
    ///
    /// @param text what it is for
    /// @param min  the least
    /// @param max  the most
    public static ValueWidget<Double> slider(String text, double min, double max) {
        requireRange("slider", min, max);
        return new ValueWidget<>(factory(), "FloatSlider", state(text, Map.of("min", min, "max", max, "step",
                (max - min) / 100, "orientation", "horizontal", "readout", true, "readout_format", ".2f",
                "continuous_update", true)), DOUBLE, min);
    }

    /// {@return a line in which the user writes}
    ///
    /// @param text what it is for
    public static ValueWidget<String> textField(String text) {
        return new ValueWidget<>(factory(), "Text", state(text, Map.of("continuous_update", false, "placeholder", "")),
                TEXT, "");
    }

    /// {@return a box that is ticked or not}
    ///
    /// @param text   what it is for
    /// @param ticked whether it is at first
    public static ValueWidget<Boolean> checkBox(String text, boolean ticked) {
        return new ValueWidget<>(factory(), "Checkbox", state(text, Map.of("indent", false)), BOOLEAN, ticked);
    }

    /// {@return a choice of one of several, the first at first}
    ///
    /// @param text    what it is for
    /// @param choices what there is to choose
    public static ValueWidget<String> dropdown(String text, String... choices) {
        if (choices.length == 0) {
            throw new IllegalArgumentException("dropdown(\"" + text + "\"): there must be something to choose, "
                    + "for example dropdown(\"size\", \"small\", \"large\").");
        }
        var all = List.of(choices);
        var form = new Form<String>("index",
                json -> json.isJsonNull() ? all.getFirst() : all.get(json.getAsInt()),
                value -> new JsonPrimitive(indexOf(all, value)));
        return new ValueWidget<>(factory(), "Dropdown", state(text, Map.of("_options_labels", all)), form,
                all.getFirst());
    }

    /// {@return a text that code changes}
    ///
    /// @param text the text
    public static ValueWidget<String> label(String text) {
        return new ValueWidget<>(factory(), "Label", state("", Map.of()), TEXT, text);
    }

    /// {@return HTML that code changes}
    ///
    /// @param html the HTML
    public static ValueWidget<String> htmlLabel(String html) {
        return new ValueWidget<>(factory(), "HTML", state("", Map.of()), TEXT, html);
    }

    /// {@return a bar from zero to a most, which code moves; for loops and maps there is `progress`}
    ///
    /// @param text what it shows
    /// @param max  the most
    public static ValueWidget<Double> meter(String text, double max) {
        requireRange("meter", 0, max);
        return new ValueWidget<>(factory(), "FloatProgress", state(text, Map.of("min", 0.0, "max", max,
                "orientation", "horizontal", "bar_style", "")), DOUBLE, 0.0);
    }

    /// {@return a bar of whole numbers from zero to a most, which code moves}
    ///
    /// @param text what it shows
    /// @param max  the most
    public static ValueWidget<Integer> meter(String text, int max) {
        requireRange("meter", 0, max);
        return new ValueWidget<>(factory(), "IntProgress", state(text, Map.of("min", 0, "max", max, "orientation",
                "horizontal", "bar_style", "")), INT, 0);
    }

    /// {@return widgets in a row}
    ///
    /// @param widgets the widgets
    public static Box hbox(Widget... widgets) {
        return new Box(factory(), "HBox", List.of(widgets));
    }

    /// {@return widgets on top of each other}
    ///
    /// @param widgets the widgets
    public static Box vbox(Widget... widgets) {
        return new Box(factory(), "VBox", List.of(widgets));
    }

    private static WidgetFactory factory() {
        var current = factory;
        if (current == null) {
            throw new IllegalStateException("Widgets need a notebook: make them in a cell.");
        }
        return current;
    }

    private static JsonObject state(String description, Map<String, ?> properties) {
        var state = Widget.state(properties);
        state.addProperty("description", description);
        state.addProperty("disabled", false);
        return state;
    }

    private static int indexOf(List<String> choices, String value) {
        int index = choices.indexOf(value);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "'" + value + "' is none of the choices " + choices + ": give one of them.");
        }
        return index;
    }

    private static void requireRange(String what, double min, double max) {
        if (!(min < max)) {
            throw new IllegalArgumentException(what + " from " + min + " to " + max
                    + ": the least must be less than the most.");
        }
    }
}
