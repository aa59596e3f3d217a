package io.weft.jupyter.session;

import io.weft.jupyter.message.ExecuteReply;
import io.weft.jupyter.message.ExecuteRequest;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Status;
import io.weft.jupyter.wire.Channel;
import java.util.ArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// Runs cells one after another, on a thread of its own. When one fails, those that wait behind it are aborted, if it asked for that.
final class CellQueue {

    /// Behind the last cell of a queue that ends.
    private static final Waiting END = new Waiting(null, null);

    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Messenger messenger;
    private final Function<Waiting, ExecuteReply> execute;

    /// A request for a cell.
    record Waiting(Message message, ExecuteRequest request) {}

    CellQueue(Messenger messenger, Function<Waiting, ExecuteReply> execute) {
        this.messenger = messenger;
        this.execute = execute;
    }

    void start(String name) {
        Thread.ofPlatform().daemon().name(name).start(this::runCells);
    }

    /// Its thread ends once the cells that it has now have run.
    void end() {
        waiting.add(END);
    }

    void add(Message message, ExecuteRequest request) {
        waiting.add(new Waiting(message, request));
    }

    private void runCells() {
        while (true) {
            try {
                var next = waiting.take();
                if (next == END) {
                    return;
                }
                run(next);
            } catch (InterruptedException _) {
                // User code may interrupt any thread that it finds; there is nothing to end here.
            }
        }
    }

    private void run(Waiting cell) {
        messenger.status(cell.message, Status.ExecutionState.BUSY);
        var reply = execute.apply(cell);
        // Those that came before the reply could not know of the failure; one that comes after it is meant to run.
        boolean aborts = reply instanceof ExecuteReply.Failed && cell.request.stopOnError();
        var aborted = new ArrayList<Waiting>();
        if (aborts) {
            waiting.drainTo(aborted);
            if (aborted.remove(END)) {
                waiting.add(END);
            }
        }
        messenger.reply(Channel.SHELL, cell.message, reply);
        messenger.status(cell.message, Status.ExecutionState.IDLE);
        aborted.forEach(each -> abort(each, reply.executionCount()));
    }

    private void abort(Waiting cell, long executionCount) {
        messenger.status(cell.message, Status.ExecutionState.BUSY);
        messenger.reply(Channel.SHELL, cell.message, new ExecuteReply.Aborted(executionCount));
        messenger.status(cell.message, Status.ExecutionState.IDLE);
    }
}
