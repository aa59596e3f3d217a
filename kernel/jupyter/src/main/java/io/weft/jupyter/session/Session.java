package io.weft.jupyter.session;

import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.cell.JobCalls;
import io.weft.jupyter.cell.SnippetRunner;
import io.weft.jupyter.cell.StartedProcesses;
import io.weft.jupyter.comm.CommDoor;
import io.weft.jupyter.comm.Comms;
import io.weft.jupyter.display.JJavaBridge;
import io.weft.jupyter.history.History;
import io.weft.jupyter.history.HistoryPlace;
import io.weft.jupyter.install.Settings;
import io.weft.jupyter.live.CellProgress;
import io.weft.jupyter.live.LiveDoor;
import io.weft.jupyter.live.LiveFutures;
import io.weft.jupyter.magic.CellMagics;
import io.weft.jupyter.magic.Magics;
import io.weft.jupyter.message.ExecuteInput;
import io.weft.jupyter.message.ExecuteReply;
import io.weft.jupyter.message.HistoryReply;
import io.weft.jupyter.message.HistoryRequest;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.Stream;
import io.weft.jupyter.output.CellOutput;
import io.weft.jupyter.output.CellPlace;
import io.weft.jupyter.output.OutputClock;
import io.weft.jupyter.output.OutputLimit;
import io.weft.jupyter.output.StandardStreams;
import io.weft.jupyter.page.Pages;
import io.weft.jupyter.widget.WidgetFactory;
import io.weft.jupyter.widget.Widgets;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import io.weft.process.Shipping;
import io.weft.process.WorkerCache;
import io.weft.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.ExecutionException;

/// What cells share: the Java session with what they declared, the loop that runs their tasks, and the count of them.
final class Session {

    private final Messenger messenger;
    private final Cells cells = new Cells();
    private final OutputClock outputClock = new OutputClock();
    private final OutputLimit limit = OutputLimit.of(System.getenv());
    private final Loop loop = Loop.start("session", LoopClock.real(), this::failedOutsideCells);
    private final Settings settings;
    private final JavaSession java;
    private final Comms comms;
    private final JJavaBridge bridge;
    private final SessionHost host;
    private final Magics magics;
    private final InputBroker input;
    private final String id;
    private final History history = new History(System.err::println);
    private final CellValues values = new CellValues();
    private final Interrupter interrupter = new Interrupter(loop);
    private final Callbacks callbacks;
    /// The cells that run, by the id of their shell, which is empty for the main one. Written by the threads that compile.
    private final Map<String, Execution> running = new ConcurrentHashMap<>();
    /// Of the last cell. Written by the threads that compile.
    private final AtomicInteger count = new AtomicInteger();
    /// Whether the first cell has begun.
    private final AtomicBoolean startedUp = new AtomicBoolean();

    /// @param id under which the notebook's server knows this kernel; empty if it is not known
    Session(Messenger messenger, Settings settings, JavaSession java, String version, String id) {
        this.id = id;
        this.messenger = messenger;
        this.settings = settings;
        this.java = java;
        this.callbacks = new Callbacks(loop, java.loader());
        this.input = new InputBroker(messenger, cells, this::runs, this::mainCell);
        this.comms = new Comms(this::placeOfCurrentThread,
                (cause, content) -> messenger.publish(cause, content));
        this.bridge = new JJavaBridge(version, this::publishForCurrentThread, this::evalInline, java.loader(), comms,
                settings.loadsExtensions());
        this.host = new SessionHost(java, this::historyAnswer, this::publishForCurrentThread, cells::ofCurrentThread,
                bridge, settings.cellTimeout());
        this.magics = new Magics(bridge.foreignMagics(), host);
        host.use(magics);
    }

    /// Takes the JVM's streams and makes the loop the standard one.
    void start() {
        Loop.setStandard(loop);
        history.start();
        Recall.from(values);
        Questions.askThrough(input);
        Shipping.use(java.classSource());
        WorkerCache.keepIn(HistoryPlace.cache(System.getenv(), Path.of(System.getProperty("user.home")),
                System.getProperty("os.name")));
        StandardStreams.install(this::outputOfCurrentThread, () -> input.readLine("", false));
        StartedProcesses.listen(process -> {
            var cell = cells.ofCurrentThread();
            if (cell != null) {
                cell.started(process);
            }
        });
        JobCalls.own(new CellJobs(cells, java.loader()));
        Progress.setDisplay(new CellProgress(this::requiredPlace));
        LiveDoor.install(this::requiredPlace, bridge::bundle);
        new LiveFutures(this::placeOfCurrentThread, bridge::bundle).register(bridge.getRenderer());
        CommDoor.install(comms);
        Pages.install(comms, id);
        Widgets.install(new WidgetFactory(comms));
        CellMagics.use(magics);
        CommonPoolThreads.use(java.loader());
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> System.err.print("thread " + thread.getName()
                + " failed:\n" + String.join("\n", java.report(thrown).traceback()) + "\n"));
        bridge.start();
    }

    Magics magics() {
        return magics;
    }

    JavaSession java() {
        return java;
    }

    History history() {
        return history;
    }

    Comms comms() {
        return comms;
    }

    InputBroker input() {
        return input;
    }

    /// Runs a cell, on the thread that compiles for its shell.
    ExecuteReply execute(CellQueue.Waiting waiting) {
        var request = waiting.request();
        var shell = waiting.message().header().subshellId();
        int number = request.storeHistory() ? count.incrementAndGet() : count.get();
        if (!request.silent()) {
            messenger.publish(waiting.message(), new ExecuteInput(request.code(), number));
        }
        if (request.storeHistory()) {
            history.began(number, request.code());
            values.began(number, request.code());
        }
        var output = new CellOutput(content -> messenger.publish(waiting.message(), content), outputClock,
                request.silent(), limit);
        var cell = new Cell(number, waiting.message(), request, output, messenger, loop, callbacks,
                this::failedUnseen);
        cells.began(cell);
        var execution = new Execution(cell, new CellTask(cell, loop, java.loader()), java, bridge, magics);
        running.put(shell, execution);
        if (startedUp.compareAndSet(false, true)) {
            execution.prepare(StartUp.cell(settings));
        }
        var limit = host.cellTimeout().map(time -> limit(execution, time));
        try {
            return execution.run();
        } finally {
            limit.ifPresent(Thread::interrupt);
            running.remove(shell);
            if (request.storeHistory() && execution.resultText() != null) {
                history.result(number, execution.resultText());
                values.gave(number, execution.result());
            }
        }
    }

    /// Ends the cell that runs in a shell and what it started; those of the subshells if the main shell is meant and runs none.
    /// Without a running cell there is nothing to interrupt.
    ///
    /// @param shell its id, empty for the main one
    void interrupt(String shell) {
        var meant = running.get(shell);
        if (meant != null) {
            interrupt(meant);
        } else if (shell.isEmpty()) {
            if (running.isEmpty()) {
                callbacks.interrupt();
            }
            List.copyOf(running.values()).forEach(this::interrupt);
        }
    }

    private void interrupt(Execution execution) {
        input.interrupted(execution.cell());
        interrupter.interrupt(execution);
    }

    private boolean runs(Cell cell) {
        return running.values().stream().anyMatch(execution -> execution.cell() == cell);
    }

    private Optional<Cell> mainCell() {
        return Optional.ofNullable(running.get("")).map(Execution::cell);
    }

    private HistoryReply historyAnswer(HistoryRequest request) {
        return CompletableFuture.supplyAsync(() -> history.answer(request), history.thread()).join();
    }

    /// Interrupts the cell when its time is over, unless it ends before.
    private Thread limit(Execution execution, Duration time) {
        return Thread.ofVirtual().name("weft time limit").start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException _) {
                return;
            }
            if (running.containsValue(execution)) {
                execution.cell().timedOut(time);
                interrupt(execution);
            }
        });
    }

    private CellOutput outputOfCurrentThread() {
        var cell = cells.ofCurrentThread();
        return cell == null ? null : cell.output();
    }

    private CellPlace placeOfCurrentThread() {
        var cell = cells.ofCurrentThread();
        return cell == null ? null : cell.site();
    }

    private CellPlace requiredPlace() {
        var place = placeOfCurrentThread();
        if (place == null) {
            throw new IllegalStateException("No cell has run yet, so there is no place to show anything.");
        }
        return place;
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
        var text = code.toString();
        return switch (java.eval(CellSource.numbered(number, magics.toJava(text), text), SnippetRunner.inline())) {
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
