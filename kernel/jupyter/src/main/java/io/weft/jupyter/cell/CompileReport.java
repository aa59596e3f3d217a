package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/// Makes the report of source that does not compile: message, line and column, the source line, carets.
final class CompileReport {

    static final String NAME = "CompileError";
    private static final int MAX = 5;

    private CompileReport() {}

    /// @param offset where the snippet begins in the cell, to which the diagnostics are relative
    static ErrorReport of(CellSource cell, int offset, List<Diag> diagnostics) {
        var errors = diagnostics.stream().filter(Diag::isError).toList();
        var shown = errors.isEmpty() ? diagnostics : errors;
        if (shown.isEmpty()) {
            return at(cell, offset, offset + 1, "this does not compile, and the compiler does not say why");
        }
        var lines = new ArrayList<String>();
        for (var d : shown.subList(0, Math.min(MAX, shown.size()))) {
            int start = offset + (int) Math.max(0, d.getPosition() >= 0 ? d.getPosition() : d.getStartPosition());
            lines.addAll(block(cell, start, offset + (int) d.getEndPosition(), message(d)));
        }
        if (shown.size() > MAX) {
            lines.add("... " + (shown.size() - MAX) + " more errors");
        }
        return new ErrorReport(NAME, message(shown.getFirst()), lines);
    }

    /// Source that ends before it is complete.
    static ErrorReport incomplete(CellSource cell, CellParts.Part part) {
        return Brackets.innermost(part.source())
                .map(open -> {
                    int at = part.offset() + open.offset();
                    return at(cell, at, at + open.what().length(), "the cell ends before the '" + open.what()
                            + "' of line " + cell.lineAt(at) + " is closed: add '" + open.closing() + "'");
                })
                .orElseGet(() -> {
                    int end = part.offset() + part.source().stripTrailing().length();
                    return at(cell, end, end + 1, "the cell ends in the middle of a statement: complete it");
                });
    }

    static ErrorReport notAnExpression(CellSource cell) {
        return at(cell, 0, cell.text().length(), "this is no single expression: give one that has a value");
    }

    private static ErrorReport at(CellSource cell, int start, int end, String message) {
        return new ErrorReport(NAME, message, block(cell, start, end, message));
    }

    private static List<String> block(CellSource cell, int start, int end, String message) {
        int line = cell.lineAt(start);
        int column = cell.columnAt(start);
        var lines = new ArrayList<String>();
        lines.add(Ansi.red(NAME) + ": " + message);
        lines.add("  " + cell.name() + ", line " + line + ", column " + column);
        int to = cell.lineAt(end) == line ? cell.columnAt(end) : column + 1;
        lines.addAll(SourceView.carets(cell, line, column, to));
        return lines;
    }

    // "location: class" names JShell's wrapper, which means nothing to the user.
    private static String message(Diag diagnostic) {
        return diagnostic.getMessage(null)
                .lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .map(line -> line.strip().replaceFirst("^symbol:\\s*", ""))
                .collect(Collectors.joining(": "))
                .replaceAll("REPL\\.\\$JShell\\$\\d+[A-Za-z]*\\.", "");
    }
}
