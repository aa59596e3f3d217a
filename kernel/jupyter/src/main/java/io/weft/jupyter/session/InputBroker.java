package io.weft.jupyter.session;

import io.weft.jupyter.message.InputReply;
import io.weft.jupyter.message.InputRequest;
import io.weft.jupyter.message.Message;
import io.weft.loop.Waiter;
import java.util.concurrent.locks.ReentrantLock;

/// Asks clients for lines, one question at a time, and wakes the reader when the answer comes.
final class InputBroker {

    private final Messenger messenger;
    private final Cells cells;
    /// Held while a question is open; readers queue here.
    private final ReentrantLock turn = new ReentrantLock(true);
    // Guarded by this.
    private String question;
    private String answer;
    private Waiter reader;

    InputBroker(Messenger messenger, Cells cells) {
        this.messenger = messenger;
        this.cells = cells;
    }

    /// Asks the client of the current thread's cell. Waits, and lets other tasks run, until the answer comes or the cell is interrupted.
    ///
    /// @throws IllegalStateException if the client does not take questions
    String readLine(String prompt, boolean password) {
        var cell = cells.ofCurrentThread();
        if (cell == null || !cell.request().allowStdin()) {
            throw new IllegalStateException("This cell wants a line of input, and its front end takes no questions "
                    + "(allow_stdin is false, as with nbconvert): run it in JupyterLab, Notebook or a console.");
        }
        turn.lock();
        try {
            cell.output().flush();
            var waiter = Waiter.here();
            synchronized (this) {
                answer = null;
                reader = waiter;
                question = messenger.prompt(cell.message(), new InputRequest(prompt, password));
            }
            waiter.await("input");
            synchronized (this) {
                return answer;
            }
        } finally {
            synchronized (this) {
                question = null;
                reader = null;
            }
            turn.unlock();
        }
    }

    /// A client's answer; one to a question that is no longer open is dropped. Clients that name no parent are believed.
    void answered(Message message) {
        var reply = InputReply.parse(message);
        var parent = message.parentHeader().get("msg_id");
        synchronized (this) {
            boolean open = question != null && (parent == null || parent.getAsString().equals(question));
            if (open && reader != null) {
                answer = reply.value();
                reader.signal();
            }
        }
    }
}
