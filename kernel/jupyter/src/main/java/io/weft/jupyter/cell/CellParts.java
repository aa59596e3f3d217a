package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/// Splits the source of a cell into JShell snippets.
final class CellParts {

    // A class pasted from a file brings its package along, which a cell cannot have.
    private static final Pattern PACKAGE = Pattern.compile("package\\s+[\\w.]+\\s*;");

    /// @param source the snippet, with a semicolon added where it lacks one
    /// @param offset where it begins in the cell
    /// @param terminated whether its own text ends with a semicolon
    record Part(String source, int offset, Completeness completeness, boolean terminated) {}

    private CellParts() {}

    /// The parts in order, without empty ones. An incomplete part is the last.
    static List<Part> split(SourceCodeAnalysis analysis, String cell) {
        var parts = new ArrayList<Part>();
        String rest = withoutPackage(cell);
        while (!rest.isBlank()) {
            var info = analysis.analyzeCompletion(rest);
            int offset = cell.length() - rest.length();
            switch (info.completeness()) {
                case EMPTY -> {
                    return parts;
                }
                case DEFINITELY_INCOMPLETE -> {
                    parts.add(new Part(rest, offset, info.completeness(), false));
                    return parts;
                }
                case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE, UNKNOWN -> {
                    boolean last = !info.completeness().isComplete() || info.remaining().length() >= rest.length();
                    String source = last && info.source() == null ? rest : info.source();
                    String own = last ? rest : rest.substring(0, rest.length() - info.remaining().length());
                    parts.add(new Part(source, offset, info.completeness(), isTerminated(own)));
                    rest = last ? "" : info.remaining();
                }
            }
        }
        return parts;
    }

    private static String withoutPackage(String cell) {
        var matcher = PACKAGE.matcher(cell).region(Comments.start(cell), cell.length());
        return matcher.lookingAt()
                ? cell.substring(0, matcher.start()) + " ".repeat(matcher.end() - matcher.start())
                        + cell.substring(matcher.end())
                : cell;
    }

    private static boolean isTerminated(String source) {
        return Comments.blank(source).stripTrailing().endsWith(";");
    }
}
