package io.weft.process;

import io.weft.process.Incoming.Frame;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One worker as its pool sees it. A thread of its own launches it, reads what it says until it is gone, and then tells the crew.
final class WorkerProcess implements Runnable {

    private final ProcessCrew crew;
    final int number;
    private final LastWords words = new LastWords();
    /// Null until connected. Written by the reader's thread before the crew learns that the worker is ready.
    private volatile Outgoing out;
    private volatile WorkerLaunch launch;
    /// Null until connected; the reader's thread.
    private AskedQuestions questions;
    /// Guarded by this.
    private final Set<Path> toldPaths = new HashSet<>();
    // Everything below is guarded by the crew.
    /// What it was sent and has not answered: first the job that it does, then those that were sent ahead.
    final ArrayDeque<ProcessJob<?>> jobs = new ArrayDeque<>();
    /// Whether it has connected; written by the reader's thread.
    boolean ready;
    /// Whether it gets no more jobs, since it was dismissed or has had as many as it may.
    boolean leaving;
    /// Whether it was asked to give back a job that was sent ahead, and has not answered.
    boolean recalled;
    /// How many jobs it was sent.
    int given;
    long idleSince;

    WorkerProcess(ProcessCrew crew, int number) {
        this.crew = crew;
        this.number = number;
    }

    void start() {
        var thread = new Thread(null, this, crew.name + "/" + number, 64L << 20, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    long pid() {
        var launched = launch;
        return launched == null ? -1 : launched.pid();
    }

    /// Its job of this number, or null; guarded by the crew.
    ProcessJob<?> job(long id) {
        for (var job : jobs) {
            if (job.id == id) {
                return job;
            }
        }
        return null;
    }

    /// Takes its job of this number off it; null if it has none such. Guarded by the crew.
    ProcessJob<?> take(long id) {
        var job = job(id);
        if (job != null) {
            jobs.remove(job);
            job.worker = null;
        }
        return job;
    }

    /// Guarded by the crew; [#write()] must follow.
    void enqueue(Message message) {
        out.enqueue(message);
    }

    void write() {
        var link = out;
        if (link != null) {
            link.write();
        }
    }

    /// It was told to end.
    void letGo() {
        var launched = launch;
        if (launched != null) {
            launched.letGo();
        }
    }

    void kill() {
        var launched = launch;
        if (launched != null) {
            launched.kill();
        }
    }

    @Override
    public void run() {
        int exit = -1;
        String problem = null;
        try {
            launch = WorkerLaunch.start(crew.options, crew.memory.heapMiB(), this::raw);
            crew.reports.launched(this);
            var peer = new PeerClasses();
            var connection = launch.connect();
            out = new Outgoing(connection.jobs());
            questions = new AskedQuestions(out);
            var in = new Incoming(connection.results(), peer);
            var unpacker = new Unpacker(peer, Shipping.source().loader());
            tellPaths(Shipping.source().classPath());
            if (crew.initializer != null) {
                out.send(new Message(Kind.INIT, 0, crew.initializer));
            }
            crew.reports.ready(this);
            while (true) {
                take(in.next(), unpacker);
            }
        } catch (IOException e) {
            problem = e.getMessage();
        } catch (RuntimeException | Error e) {
            problem = e.toString();
        } finally {
            if (out != null) {
                out.close();
            }
            if (launch != null) {
                exit = launch.end();
            }
        }
        if (questions != null) {
            questions.gone().forEach(note -> crew.output.tell(null, note));
        }
        crew.reports.gone(this, exit, problem, words.text());
    }

    /// Names what was added to the class path, which must come before a job that needs it. Any thread.
    synchronized void tellPaths(List<Path> paths) {
        var link = out;
        if (link == null) {
            return;
        }
        for (var path : paths) {
            if (toldPaths.add(path)) {
                link.send(Message.text(Kind.PATH, 0, path.toString()));
            }
        }
    }

    private void take(Frame frame, Unpacker unpacker) throws IOException {
        switch (frame.kind()) {
            case VALUE, FAILURE -> {
                var job = crew.reports.ended(this, frame.id());
                if (job != null) {
                    end(job, frame, unpacker);
                }
            }
            case RETURNED -> crew.reports.returned(this, frame.id());
            case OUT -> print(frame, false);
            case ERR -> print(frame, true);
            case WANTED -> {
                var bytes = Shipping.source().classFile(frame.text());
                out.send(Message.bytes(Kind.CLASS, frame.id(), bytes == null ? new byte[0] : bytes));
            }
            case ASK -> questions.asked(frame, unpacker);
            case DROP -> questions.dropped(frame.id());
            case DEFINE, JOB, CANCEL, RECALL, CLASS, PATH, INIT, EXIT, ANSWER, REFUSAL ->
                throw new IOException("a worker does not say " + frame.kind());
        }
    }

    @SuppressWarnings("unchecked")
    private static void end(ProcessJob<?> job, Frame frame, Unpacker unpacker) {
        Object result;
        try {
            result = unpacker.openValue(frame.chunks(), frame.length(), frame.arrays());
        } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
            job.end(null, new IllegalStateException("The result of " + job + " cannot be read here: " + e, e));
            return;
        }
        if (frame.kind() == Kind.FAILURE) {
            job.end(null, result instanceof Throwable thrown
                    ? thrown
                    : new IllegalStateException("The worker sent a failure without an exception."));
        } else {
            ((ProcessJob<Object>) job).end(result, null);
        }
    }

    private void print(Frame frame, boolean error) {
        var bytes = frame.bytes();
        if (error) {
            words.add(bytes, bytes.length);
        }
        crew.output.print(crew.reports.jobOf(this, frame.id()), bytes, bytes.length, error);
    }

    /// What the process wrote past Java's streams, as the JVM itself does when it fails; the thread that reads its pipe.
    private void raw(byte[] bytes, int length) {
        words.add(bytes, length);
        // Before it is connected it can only be the reason why it does not start, which the jobs' failures tell.
        if (out != null) {
            crew.output.print(crew.reports.jobOf(this, 0), bytes, length, true);
        }
    }

    /// The end of what a worker wrote to standard error, for the message when it dies.
    private static final class LastWords {

        private static final int MOST = 2000;
        // Guarded by this.
        private final StringBuilder tail = new StringBuilder();

        synchronized void add(byte[] bytes, int length) {
            tail.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
            if (tail.length() > 2 * MOST) {
                tail.delete(0, tail.length() - MOST);
            }
        }

        synchronized String text() {
            return tail.substring(Math.max(0, tail.length() - MOST)).strip();
        }
    }
}
