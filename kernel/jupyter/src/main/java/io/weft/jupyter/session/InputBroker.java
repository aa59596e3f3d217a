package io.weft.jupyter.session;

import io.weft.Primitives;
import io.weft.jupyter.message.InputReply;
import io.weft.jupyter.message.InputRequest;
import io.weft.jupyter.message.Message;
import io.weft.loop.Waiter;
import io.weft.sync.TaskLock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks clients for lines, one question at a time, in the order in which the readers came, and wakes the reader when the answer comes.
///
/// Front ends show a question under the cell whose request it names, while that cell runs. So the task of an earlier cell asks
/// through the cell that runs now, and its prompt says whose question it is. An open question whose cell has ended gives way to a
/// new one and is asked again after it.
final class InputBroker {

    private final Messenger messenger;
    private final Cells cells;
    private final Predicate<Cell> runs;
    private final Supplier<Optional<Cell>> main;
    /// Held while a question is open; readers queue here.
    private final TaskLock turn = Primitives.lock("input");
    /// The open question, or null. Guarded by this.
    private Question open;

    /// @param through the cell under which it is shown
    private record Question(String id, Cell asker, Cell through, Waiter reader, Answer answer) {}

    /// What became of a question. Guarded by the broker.
    private static final class Answer {
        private String line;
        private boolean interrupted;
    }

    /// @param runs whether this cell is running
    /// @param main the cell that the main shell runs
    InputBroker(Messenger messenger, Cells cells, Predicate<Cell> runs, Supplier<Optional<Cell>> main) {
        this.messenger = messenger;
        this.cells = cells;
        this.runs = runs;
        this.main = main;
    }

    /// Asks the client of the current thread's cell. Waits, and lets other tasks run, until the answer comes or the cell is interrupted.
    ///
    /// @throws IllegalStateException if the client does not take questions
    String readLine(String prompt, boolean password) {
        var asker = cells.ofCurrentThread();
        while (true) {
            makeWay();
            try (var _ = turn.hold()) {
                var answer = ask(asker, prompt, password);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    /// A client's answer; one to a question that is no longer open is dropped. Clients that name no parent are believed.
    void answered(Message message) {
        var reply = InputReply.parse(message);
        var parent = message.parentHeader().get("msg_id");
        synchronized (this) {
            if (open != null && (parent == null || parent.getAsString().equals(open.id))) {
                open.answer.line = reply.value();
                open.reader.signal();
            }
        }
    }

    /// Ends the question that another cell asks through this one. Those of its own tasks end with these.
    synchronized void interrupted(Cell cell) {
        if (open != null && open.through == cell && open.asker != cell) {
            open.answer.interrupted = true;
            open.reader.signal();
        }
    }

    private synchronized void makeWay() {
        if (open != null && !runs.test(open.through)) {
            open.reader.signal();
        }
    }

    /// The answer; empty if the question gave way to another.
    private Optional<String> ask(Cell asker, String prompt, boolean password) {
        var through = asker != null && runs.test(asker) ? asker : main.get().orElse(asker);
        if (through == null || !through.request().allowStdin()) {
            throw new IllegalStateException("This cell wants a line of input, and its front end takes no questions "
                    + "(allow_stdin is false, as with nbconvert): run it in JupyterLab, Notebook or a console.");
        }
        var shown = asker == through || asker == null ? prompt : "[" + asker.name() + "] " + prompt;
        through.output().flush();
        var answer = new Answer();
        var reader = Waiter.here();
        synchronized (this) {
            var id = messenger.prompt(through.message(), new InputRequest(shown, password));
            open = new Question(id, asker, through, reader, answer);
        }
        try {
            reader.await("input");
        } finally {
            synchronized (this) {
                open = null;
            }
        }
        synchronized (this) {
            if (answer.interrupted) {
                throw new CellInterrupted(
                        "The question was ended with " + through.name() + ", under which it was asked.");
            }
            return Optional.ofNullable(answer.line);
        }
    }
}
