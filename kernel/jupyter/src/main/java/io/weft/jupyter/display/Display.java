package io.weft.jupyter.display;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// Something that was displayed and can be replaced, where it stands, at any later time and from any task or thread.
///
/// ```
/// var d = display("so far nothing");
/// d.update(table(found));
/// ```
public final class Display {

    private final String id;

    private Display(String id) {
        this.id = id;
    }

    /// Sends it to the current cell.
    static Display show(DisplayData data) {
        if (!data.hasDisplayId()) {
            data.setDisplayId(UUID.randomUUID().toString());
        }
        JJavaBridge.current().display(data);
        return new Display(data.getDisplayId());
    }

    static Display of(String id) {
        return new Display(id);
    }

    /// What front ends know it by.
    public String id() {
        return id;
    }

    /// Shows another value in its place.
    public Display update(Object value) {
        return replace(JJavaStatics.render(value));
    }

    Display replace(DisplayData data) {
        JJavaBridge.current().getIO().display.updateDisplay(id, data);
        return this;
    }

    @Override
    public String toString() {
        return id;
    }
}
