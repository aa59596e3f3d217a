package io.weft.jupyter.cell;

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
