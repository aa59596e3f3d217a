package io.weft.process;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.process.HomeQuestion.Answer;
import io.weft.process.Incoming.Frame;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The questions that came from one worker: answered here if this is the home, else passed on by a task each.
final class AskedQuestions {

    private final Outgoing out;
    /// Those that have no answer, with what takes them back.
    private final Map<Long, Runnable> open = new ConcurrentHashMap<>();
    /// The worker and the processes below it that have asked.
    private final Set<String> askers = ConcurrentHashMap.newKeySet();

    AskedQuestions(Outgoing out) {
        this.out = out;
    }

    /// The reader's thread.
    void asked(Frame frame, Unpacker unpacker) throws IOException {
        try {
            var question = (HomeQuestion) unpacker.openValue(frame.chunks(), frame.length(), frame.arrays());
            var asker = question.asker();
            askers.add(asker);
            if (Home.isHere()) {
                var answer = new ToWorker(frame.id(), asker);
                open.put(frame.id(), () -> {
                    question.withdraw(answer);
                    if (answer.claim()) {
                        answer.settle(null, new CancellationException("It was taken back."));
                        answer.deliver();
                    }
                });
                question.begin(answer);
            } else {
                passOn(frame.id(), question);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            send(frame.id(), null, e);
        }
    }

    private void passOn(long id, HomeQuestion question) {
        Task<Void> task = Loop.current().spawn(question.toString(), () -> {
            try {
                send(id, Home.ask(question), null);
            } catch (RuntimeException e) {
                send(id, null, e);
            }
            return null;
        });
        open.put(id, () -> task.cancel("The question was taken back."));
        task.observe();
        task.onDone(ended -> {
            // One that was cancelled before it began.
            if (open.containsKey(id)) {
                send(id, null, new CancellationException("It was taken back."));
            }
        });
    }

    /// The reader's thread.
    void dropped(long id) {
        var takeBack = open.get(id);
        if (takeBack != null) {
            takeBack.run();
        }
    }

    /// The worker is gone: what it asked is of no use any more, and what it holds is free. Gives notes for the user.
    List<String> gone() {
        open.values().forEach(Runnable::run);
        var notes = new ArrayList<String>();
        for (var asker : askers) {
            notes.addAll(Home.gone(asker));
        }
        return notes;
    }

    private void send(long id, Object value, Throwable failure) {
        open.remove(id);
        Message message;
        try {
            message = failure == null
                    ? new Message(Kind.ANSWER, id, Packer.current().packValue("the answer", value))
                    : refusal(id, failure);
        } catch (RuntimeException e) {
            message = refusal(id, e);
        }
        out.send(message);
    }

    private static Message refusal(long id, Throwable failure) {
        Parcel parcel;
        try {
            parcel = Packer.current().packValue("the exception", failure);
        } catch (RuntimeException e) {
            parcel = Packer.current().packValue("the exception", RemoteFailure.of(failure));
        }
        return new Message(Kind.REFUSAL, id, parcel);
    }

    private final class ToWorker implements Answer {

        private final long id;
        private final String asker;
        private final AtomicBoolean claimed = new AtomicBoolean();
        // Written before it is delivered, by the same thread.
        private Object value;
        private RuntimeException failure;

        ToWorker(long id, String asker) {
            this.id = id;
            this.asker = asker;
        }

        @Override
        public String asker() {
            return asker;
        }

        @Override
        public boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        @Override
        public void settle(Object result, RuntimeException thrown) {
            value = result;
            failure = thrown;
        }

        @Override
        public void deliver() {
            send(id, value, failure);
        }
    }
}
