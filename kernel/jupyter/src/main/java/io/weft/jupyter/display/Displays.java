package io.weft.jupyter.display;

import io.weft.jupyter.message.ClearOutput;
import io.weft.view.View;
import java.nio.file.Path;
import java.util.Arrays;

/// The front door to what a cell shows besides its value and what it prints.
public final class Displays {

    private Displays() {}

    /// Displays a value in the cell that calls, now.
    ///
    /// @return what was displayed, to be replaced later
    public static Display display(Object value) {
        return Display.show(JJavaStatics.render(value));
    }

    /// Displays a value as one of these MIME types, such as `"text/html"` for a text that is HTML.
    ///
    /// @return what was displayed, to be replaced later
    public static Display display(Object value, String... mimeTypes) {
        if (Arrays.stream(mimeTypes).anyMatch(type -> !type.contains("/") && !type.equals("*"))) {
            throw new IllegalArgumentException("display(value, \"" + String.join("\", \"", mimeTypes)
                    + "\") takes MIME types, such as \"text/html\", after the value: display several texts by a call each.");
        }
        return Display.show(JJavaStatics.render(value, mimeTypes));
    }

    /// Displays several values, one below the other.
    public static void display(Object first, Object second, Object... more) {
        display(first);
        display(second);
        for (var value : more) {
            display(value);
        }
    }

    /// Replaces what was displayed under this id.
    public static void updateDisplay(String id, Object value) {
        Display.of(id).update(value);
    }

    /// Replaces what was displayed under this id, as one of these MIME types.
    public static void updateDisplay(String id, Object value, String... mimeTypes) {
        Display.of(id).replace(JJavaStatics.render(value, mimeTypes));
    }

    /// Replaces what was displayed.
    public static void updateDisplay(Display display, Object value) {
        display.update(value);
    }

    /// Removes what the cell has shown so far.
    public static void clearOutput() {
        clearOutput(false);
    }

    /// Removes what the cell has shown so far, or does so as soon as something else comes, which does not flicker.
    public static void clearOutput(boolean untilNext) {
        JJavaBridge.current().publish(new ClearOutput(untilNext));
    }

    /// A table of a collection, map, array or stream; a stream is read as far as rows are shown. Columns are the components of records, the
    /// getters of beans, the keys of maps, the positions in lists and arrays.
    public static Table table(Object data) {
        return Table.of(data);
    }

    /// A picture of an AWT image.
    public static Picture image(java.awt.Image image) {
        return Picture.ofImage(image);
    }

    /// A picture from the bytes of a file: PNG, JPEG, GIF, WebP, SVG, BMP or TIFF.
    public static Picture image(byte[] encoded) {
        return Picture.ofBytes(encoded);
    }

    /// A picture from a file: PNG, JPEG, GIF, WebP, SVG, BMP or TIFF.
    public static Picture image(Path file) {
        return Picture.ofFile(file);
    }

    /// An empty chart; add series to it, such as `chart("squares").line("x^2", xs, ys)`.
    public static Chart chart(String title) {
        return new Chart(title);
    }

    /// JSON that pages show as a tree to unfold: of a text that is JSON, or of records, beans, maps, collections and arrays.
    public static View json(Object value) {
        return new View("application/json", value instanceof CharSequence text
                ? JsonTree.parse(text.toString()).toString()
                : JsonTree.of(value).toString());
    }
}
