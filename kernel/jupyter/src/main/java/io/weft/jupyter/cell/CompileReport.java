package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/// Makes the report of source that does not compile: message, line and column, the source line, carets.
final class CompileReport {

    static final String NAME = "CompileError";
    private static final int MAX = 5;
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*");
    private static final Pattern CANDIDATE = Pattern.compile("(?m)^ {4}(?:method|constructor) (.*) is not applicable$");

    private CompileReport() {}

    /// @param place where a place of the diagnostics is in the cell
    /// @param hints what to write instead, for an error
    static ErrorReport of(CellSource cell, IntUnaryOperator place, List<Diag> diagnostics,
            Function<Diag, List<String>> hints) {
        var errors = diagnostics.stream().filter(Diag::isError).toList();
        var shown = errors.isEmpty() ? diagnostics : errors;
        if (shown.isEmpty()) {
            return at(cell, place.applyAsInt(0), place.applyAsInt(1),
                    "this does not compile, and the compiler does not say why");
        }
        var lines = new ArrayList<String>();
        var told = new HashSet<String>();
        for (var d : shown.subList(0, Math.min(MAX, shown.size()))) {
            int start = (int) Math.max(0, d.getPosition() >= 0 ? d.getPosition() : d.getStartPosition());
            lines.addAll(block(cell, place.applyAsInt(start), place.applyAsInt((int) d.getEndPosition()), message(d)));
            hints.apply(d).stream().filter(told::add).map(CompileReport::hint).forEach(lines::add);
        }
        if (shown.size() > MAX) {
            lines.add("... " + (shown.size() - MAX) + " more errors");
        }
        return new ErrorReport(NAME, message(shown.getFirst()), lines);
    }

    /// Source that ends before it is complete.
    ///
    /// @param hints what to write instead
    static ErrorReport incomplete(CellSource cell, CellParts.Part part, List<String> hints) {
        return withHints(incomplete(cell, part), hints);
    }

    private static ErrorReport withHints(ErrorReport report, List<String> hints) {
        var lines = new ArrayList<>(report.traceback());
        hints.stream().map(CompileReport::hint).forEach(lines::add);
        return new ErrorReport(report.name(), report.value(), lines);
    }

    private static String hint(String text) {
        return "  hint: " + text;
    }

    private static ErrorReport incomplete(CellSource cell, CellParts.Part part) {
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

    /// Source that is no Java, though it could be taken for it.
    static ErrorReport foreign(CellSource cell, CellParts.Part part, List<String> hints) {
        int start = part.offset() + part.source().length() - part.source().stripLeading().length();
        var report = at(cell, start, start + part.source().strip().length(), "this is no Java statement");
        return withHints(report, hints);
    }

    static ErrorReport tooDeep(CellSource cell) {
        return at(cell, Comments.start(cell.text()), cell.text().length(),
                "this is nested too deeply for the compiler: divide it into several statements");
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
        return withoutPackages(candidates(diagnostic.getMessage(null))
                .lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .map(line -> line.strip().replaceFirst("^symbol:\\s*", ""))
                .collect(Collectors.joining(": "))
                .replaceAll("REPL\\.\\$JShell\\$\\d+[A-Za-z]*\\.", ""));
    }

    // Why each overload does not fit, at length, hides which there are.
    private static String candidates(String message) {
        if (!message.startsWith("no suitable")) {
            return message;
        }
        var first = message.lines().findFirst().orElse(message);
        var known = CANDIDATE.matcher(message)
                .results()
                .map(m -> m.group(1))
                .limit(MAX)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? first : first + "; there is " + known;
    }

    // Packages are noise, unless two of the message's types differ in nothing else.
    private static String withoutPackages(String message) {
        var types = QUALIFIED.matcher(message).results().map(MatchResult::group).distinct().toList();
        long simple = types.stream().map(CompileReport::simple).distinct().count();
        return simple < types.size() ? message : QUALIFIED.matcher(message).replaceAll(m -> simple(m.group()));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
