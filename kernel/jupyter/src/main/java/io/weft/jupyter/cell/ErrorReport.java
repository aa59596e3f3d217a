package io.weft.jupyter.cell;

import java.util.List;

/// An error as a front end shows it.
///
/// @param name the simple name of the exception's class, or `CompileError`
/// @param value the message, empty where there is none
/// @param traceback lines with ANSI colours
public record ErrorReport(String name, String value, List<String> traceback) {

    public ErrorReport {
        traceback = List.copyOf(traceback);
    }
}
