package io.weft.jupyter.display;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// What cells written for JJava call, apart from what [Displays] offers under the same name.
public final class JJavaStatics {

    private JJavaStatics() {}

    /// Prints formatted text.
    public static void printf(String format, Object... values) {
        BaseNotebookStatics.printf(format, values);
    }

    /// Evaluates code in the session, and gives its value.
    public static Object eval(String code) {
        return BaseNotebookStatics.eval(code);
    }

    /// Runs a magic of a line.
    public static <T> T lineMagic(String name, List<String> arguments) {
        return BaseNotebookStatics.lineMagic(name, arguments);
    }

    /// Runs a magic of a cell.
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return BaseNotebookStatics.cellMagic(name, arguments, body);
    }

    /// The forms of a value that front ends show.
    public static DisplayData render(Object value) {
        return BaseNotebookStatics.render(value);
    }

    /// The forms of a value, those of these MIME types alone, and its text.
    public static DisplayData render(Object value, String... mimeTypes) {
        return BaseNotebookStatics.render(value, mimeTypes);
    }
}
