package io.weft.jupyter.session;

import io.weft.jupyter.install.Settings;
import java.util.ArrayList;

/// What runs before the first cell, as a cell of its own: the class path, the scripts and the script of the environment.
final class StartUp {

    private StartUp() {}

    /// Its source, empty if there is nothing to do.
    static String cell(Settings settings) {
        var lines = new ArrayList<String>();
        settings.problems().forEach(problem -> lines.add("System.err.println(" + quoted(problem) + ");"));
        settings.classpath().forEach(path -> lines.add("%classpath \"" + path + "\""));
        settings.scripts().forEach(path -> lines.add("%load \"" + path + "\""));
        if (!settings.script().isBlank()) {
            lines.add(settings.script());
        }
        return String.join("\n", lines);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
