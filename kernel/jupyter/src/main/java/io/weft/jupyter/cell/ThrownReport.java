package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.spi.SPIResolutionException;

/// Makes the report of an exception: its class and message, the frames in cells with their source lines, few others.
final class ThrownReport {

    private static final int FOREIGN_FRAMES = 4;
    private static final int CELL_FRAMES = 12;
    private static final int CHAIN = 8;

    private final CellTrace trace;
    private final List<String> lines = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ThrownReport(CellTrace trace) {
        this.trace = trace;
    }

    static ErrorReport of(Throwable thrown, CellTrace trace) {
        var report = new ThrownReport(trace);
        report.chain("", thrown, 0);
        return new ErrorReport(report.simpleName(thrown), report.message(thrown), report.lines);
    }

    private void chain(String label, Throwable thrown, int depth) {
        if (depth == CHAIN || !seen.add(thrown)) {
            return;
        }
        String message = message(thrown);
        MemoryReport.hint(thrown).or(() -> monitor(thrown)).ifPresent(hint -> hints.add("  hint: " + hint));
        lines.add(label + Ansi.red(fullName(thrown)) + (message.isEmpty() ? "" : ": " + message));
        frames(thrown.getStackTrace());
        lines.addAll(hints);
        hints.clear();
        for (var suppressed : thrown.getSuppressed()) {
            chain("Suppressed: ", suppressed, depth + 1);
        }
        if (thrown.getCause() != null) {
            chain("Caused by: ", thrown.getCause(), depth + 1);
        }
    }

    private void frames(StackTraceElement[] frames) {
        int end = outermostCellFrame(frames);
        int foreign = 0;
        int inCells = 0;
        for (var repeated : Repeats.fold(frames, end < 0 ? frames.length : end + 1)) {
            var position = trace.locate(repeated.frame());
            if (position.isPresent()) {
                skipped(foreign - FOREIGN_FRAMES, "frames of libraries");
                foreign = 0;
                if (inCells++ < CELL_FRAMES) {
                    inCell(position.get(), inCells == 1 ? 1 : 0);
                }
            } else if (foreign++ < FOREIGN_FRAMES) {
                lines.add("    at " + repeated.frame());
            }
            if (repeated.again() > 0 && inCells <= CELL_FRAMES) {
                lines.add("    ... " + (repeated.frames() == 1 ? "the same" : "these " + repeated.frames()) + " again, "
                        + repeated.again() + " times");
            }
        }
        skipped(foreign - FOREIGN_FRAMES, "frames of libraries");
        skipped(inCells - CELL_FRAMES, "frames in cells");
    }

    private void inCell(CellTrace.Position position, int around) {
        String in = position.member().isEmpty() ? "" : ", in " + position.member();
        lines.add("  " + position.cell().name() + ", line " + position.line() + in);
        lines.addAll(SourceView.around(position.cell(), position.line(), around));
    }

    private void skipped(int count, String what) {
        if (count > 0) {
            lines.add("    ... " + count + " more " + what);
        }
    }

    private int outermostCellFrame(StackTraceElement[] frames) {
        for (int i = frames.length - 1; i >= 0; i--) {
            if (trace.locate(frames[i]).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /// `event.wait()` compiles, since every object has that method, and means another one.
    private Optional<String> monitor(Throwable thrown) {
        var frames = thrown.getStackTrace();
        if (!(thrown instanceof IllegalMonitorStateException) || frames.length == 0
                || !frames[0].getClassName().equals("java.lang.Object")) {
            return Optional.empty();
        }
        return Optional.of(frames[0].getMethodName().startsWith("wait")
                ? "wait() is the method of every Java object, for use in a synchronized block: events, conditions and latches"
                        + " are awaited by await()"
                : "notify() is the method of every Java object, for use in a synchronized block: a condition has signal(),"
                        + " signal(2) and signalAll(), an event has set()");
    }

    private String simpleName(Throwable thrown) {
        String name = fullName(thrown);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private String fullName(Throwable thrown) {
        return thrown instanceof SPIResolutionException
                ? "UnresolvedReference"
                : CellTrace.readable(thrown.getClass().getName());
    }

    private String message(Throwable thrown) {
        if (thrown instanceof SPIResolutionException && thrown.getStackTrace().length > 0) {
            return unresolved(thrown.getStackTrace()[0]);
        }
        try {
            String message = thrown.getLocalizedMessage();
            return message == null ? "" : message;
        } catch (RuntimeException e) {
            return "(its getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    private String unresolved(StackTraceElement frame) {
        String method = frame.getMethodName() + "()";
        String missing = String.join(", ", trace.unresolved(frame));
        return missing.isEmpty()
                ? method + " had parts that were not declared yet: call it again"
                : method + " uses " + missing + ", which no cell declares yet: declare it, then call " + method
                        + " again";
    }
}
