package io.weft.jupyter.cell;

import java.util.List;
import java.util.Optional;

/// How the evaluation of a cell ended. The notes are sentences for the user, such as which variable was reset.
public sealed interface CellOutcome {

    List<String> notes();

    /// All snippets ran.
    ///
    /// @param value the object of the last snippet, where that is an expression with a value other than null
    /// @param terminated whether the source of the last snippet ends with a semicolon
    record Completed(Optional<Object> value, boolean terminated, List<String> notes) implements CellOutcome {}

    /// A snippet did not compile; those before it ran, unless the cell does not parse.
    record CompileError(ErrorReport report, List<String> notes) implements CellOutcome {}

    /// A snippet threw, or was cancelled. The report is made by [JavaSession#report(Throwable)], in the cell's task,
    /// since it calls the exception's own code.
    record Threw(Throwable thrown, List<String> notes) implements CellOutcome {}
}
