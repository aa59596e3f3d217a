package io.weft.process;

import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Owner;
import io.weft.loop.Task;
import io.weft.process.Incoming.Frame;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/// A worker process: does jobs one after another, each as a task of its loop. The reader's thread takes messages, also while a job
/// runs, so that a job can be cancelled or given back.
final class WorkerSide {

    /// Of the process, when the parent lets it end.
    private static volatile int exitCode;

    private final Incoming in;
    private final Outgoing out;
    private final PeerClasses classes;
    private final WorkerLoader loader;
    private final Unpacker unpacker;
    private final Loop loop;
    // Guarded by this.
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private Frame running;
    private Task<?> task;
    /// What went wrong before the first job; each job fails with it. Only the loop.
    private Throwable broken;

    WorkerSide(Incoming in, Outgoing out, PeerClasses classes, WorkerLoader loader) {
        this.in = in;
        this.out = out;
        this.classes = classes;
        this.loader = loader;
        this.unpacker = new Unpacker(classes, loader);
        this.loop = Loop.start("worker", LoopClock.real(), WorkerSide::report);
    }

    /// Returns when the parent has closed the connection, or asked to end.
    void serve() {
        Shipping.use(loader);
        Home.use(new Upstream(out, classes, loader));
        Loop.setStandard(loop);
        Thread.currentThread().setContextClassLoader(loader);
        System.setOut(JobOutput.stream(out, Kind.OUT, this::job));
        System.setErr(JobOutput.stream(out, Kind.ERR, this::job));
        try {
            for (var frame = in.next(); frame.kind() != Kind.EXIT; frame = in.next()) {
                take(frame);
            }
        } catch (IOException _) {
            // The parent is gone or has closed the pool.
        }
        end();
    }

    static void exitWith(int code) {
        exitCode = code;
    }

    private void take(Frame frame) {
        switch (frame.kind()) {
            case INIT, JOB -> given(frame);
            case CANCEL -> cancel(frame);
            case RECALL -> giveBack(frame.id());
            case CLASS -> loader.arrived(frame.id(), frame.bytes());
            case PATH -> loader.add(Path.of(frame.text()));
            case ANSWER, REFUSAL -> Home.upstream().answered(frame);
            case DEFINE, EXIT, VALUE, FAILURE, RETURNED, OUT, ERR, WANTED, ASK, DROP ->
                throw new IllegalStateException("a worker does not get " + frame.kind());
        }
    }

    /// The job for which the current thread works: that of its task, else the one that runs.
    private long job() {
        var owner = Owner.current();
        if (owner != null && owner.attachment() instanceof Long id) {
            return id;
        }
        synchronized (this) {
            return running == null ? 0 : running.id();
        }
    }

    private synchronized void given(Frame frame) {
        waiting.add(frame);
        if (running == null) {
            startNext();
        }
    }

    /// Guarded by this.
    private void startNext() {
        running = waiting.poll();
        if (running == null) {
            task = null;
            return;
        }
        var frame = running;
        var owner = loop.owner("job " + frame.id(), frame.id(), WorkerSide::report);
        Task<Void> started = loop.spawn("job " + frame.id(), owner, () -> run(frame));
        started.observe();
        task = started;
        // One that was cancelled before it began.
        started.onDone(ended -> {
            if (ended.isCancelled()) {
                finished(frame, failure(frame.id(), new CancellationException("The job was cancelled.")));
            }
        });
    }

    private Void run(Frame frame) {
        Thread.currentThread().setContextClassLoader(loader);
        Message reply;
        try {
            var body = (Callable<?>) unpacker.open(frame.chunks(), frame.length(), frame.arrays());
            if (frame.kind() != Kind.INIT && broken != null) {
                throw broken;
            }
            var value = body.call();
            reply = new Message(Kind.VALUE, frame.id(), Packer.current().packValue("the result of the job", value));
        } catch (Throwable e) {
            reply = failure(frame.id(), e);
            if (frame.kind() == Kind.INIT) {
                broken = e;
            }
        }
        System.out.flush();
        System.err.flush();
        finished(frame, reply);
        return null;
    }

    private void finished(Frame frame, Message reply) {
        synchronized (this) {
            if (running != frame) {
                return;
            }
            if (frame.kind() != Kind.INIT) {
                out.enqueue(reply);
            }
            startNext();
        }
        out.write();
    }

    private static Message failure(long id, Throwable thrown) {
        Parcel parcel;
        try {
            parcel = Packer.current().packValue("the exception of the job", thrown);
        } catch (RuntimeException | StackOverflowError e) {
            parcel = Packer.current().packValue("the exception of the job", RemoteFailure.of(thrown));
        }
        return new Message(Kind.FAILURE, id, parcel);
    }

    private void cancel(Frame frame) {
        giveBack(frame.id());
        Task<?> cancelled;
        synchronized (this) {
            cancelled = running != null && running.id() == frame.id() ? task : null;
        }
        if (cancelled != null) {
            cancelled.cancel(frame.text());
        }
    }

    private void giveBack(long id) {
        boolean had;
        synchronized (this) {
            had = waiting.removeIf(each -> each.id() == id);
        }
        if (had) {
            out.send(Message.plain(Kind.RETURNED, id));
        }
    }

    private static void report(Task<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            System.err.print(task.name() + " failed in a worker, and nobody has asked for its outcome: ");
            e.getCause().printStackTrace();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Shutdown hooks of jobs may run for a moment.
    private static void end() {
        var late = Thread.ofPlatform().daemon().name("weft end").unstarted(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException _) {
                // Then at once.
            }
            Runtime.getRuntime().halt(exitCode);
        });
        late.start();
        System.exit(exitCode);
    }
}
