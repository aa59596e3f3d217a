package io.weft.jupyter.magic;

import java.util.List;
import java.util.Optional;

/// A magic of the kernel: its names, its documentation and what it does.
///
/// @param name the name that help shows
/// @param aliases further names, such as those that it has in other kernels
/// @param usage its forms, a line each, with their signs
/// @param help one sentence first, then what else there is to say
/// @param line what `%name` does; empty if it has no such form
/// @param body what `%%name` does; empty if it has no such form
/// @param options what Tab offers among its arguments
record Magic(String name, List<String> aliases, String usage, String help, Optional<OnLine> line,
        Optional<OnCell> body, List<String> options) {

    /// Runs in the cell's task.
    @FunctionalInterface
    interface OnLine {

        /// @param words its arguments
        /// @return its value for an assignment, null if it has none
        Object run(Words words) throws Exception;
    }

    /// Runs in the cell's task.
    @FunctionalInterface
    interface OnCell {

        /// @param body the cell below the magic's line
        /// @return the cell's result, null if it has none
        Object run(Words words, Body body) throws Exception;
    }

    /// The text below a magic's line.
    ///
    /// @param text as it was typed
    /// @param line how many lines of the cell stand above it
    /// @param cell the whole cell
    record Body(String text, int line, String cell) {

        /// The text at the place that it has in its cell, for messages with line numbers.
        String inPlace() {
            return "\n".repeat(line) + text;
        }
    }

    static Magic line(String name, String usage, String help, OnLine line, String... options) {
        return new Magic(name, List.of(), usage, help, Optional.of(line), Optional.empty(), List.of(options));
    }

    static Magic cell(String name, String usage, String help, OnCell cell, String... options) {
        return new Magic(name, List.of(), usage, help, Optional.empty(), Optional.of(cell), List.of(options));
    }

    static Magic both(String name, String usage, String help, OnLine line, OnCell cell, String... options) {
        return new Magic(name, List.of(), usage, help, Optional.of(line), Optional.of(cell), List.of(options));
    }

    /// Whether its arguments are code or a command, in which `${...}` may mean something of its own.
    boolean takesCode() {
        return usage.contains("CODE") || usage.contains("COMMAND");
    }

    /// Whether its arguments, or its cell, are Java.
    boolean isCode() {
        return usage.contains("CODE");
    }

    Magic also(String... further) {
        return new Magic(name, List.of(further), usage, help, line, body, options);
    }

    /// The first sentence of the help.
    String summary() {
        int end = help.indexOf(". ");
        int lineEnd = help.indexOf('\n');
        int first = end < 0 ? lineEnd : lineEnd < 0 ? end + 1 : Math.min(end + 1, lineEnd);
        return first < 0 ? help.strip() : help.substring(0, first).strip();
    }
}
