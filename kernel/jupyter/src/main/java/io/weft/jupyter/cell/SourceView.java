package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;

/// Lines of a cell with one of them marked.
final class SourceView {

    private static final int MAX_CARETS = 60;

    private SourceView() {}

    /// @param around how many lines before and after the marked one
    static List<String> around(CellSource cell, int line, int around) {
        return view(cell, line, around, 0, 0);
    }

    /// Marks columns `from` to `to` of the line, counted from 1, with carets.
    static List<String> carets(CellSource cell, int line, int from, int to) {
        return view(cell, line, 1, from, to);
    }

    private static List<String> view(CellSource cell, int line, int around, int from, int to) {
        String[] lines = cell.lines();
        var result = new ArrayList<String>();
        int last = Math.min(lines.length, line + around);
        for (int n = Math.max(1, line - around); n <= last; n++) {
            String text = lines[n - 1].replace('\t', ' ');
            boolean marked = n == line;
            if (!marked && text.isBlank()) {
                continue;
            }
            String row = "%s %3d | %s".formatted(marked ? "->" : "  ", n, text);
            result.add(marked ? Ansi.green(row) : row);
            if (marked && from > 0) {
                int count = Math.clamp(to - from, 1, MAX_CARETS);
                result.add("       | " + " ".repeat(from - 1) + Ansi.red("^".repeat(count)));
            }
        }
        return result;
    }
}
