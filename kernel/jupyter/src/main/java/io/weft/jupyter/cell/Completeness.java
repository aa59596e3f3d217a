package io.weft.jupyter.cell;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/// Whether code can be run as it is, as an is_complete request asks.
public sealed interface Completeness {

    /// It can be run.
    record Complete() implements Completeness {}

    /// It needs more.
    ///
    /// @param indent what the next line should begin with
    record Incomplete(String indent) implements Completeness {}

    /// More text would not mend it.
    record Invalid() implements Completeness {}

    /// Decides by the parser alone; nothing is compiled.
    static Completeness of(SourceCodeAnalysis analysis, String code) {
        List<CellParts.Part> parts = CellParts.split(analysis, code);
        if (parts.isEmpty()) {
            return new Complete();
        }
        return switch (parts.getLast().completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> new Complete();
            case CONSIDERED_INCOMPLETE -> new Incomplete("    ");
            case DEFINITELY_INCOMPLETE -> new Incomplete(indent(code));
            case UNKNOWN -> new Invalid();
        };
    }

    private static String indent(String code) {
        boolean inText = Brackets.innermost(code).filter(open -> open.closing().length() > 1).isPresent();
        return inText ? "" : "    ".repeat(Brackets.depth(code));
    }
}
