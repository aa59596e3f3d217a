package io.weft.jupyter.session;

import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.cell.SnippetRunner;
import io.weft.jupyter.cell.StartedProcesses;
import io.weft.jupyter.display.JJavaBridge;
import io.weft.jupyter.live.CellPlace;
import io.weft.jupyter.live.CellProgress;
import io.weft.jupyter.message.ExecuteInput;
import io.weft.jupyter.message.ExecuteReply;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.Stream;
import io.weft.jupyter.output.CellOutput;
import io.weft.jupyter.output.OutputClock;
import io.weft.jupyter.output.StandardStreams;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import io.weft.progress.Progress;
import java.util.concurrent.ExecutionException;

/// What cells share: the Java session with what they declared, the loop that runs their tasks, and the count of them.
final class Session {

    private final Messenger messenger;
    private final Cells cells = new Cells();
    private final OutputClock outputClock = new OutputClock();
    private final Loop loop = Loop.start("session", LoopClock.real(), this::failedOutsideCells);
    private final JavaSession java = new JavaSession(Session.class.getClassLoader(), Imports.frontDoor(),
            Imports.types());
    private final JJavaBridge bridge;
    private final InputBroker input;
    private final History history = new History();
    private final Interrupter interrupter = new Interrupter(loop);
    /// The cell that runs, null between cells. Written by the thread that compiles.
    private volatile Execution running;
    /// Only the thread that compiles.
    private int count;

    Session(Messenger messenger, String version) {
        this.messenger = messenger;
        this.input = new InputBroker(messenger, cells);
        this.bridge = new JJavaBridge(version, this::publishForCurrentThread, this::evalInline, java.loader());
    }

    /// Takes the JVM's streams and makes the loop the standard one.
    void start() {
        Loop.setStandard(loop);
        StandardStreams.install(this::outputOfCurrentThread, () -> input.readLine("", false));
        StartedProcesses.listen(process -> {
            var cell = cells.ofCurrentThread();
            if (cell != null) {
                cell.started(process);
            }
        });
        Progress.setDisplay(new CellProgress(this::placeOfCurrentThread));
        bridge.start();
    }

    JavaSession java() {
        return java;
    }

    History history() {
        return history;
    }

    InputBroker input() {
        return input;
    }

    /// Runs a cell, on the thread that compiles.
    ExecuteReply execute(CellQueue.Waiting waiting) {
        var request = waiting.request();
        if (request.storeHistory()) {
            count++;
        }
        if (!request.silent()) {
            messenger.publish(waiting.message(), new ExecuteInput(request.code(), count));
        }
        var output = new CellOutput(content -> messenger.publish(waiting.message(), content), outputClock,
                request.silent());
        var cell = new Cell(count, waiting.message(), request, output, messenger, loop, java.loader(),
                this::failedUnseen);
        cells.began(cell);
        var execution = new Execution(cell, new CellTask(cell, loop, java.loader()), java, bridge);
        running = execution;
        try {
            return execution.run();
        } finally {
            running = null;
            if (request.storeHistory()) {
                history.add(count, request.code(), execution.resultText());
            }
        }
    }

    /// Ends the cell that runs and what it started. Without a running cell there is nothing to interrupt.
    void interrupt() {
        var execution = running;
        if (execution != null) {
            interrupter.interrupt(execution);
        }
    }

    private CellOutput outputOfCurrentThread() {
        var cell = cells.ofCurrentThread();
        return cell == null ? null : cell.output();
    }

    private CellPlace placeOfCurrentThread() {
        var cell = cells.ofCurrentThread();
        if (cell == null) {
            throw new IllegalStateException("No cell has run yet, so there is no place to show anything.");
        }
        return cell.site();
    }

    private void publishForCurrentThread(Publication content) {
        var output = outputOfCurrentThread();
        if (output == null) {
            messenger.publish(content);
        } else {
            output.publish(content);
        }
    }

    /// Evaluates code for a running cell, in its task.
    private Object evalInline(Object code) {
        var cell = cells.ofCurrentThread();
        int number = cell == null ? 0 : cell.number();
        return switch (java.eval(CellSource.numbered(number, code.toString()), SnippetRunner.inline())) {
            case CellOutcome.Completed(var value, _, _) -> value.orElse(null);
            case CellOutcome.CompileError(var report, _) -> throw new IllegalArgumentException(report.value());
            case CellOutcome.Threw(RuntimeException e, _) -> throw e;
            case CellOutcome.Threw(Error e, _) -> throw e;
            case CellOutcome.Threw(Throwable e, _) -> throw new IllegalStateException(e);
        };
    }

    private void failedUnseen(Cell cell, Task<?> task) {
        cell.output().print(Stream.Name.STDERR, describe(task));
    }

    private void failedOutsideCells(Task<?> task) {
        System.err.print(describe(task));
    }

    private String describe(Task<?> task) {
        try {
            task.get();
            return "";
        } catch (ExecutionException e) {
            return task.name() + " failed, and nobody has asked for its outcome:\n"
                    + String.join("\n", java.report(e.getCause()).traceback()) + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return task.name() + " failed, and nobody has asked for its outcome\n";
        }
    }
}
