package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/// Maps the lines of the classes that JShell makes of snippets.
final class WrapperLines {

    // What JShell puts ahead of each method of a class of overloads.
    private static final String MEMBER = "public static\n    ";

    /// One method of a class of overloads.
    ///
    /// @param offset where its snippet begins in its cell
    record Overload(String source, CellSource cell, int offset) {}

    private WrapperLines() {}

    /// @param offset where the snippet begins in its cell
    static LineMap of(SnippetWrapper wrapper, CellSource cell, int offset) {
        var lines = new ArrayList<LineMap.Line>();
        int start = 0;
        for (String row : wrapper.wrapped().split("\n", -1)) {
            int indent = row.length() - row.stripLeading().length();
            int inSnippet = Math.max(0, wrapper.wrappedToSourcePosition(start + indent));
            lines.add(new LineMap.Line(cell, cell.lineAt(offset + inSnippet)));
            start += row.length() + 1;
        }
        return new LineMap(lines);
    }

    /// JShell's wrapper maps one snippet; here the methods are told apart by their text.
    static LineMap ofOverloads(String wrapped, List<Overload> overloads) {
        var current = overloads.getFirst();
        int currentStart = wrapped.length();
        var lines = new ArrayList<LineMap.Line>();
        int start = 0;
        for (String row : wrapped.split("\n", -1)) {
            int member = wrapped.lastIndexOf(MEMBER, start);
            if (member >= 0 && member + MEMBER.length() != currentStart) {
                currentStart = member + MEMBER.length();
                int end = wrapped.indexOf(MEMBER, currentStart);
                current = find(wrapped.substring(currentStart, end < 0 ? wrapped.lastIndexOf('}') : end), overloads);
            }
            int inSnippet = Math.max(0, start - currentStart);
            lines.add(new LineMap.Line(current.cell(), current.cell().lineAt(current.offset() + inSnippet)));
            start += row.length() + 1;
        }
        return new LineMap(lines);
    }

    private static Overload find(String member, List<Overload> overloads) {
        String text = squeeze(member);
        return overloads.stream()
                .filter(o -> squeeze(o.source()).endsWith(text))
                .findFirst()
                .orElse(overloads.getFirst());
    }

    // JShell blanks comments, and modifiers at the front.
    private static String squeeze(String source) {
        return Comments.blank(source).replaceAll("\\s+", "");
    }
}
