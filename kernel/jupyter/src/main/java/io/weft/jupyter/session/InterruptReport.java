package io.weft.jupyter.session;

import io.weft.jupyter.cell.ErrorReport;
import io.weft.jupyter.cell.JavaSession;
import java.util.ArrayList;
import java.util.Arrays;

/// How a cell that was interrupted says so: not with what the interrupt made of its code, but with the place where it was.
final class InterruptReport {

    private InterruptReport() {}

    /// @param thrown what the cell's code threw when it was stopped
    static ErrorReport of(Cell cell, Throwable thrown, JavaSession java) {
        boolean own = thrown instanceof CellInterrupted && !thrown.getMessage().equals(CellInterrupted.BY_USER);
        var message = own ? thrown.getMessage() : cell.interruptReason();
        var place = new Exception();
        place.setStackTrace(fromCellOn(cell.interruptedAt()));
        var lines = new ArrayList<String>();
        lines.add("\u001b[31mInterrupted\u001b[0m: " + message);
        var frames = java.report(place).traceback();
        lines.addAll(frames.subList(1, frames.size()));
        return new ErrorReport("Interrupted", message, lines);
    }

    /// How the library and the JDK wait says nothing about the cell, so the place begins with its own line, if it has one.
    private static StackTraceElement[] fromCellOn(StackTraceElement[] frames) {
        var own = Arrays.stream(frames)
                .dropWhile(frame -> !Aftermath.isCellCode(frame))
                .toArray(StackTraceElement[]::new);
        return own.length == 0 ? frames : own;
    }
}
