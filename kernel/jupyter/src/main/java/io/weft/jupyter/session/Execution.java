package io.weft.jupyter.session;

import com.google.gson.JsonObject;
import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.ErrorReport;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.display.JJavaBridge;
import io.weft.jupyter.display.MimeBundle;
import io.weft.jupyter.magic.MagicError;
import io.weft.jupyter.magic.Magics;
import io.weft.jupyter.magic.NestedFailure;
import io.weft.jupyter.magic.UnknownMagic;
import io.weft.jupyter.message.DisplayData;
import io.weft.jupyter.message.ErrorOutput;
import io.weft.jupyter.message.ExecuteReply;
import io.weft.jupyter.message.ExecuteResult;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.Stream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/// Takes one cell from its source to its reply, on the thread that compiles.
///
/// The order is the contract with clients: text of the cell, its result or its error, the reply. All goes through the messenger's one queue.
final class Execution {

    private final Cell cell;
    private final CellTask task;
    private final JavaSession java;
    private final JJavaBridge bridge;
    private final Magics magics;
    private String resultText;
    private Object result;

    Execution(Cell cell, CellTask task, JavaSession java, JJavaBridge bridge, Magics magics) {
        this.cell = cell;
        this.task = task;
        this.java = java;
        this.bridge = bridge;
        this.magics = magics;
    }

    Cell cell() {
        return cell;
    }

    CellTask task() {
        return task;
    }

    /// The result as plain text, or null if there was none.
    String resultText() {
        return resultText;
    }

    /// The result itself, or null if there was none.
    Object result() {
        return result;
    }

    /// Runs the cell; its output has been sent when this returns.
    ExecuteReply run() {
        var reply = evaluate();
        task.end();
        cell.end();
        cell.site().end(task.task().thread());
        cell.output().flush();
        return reply;
    }

    /// Runs a script ahead of the cell, in its task; what goes wrong is said in the cell, which then runs all the same.
    void prepare(String script) {
        if (script.isEmpty()) {
            return;
        }
        try {
            switch (eval(script)) {
                case CellOutcome.Completed _ -> {
                    // It has done its work.
                }
                case CellOutcome.CompileError(var report, _) -> failedToStart(report);
                case CellOutcome.Threw(var thrown, _) -> failedToStart(report(thrown));
            }
        } catch (UnknownMagic e) {
            cell.output().print(Stream.Name.STDERR, "Start-up: " + e.getMessage() + "\n");
        }
    }

    private void failedToStart(ErrorReport report) {
        cell.output()
                .print(Stream.Name.STDERR, "Start-up failed, and the cell runs without it:\n"
                        + String.join("\n", report.traceback()) + "\n");
    }

    private CellOutcome eval(String code) {
        var source = magics.toJava(code);
        var outcome = java.eval(CellSource.numbered(cell.number(), source, code), task);
        outcome.notes().forEach(note -> cell.output().print(Stream.Name.STDERR, note + "\n"));
        return outcome;
    }

    private ExecuteReply evaluate() {
        try {
            var outcome = eval(cell.request().code());
            return switch (outcome) {
                // Its code may have ended well in spite of the interrupt, as a join does when its thread was interrupted, too.
                case CellOutcome.Completed _ when cell.interrupted() -> failed(report(new CellInterrupted()));
                case CellOutcome.Completed(var value, var terminated, _) -> completed(
                        terminated ? Optional.empty() : value);
                case CellOutcome.CompileError(var report, _) -> failed(report);
                case CellOutcome.Threw(var thrown, _) -> failed(report(thrown));
            };
        } catch (UnknownMagic e) {
            return failed(new ErrorReport("UnknownMagic", e.getMessage(), List.of(e.getMessage())));
        } catch (RuntimeException | Error e) {
            return failed(ofKernel(e));
        }
    }

    /// Whatever goes wrong here, the cell gets a reply, and those that wait behind it their turn.
    private static ErrorReport ofKernel(Throwable thrown) {
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return new ErrorReport("KernelFault", String.valueOf(thrown.getMessage()),
                List.of("The kernel failed, not the cell; restart it if that goes on.", stack.toString()));
    }

    private ExecuteReply completed(Optional<Object> value) {
        if (value.isPresent()) {
            try {
                var bundle = render(value.get());
                if (!bundle.isEmpty()) {
                    resultText = bundle.text();
                    result = value.get();
                    cell.output().publish(shown(bundle));
                }
            } catch (Exception | Error e) {
                return failed(report(e));
            }
        }
        var expressions = new JsonObject();
        cell.request().userExpressions().forEach((name, code) -> expressions.add(name, expression(code)));
        return new ExecuteReply.Ok(cell.number(), expressions);
    }

    /// One that is updated later must be a display, since front ends do not update results.
    private Publication shown(MimeBundle bundle) {
        return bundle.transientData().has("display_id")
                ? new DisplayData(bundle.data(), bundle.metadata(), bundle.transientData())
                : new ExecuteResult(cell.number(), bundle.data(), bundle.metadata());
    }

    private MimeBundle render(Object value) throws Exception {
        return (MimeBundle) task.call(() -> bridge.bundle(value));
    }

    private JsonObject expression(String code) {
        try {
            return switch (java.evalExpression(code, task)) {
                case CellOutcome.Completed(var value, _, _) -> shown(value);
                case CellOutcome.CompileError(var report, _) -> error(report);
                case CellOutcome.Threw(var thrown, _) -> error(report(thrown));
            };
        } catch (Exception | Error e) {
            return error(report(e));
        }
    }

    private JsonObject shown(Optional<Object> value) throws Exception {
        var json = new JsonObject();
        var bundle = value.isPresent() ? render(value.get()) : null;
        json.addProperty("status", "ok");
        json.add("data", bundle == null ? new JsonObject() : bundle.data());
        json.add("metadata", bundle == null ? new JsonObject() : bundle.metadata());
        return json;
    }

    private static JsonObject error(ErrorReport report) {
        var json = new ErrorOutput(report.name(), report.value(), report.traceback()).toJson();
        json.addProperty("status", "error");
        return json;
    }

    private ExecuteReply failed(ErrorReport report) {
        cell.output().publish(new ErrorOutput(report.name(), report.value(), report.traceback()));
        return new ExecuteReply.Failed(cell.number(), report.name(), report.value(), report.traceback());
    }

    /// The exception's own code makes its message, so the cell's task asks it, as long as there is one.
    private ErrorReport report(Throwable thrown) {
        if (cell.interrupted()) {
            return InterruptReport.of(cell, thrown, java);
        }
        if (thrown instanceof NestedFailure nested) {
            return switch (nested.outcome()) {
                case CellOutcome.CompileError(var report, _) -> report;
                case CellOutcome.Threw(var inner, _) -> report(inner);
                case CellOutcome.Completed _ -> throw new IllegalArgumentException("It completed.", nested);
            };
        }
        if (thrown instanceof MagicError || thrown instanceof UnknownMagic) {
            var name = thrown.getClass().getSimpleName();
            return new ErrorReport(name, thrown.getMessage(), List.of("\u001b[31m" + name + "\u001b[0m: "
                    + thrown.getMessage()));
        }
        try {
            return (ErrorReport) task.call(() -> java.report(thrown));
        } catch (Exception | Error e) {
            return InterruptReport.of(cell, e, java);
        }
    }
}
