package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the lines of a JShell wrapper class come from.
///
/// @param lines the place of each line of the wrapper, in order; the nearest where the line is the wrapper's own
record LineMap(List<Line> lines) {

    /// A line of a cell, counted from 1.
    record Line(CellSource cell, int number) {}

    LineMap {
        lines = List.copyOf(lines);
    }

    /// Of a class whose second line is the first one of the part.
    static LineMap below(CellSource cell, CellParts.Part part) {
        int first = cell.lineAt(part.offset());
        int count = (int) part.source().chars().filter(c -> c == '\n').count() + 1;
        var lines = new ArrayList<Line>(count + 1);
        lines.add(new Line(cell, cell.lineAt(part.offset() + Comments.start(part.source()))));
        for (int i = 0; i < count; i++) {
            lines.add(new Line(cell, first + i));
        }
        return new LineMap(lines);
    }

    /// The place of a line of the wrapper, counted from 1.
    Line at(int wrapperLine) {
        return lines.get(Math.clamp(wrapperLine, 1, lines.size()) - 1);
    }

    /// The cell, if all lines come from one.
    Optional<CellSource> onlyCell() {
        var first = lines.getFirst().cell();
        return lines.stream().allMatch(line -> line.cell() == first) ? Optional.of(first) : Optional.empty();
    }
}
