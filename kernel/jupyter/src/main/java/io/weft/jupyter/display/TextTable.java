package io.weft.jupyter.display;

import java.util.ArrayList;
import java.util.List;

/// A table for terminals, and for pages that show text alone.
final class TextTable {

    private static final int WIDEST = 40;

    private TextTable() {}

    static String of(Table.Extract table) {
        var rows = new ArrayList<List<String>>();
        rows.add(table.headings());
        rows.addAll(table.cells());
        var lines = rows.stream().map(row -> row.stream().map(TextTable::oneLine).toList()).toList();
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < table.headings().size(); i++) {
            int column = i;
            widths.add(lines.stream().mapToInt(row -> width(row.get(column))).max().orElse(0));
        }
        var text = new StringBuilder();
        if (!widths.isEmpty()) {
            add(text, lines.getFirst(), widths, table.numeric());
            text.append(String.join("-+-", widths.stream().map("-"::repeat).toList())).append('\n');
            lines.subList(1, lines.size()).forEach(row -> add(text, row, widths, table.numeric()));
        }
        return text.append(table.note()).toString().stripTrailing();
    }

    private static void add(StringBuilder text, List<String> row, List<Integer> widths, List<Boolean> numeric) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var space = " ".repeat(widths.get(i) - width(row.get(i)));
            line.append(i == 0 ? "" : " | ").append(numeric.get(i) ? space + row.get(i) : row.get(i) + space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("\\R|\\t", " ");
        return width(line) <= WIDEST ? line : line.substring(0, line.offsetByCodePoints(0, WIDEST - 3)) + "...";
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
