package io.weft.process;

import io.weft.loop.Cancelled;
import io.weft.loop.Failures;
import io.weft.loop.Guard;
import io.weft.loop.Waiter;
import io.weft.process.Incoming.Frame;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The questions of this process that its parent has not answered. Any thread.
final class Upstream {

    private final Outgoing out;
    private final PeerClasses classes;
    private final ClassLoader loader;
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Upstream(Outgoing out, PeerClasses classes, ClassLoader loader) {
        this.out = out;
        this.classes = classes;
        this.loader = loader;
    }

    private static final class Call extends Guard {

        // Guarded.
        private Frame answer;
        private Waiter waiter;

        void answered(Frame frame) {
            enter();
            answer = frame;
            var waits = waiter;
            leave();
            if (waits != null) {
                waits.signal();
            }
        }

        /// {@return the answer, or null if the waiter has to wait for it}
        Frame answerOr(Waiter here) {
            enter();
            var is = answer;
            waiter = here;
            leave();
            return is;
        }
    }

    Object ask(HomeQuestion question) {
        var here = Waiter.here();
        long id = numbers.incrementAndGet();
        var call = new Call();
        var parcel = Packer.current().packValue(question.toString(), question);
        Waiter.checkpoint();
        calls.put(id, call);
        out.send(new Message(Kind.ASK, id, parcel));
        if (call.answerOr(here) == null) {
            try {
                here.await(question);
            } catch (Cancelled cancelled) {
                takeBack(id, call, question);
                throw cancelled;
            }
        }
        return open(call.answerOr(null));
    }

    /// The home answers in any case: that it was in time, or that the question had its effect before, which is then undone.
    private void takeBack(long id, Call call, HomeQuestion question) {
        out.send(Message.plain(Kind.DROP, id));
        var frame = awaitShielded(call);
        if (frame.kind() != Kind.ANSWER) {
            return;
        }
        var undo = question.undo(open(frame));
        if (undo != null) {
            long number = numbers.incrementAndGet();
            var undone = new Call();
            calls.put(number, undone);
            out.send(new Message(Kind.ASK, number, Packer.current().packValue("what is taken back", undo)));
            open(awaitShielded(undone));
        }
    }

    private static Frame awaitShielded(Call call) {
        var here = Waiter.shielded();
        var frame = call.answerOr(here);
        if (frame == null) {
            here.awaitShielded("an answer from the home");
            frame = call.answerOr(null);
        }
        return frame;
    }

    /// In the thread that asked, since classes may have to be fetched through the reader's.
    private Object open(Frame frame) {
        Object value;
        try {
            value = new Unpacker(classes, loader).openValue(frame.chunks(), frame.length(), frame.arrays());
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("An answer cannot be read here: " + e, e);
        }
        if (frame.kind() == Kind.REFUSAL) {
            throw Failures.unchecked("A question to the home", (Throwable) value);
        }
        return value;
    }

    /// The reader's thread.
    void answered(Frame frame) {
        var call = calls.remove(frame.id());
        if (call != null) {
            call.answered(frame);
        }
    }
}
