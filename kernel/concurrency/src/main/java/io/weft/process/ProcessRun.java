package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/// The run of a [TaskProcess] as its starter sees it: a crew of one worker that does one job and takes no other.
final class ProcessRun extends Guard implements CrewListener {

    /// Those whose end the body of this JVM's process awaits.
    private static final Set<ProcessRun> AWAITED = ConcurrentHashMap.newKeySet();

    // Guarded.
    private boolean started;
    private boolean asked;
    private boolean byForce;
    private boolean ended;
    private long pid = -1;
    private int exit = -1;
    private List<Waiter> awaitPid = new ArrayList<>();
    // Written once, in start.
    private volatile ProcessCrew crew;
    private volatile ProcessJob<Void> job;
    private volatile boolean daemon;

    boolean isStarted() {
        enter();
        boolean is = started;
        leave();
        return is;
    }

    void start(TaskProcess process, ProcessOptions options) {
        var parcel = Packer.current().pack("the process", new ProcessBody(process), ProcessBody.code(process));
        enter();
        boolean again = started;
        started = true;
        leave();
        if (again) {
            throw new IllegalStateException(process + " was started before; make another one.");
        }
        daemon = process.isDaemon();
        crew = new ProcessCrew(process.name(), 1, options.jobsPerWorker(1).retries(0).spares(0).queue(1),
                MemoryBudget.take(1, Runtime.getRuntime().availableProcessors(), options), null, this);
        if (!daemon) {
            AWAITED.add(this);
        }
        Task<Void> task = Jobs.submit(process.name(), Loop.current(), origin -> {
            job = new ProcessJob<>(crew, parcel, origin, origin.loop(), 0);
            return job;
        }, options.grace(), each -> crew.give(each));
        task.observe();
        crew.shutdown();
    }

    @Override
    public void launched(long newPid) {
        boolean end;
        boolean force;
        List<Waiter> waiters;
        enter();
        try {
            pid = newPid;
            end = asked;
            force = byForce;
            waiters = List.copyOf(awaitPid);
            awaitPid.clear();
        } finally {
            leave();
        }
        waiters.forEach(Waiter::signal);
        if (end) {
            signal(newPid, force);
        }
    }

    @Override
    public void gone(int code, String death) {
        boolean expected;
        List<Waiter> waiters;
        enter();
        try {
            ended = true;
            exit = code;
            expected = asked || job.isStopped();
            waiters = List.copyOf(awaitPid);
            awaitPid.clear();
        } finally {
            leave();
        }
        AWAITED.remove(this);
        withdraw();
        waiters.forEach(Waiter::signal);
        if (!expected && (code > Deaths.SIGNALLED || code < 0)) {
            crew.output.tell(job, death);
        }
    }

    void terminate(boolean force) {
        enter();
        asked = true;
        byForce |= force;
        long target = ended ? -1 : pid;
        leave();
        withdraw();
        if (target > 0) {
            signal(target, force);
        }
    }

    /// So that no second process begins in place of one that ended before it began.
    private void withdraw() {
        if (crew.withdraw(job)) {
            job.end(null, new CancellationException("The process ended before it began."));
        }
    }

    private static void signal(long target, boolean force) {
        ProcessHandle.of(target).ifPresent(handle -> {
            if (force) {
                handle.destroyForcibly();
            } else {
                handle.destroy();
            }
        });
    }

    /// @param limit null for ever
    boolean join(Duration limit) {
        return crew.end.await(limit);
    }

    void joinOrTerminate() {
        try {
            join(null);
        } catch (Cancelled cancelled) {
            terminate(false);
            throw cancelled;
        }
    }

    long pid() {
        var waiter = Waiter.here();
        boolean known;
        enter();
        try {
            known = pid > 0 || ended;
            if (!known) {
                awaitPid.add(waiter);
            }
        } finally {
            leave();
        }
        if (!known) {
            waiter.await("the start of " + crew);
        }
        enter();
        long is = pid;
        leave();
        if (is < 0) {
            throw new IllegalStateException(crew + " could not be started.");
        }
        return is;
    }

    boolean isAlive() {
        enter();
        boolean is = started && !ended;
        leave();
        return is;
    }

    Integer exitCode() {
        enter();
        Integer code = ended ? exit : null;
        leave();
        return code;
    }

    String state() {
        enter();
        var text = ended ? "exit code " + exit : pid > 0 ? "pid " + pid : started ? "starting" : "not started";
        leave();
        return text;
    }

    /// Waits for the processes that are no daemons; in a process, at the end of its body.
    static void joinChildren() {
        AWAITED.forEach(run -> run.join(null));
    }
}
