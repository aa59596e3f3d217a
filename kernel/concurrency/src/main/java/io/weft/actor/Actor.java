package io.weft.actor;

import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Resource;
import io.weft.loop.Stopwatch;
import io.weft.loop.Task;
import io.weft.sync.QueueClosed;
import io.weft.sync.TaskQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// An object that works through messages one after another, in a task of its own, so that its fields need no lock.
///
/// ```java
/// class Counter extends Actor<Integer> {
///     int sum;
///     protected void receive(Integer n) { sum += n; }
/// }
/// var counter = new Counter();
/// counter.start();
/// counter.tell(5);
/// ```
///
/// The inbox is bounded: who tells an actor that is far behind waits. When `receive` fails its [Supervisor] decides what becomes of the actor.
///
/// @param <M> the type of the messages; a sealed interface of records serves well
public abstract class Actor<M> implements Resource {

    private static final int INBOX = 1000;
    private static final int KEPT_RESTARTS = 1000;

    /// A message, and the answer that is due if it is a question, else null.
    private record Letter<M>(M message, Reply<?> reply) {}

    /// The answers that are due.
    private static final class OpenReplies extends Guard {

        /// Guarded.
        private final Set<Reply<?>> replies = new HashSet<>();

        void add(Reply<?> reply) {
            enter();
            try {
                replies.add(reply);
            } finally {
                leave();
            }
        }

        void remove(Reply<?> reply) {
            enter();
            replies.remove(reply);
            leave();
        }

        List<Reply<?>> list() {
            enter();
            try {
                return new ArrayList<>(replies);
            } finally {
                leave();
            }
        }
    }

    private final TaskQueue<Letter<M>> inbox;
    private final OpenReplies open = new OpenReplies();
    private final AtomicBoolean started = new AtomicBoolean();
    /// When it was restarted, by its loop's clock; only the actor's task, as is the clock.
    private final ArrayDeque<Long> restarts = new ArrayDeque<>();
    private LoopClock clock;
    /// Written once, by the one who starts it.
    private volatile Task<Void> task;

    /// Creates an actor with an inbox of 1000 messages.
    protected Actor() {
        this(INBOX);
    }

    /// Creates an actor.
    ///
    /// @param inboxCapacity how many messages wait at most
    protected Actor(int inboxCapacity) {
        this.inbox = TaskQueue.fifo("inbox", inboxCapacity);
    }

    /// Does what a message asks for. Never called for two messages at a time; while it waits, other actors go on.
    ///
    /// @param message the message
    /// @throws Exception whatever goes wrong; the supervisor decides then
    protected abstract void receive(M message) throws Exception;

    /// Is called in the actor's task before the first message.
    ///
    /// @throws Exception whatever goes wrong; the actor then ends with it
    protected void started() throws Exception {}

    /// Sets the fields up again after a failure, if the supervisor so decides.
    ///
    /// @param failure what `receive` threw
    /// @throws Exception whatever goes wrong; the actor then ends with it
    protected void restarted(Exception failure) throws Exception {}

    /// Is called in the actor's task when it ends, in whatever way.
    ///
    /// @param undelivered the messages that are left
    protected void stopped(List<M> undelivered) {}

    /// {@return the name of its task, which is that of the class unless overridden}
    protected String name() {
        return getClass().getSimpleName().isEmpty() ? "actor" : getClass().getSimpleName();
    }

    /// Starts it on the current loop; a failure stops it. Messages that came before are delivered first. Does not block.
    ///
    /// @return its task, which ends when the actor does
    /// @throws IllegalStateException if it was started already, or there is no loop here
    public final Task<Void> start() {
        return start(Supervisor.stopping());
    }

    /// Starts it on the current loop. Does not block.
    ///
    /// @param supervisor decides what becomes of it after a failure
    /// @return its task, which ends when the actor does
    /// @throws IllegalStateException if it was started already, or there is no loop here
    public final Task<Void> start(Supervisor supervisor) {
        var loop = Loop.current();
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException(name() + " was started already: make another one.");
        }
        Task<Void> begun = loop.spawn(name(), () -> {
            clock = loop.clock();
            work(supervisor);
            return null;
        });
        // One that is cancelled before it begins never runs.
        begun.onDone(_ -> inbox.closeNow().forEach(letter -> failed(letter.reply())));
        task = begun;
        return begun;
    }

    /// Puts a message into the inbox; waits while that is full, and lets the other tasks of the loop run. Any task or thread.
    ///
    /// @param message the message
    /// @throws ActorStopped            if the actor has stopped
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled while it waits; the message is then not in the inbox
    /// @throws IllegalStateException   if an actor tells itself while its inbox is full
    public final void tell(M message) {
        put(new Letter<>(message, null));
    }

    /// Sends a question and waits for the answer, which comes through the [Reply] in the message. Lets the other tasks of the loop run.
    ///
    /// @param question makes the message, which carries the reply
    /// @param limit    the longest time to wait
    /// @param <R>      the type of the answer
    /// @return the answer
    /// @throws io.weft.loop.TimedOut  if there is none by then; it is dropped when it comes
    /// @throws ActorStopped           if the actor has stopped, or stops before it answers
    /// @throws io.weft.loop.Cancelled if the caller is cancelled while it waits
    /// @throws RuntimeException       what `receive` threw for this message, or the reply was failed with
    /// @throws IllegalStateException  if an actor asks itself
    public final <R> R ask(Function<? super Reply<R>, ? extends M> question, Duration limit) {
        if (isHere()) {
            throw new IllegalStateException(
                    name() + " asks itself and would wait for ever: tell it, or call a method.");
        }
        var watch = Stopwatch.start();
        var reply = new Reply<R>("answer of " + name());
        open.add(reply);
        try {
            put(new Letter<>(question.apply(reply), reply));
            var left = limit.minus(watch.elapsed());
            return reply.await(left.isNegative() ? Duration.ZERO : left);
        } finally {
            open.remove(reply);
        }
    }

    /// Lets it work through the messages that have come, then end; takes no further ones. Any thread; does not wait.
    public final void stop() {
        inbox.close();
    }

    /// Ends it, at the wait where it is, and waits for that; the messages that are left go to [#stopped(List)].
    ///
    /// @throws io.weft.loop.Cancelled if the caller is cancelled meanwhile
    /// @throws IllegalStateException  if it was not started, or kills itself
    public final void kill() {
        task().kill();
    }

    /// Like [#stop()], and waits until it has ended, unless it closes itself.
    ///
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled meanwhile
    /// @throws io.weft.loop.TaskFailed with the cause, if it ended with a checked exception; an unchecked one arrives as itself
    @Override
    public void close() {
        stop();
        var own = task;
        if (own != null && !isHere()) {
            own.join();
        }
    }

    /// Ends it at the wait where it is, without waiting for that.
    @Override
    public void closeNow() {
        stop();
        var own = task;
        if (own != null) {
            own.cancel(name() + " was closed.");
        }
    }

    /// {@return whether it has ended, or was not started}
    @Override
    public boolean isClosed() {
        var own = task;
        return own == null || own.isDone();
    }

    @Override
    public String describe() {
        return "the actor " + name();
    }

    /// Waits until it has ended.
    ///
    /// @throws io.weft.loop.Cancelled    if the caller is cancelled meanwhile
    /// @throws io.weft.loop.TaskFailed   with the cause, if it ended with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException     if it was not started, or joins itself
    public final void join() {
        task().join();
    }

    /// {@return its task}
    ///
    /// @throws IllegalStateException if it was not started
    public final Task<Void> task() {
        var begun = task;
        if (begun == null) {
            throw new IllegalStateException(name() + " was not started: call start() first.");
        }
        return begun;
    }

    /// {@return how many messages wait in the inbox}
    public final int pending() {
        return inbox.size();
    }

    /// {@return how often it was restarted lately, at most 1000; to be asked in its own task, where the supervisor is}
    ///
    /// @param time how far to look back, by the loop's clock
    public final int restartsWithin(Duration time) {
        long now = clock.nanoTime();
        return (int) restarts.stream().filter(at -> now - at <= time.toNanos()).count();
    }

    private boolean isHere() {
        var own = task;
        return own != null && own.thread() == Thread.currentThread();
    }

    private void put(Letter<M> letter) {
        try {
            if (!isHere()) {
                inbox.put(letter);
            } else if (!inbox.offer(letter)) {
                throw new IllegalStateException(
                        name() + " tells itself more than its inbox holds: give it a larger one in the constructor.");
            }
        } catch (QueueClosed _) {
            throw new ActorStopped(this);
        }
    }

    private void work(Supervisor supervisor) throws Exception {
        try {
            started();
            for (var letter : inbox) {
                deliver(letter, supervisor);
            }
        } finally {
            var left = inbox.closeNow();
            open.list().forEach(this::failed);
            stopped(left.stream().map(Letter::message).toList());
        }
    }

    private void deliver(Letter<M> letter, Supervisor supervisor) throws Exception {
        try {
            receive(letter.message());
        } catch (Cancelled e) {
            throw e;
        } catch (Exception e) {
            if (letter.reply() != null) {
                letter.reply().fail(e);
            }
            switch (supervisor.failed(this, e)) {
                case RESUME -> {
                }
                case RESTART -> restart(e);
                case STOP -> throw e;
            }
        }
    }

    private void restart(Exception failure) throws Exception {
        if (restarts.size() == KEPT_RESTARTS) {
            restarts.remove();
        }
        restarts.add(clock.nanoTime());
        restarted(failure);
    }

    private void failed(Reply<?> reply) {
        if (reply != null) {
            reply.fail(new ActorStopped(this));
        }
    }

    @Override
    public String toString() {
        return name() + " (" + pending() + " messages)";
    }
}
