package io.weft.process;

import io.weft.process.Message.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The workers of a crew: who there is, who has nothing to do, and how many there should be.
///
/// The crew has as many places as it does jobs at the same time. Spares are workers beyond them, started beforehand: they get no job
/// until a place is free. Workers that have nothing to do for long end, and then fewer are wanted until there are more jobs.
/// Guarded by the crew.
final class Staff {

    /// So many JVMs start at the same time: more would hold up the first.
    private static final int STARTS = Math.max(1, Runtime.getRuntime().availableProcessors());

    private final ProcessCrew crew;
    private final int spares;
    private final List<WorkerProcess> workers = new ArrayList<>();
    /// Those that have nothing to do, the one that was busy last at the end.
    private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();
    private int size;
    /// How many there should be now, without spares; they end when idle and start when needed.
    private int wanted;
    private int starting;
    private int started;

    Staff(ProcessCrew crew, int size, int spares) {
        this.crew = crew;
        this.size = size;
        this.wanted = size;
        this.spares = spares;
    }

    /// How many places there are.
    int size() {
        return size;
    }

    /// How many workers there are, those that start included.
    int count() {
        return workers.size();
    }

    /// How many do a job, or end.
    int working() {
        return workers.size() - idle.size() - starting;
    }

    /// In the order in which they were started; not to be changed.
    List<WorkerProcess> all() {
        return workers;
    }

    /// Those that can work, or those that cannot yet.
    List<WorkerProcess> all(boolean ready) {
        return workers.stream().filter(each -> each.ready == ready).toList();
    }

    /// How many idle workers may be given a job: spares take the places of those that are gone, no more.
    int free() {
        return spares == 0 ? idle.size() : Math.min(idle.size(), size - busy());
    }

    private int busy() {
        int busy = 0;
        for (var worker : workers) {
            busy += worker.jobs.isEmpty() ? 0 : 1;
        }
        return busy;
    }

    /// Takes out the idle worker that was busy last.
    WorkerProcess takeIdle() {
        return idle.pollLast();
    }

    /// So many jobs wait: as many workers are wanted as that takes, and places allow.
    void want(int jobs) {
        wanted = Math.max(wanted, Math.min(size, workers.size() - idle.size() + jobs));
    }

    /// Wants none until there is a job.
    void wantNone() {
        wanted = 0;
    }

    /// Starts the workers that are missing, a few at the same time. A crew that is closed needs no more than it has jobs.
    void hire(boolean closed, int jobs, CrewState.Change change) {
        int withSpares = wanted == 0 ? 0 : wanted + spares;
        int missing = (closed ? Math.min(wanted, workers.size() + jobs) : withSpares) - workers.size();
        for (; missing > 0 && starting < STARTS; missing--) {
            var worker = new WorkerProcess(crew, ++started);
            workers.add(worker);
            starting++;
            change.start(worker);
        }
    }

    /// A worker has connected.
    void ready(WorkerProcess worker) {
        starting--;
        worker.ready = true;
    }

    /// A worker is no more.
    void gone(WorkerProcess worker) {
        workers.remove(worker);
        idle.remove(worker);
        if (!worker.ready) {
            starting--;
        }
    }

    /// Whether a worker that has nothing to do shall stay.
    boolean keeps(WorkerProcess worker) {
        return !worker.leaving && workers.size() <= size + spares;
    }

    /// A worker has nothing to do, and stays.
    void rests(WorkerProcess worker) {
        worker.idleSince = System.nanoTime();
        idle.add(worker);
    }

    /// Whether a worker that rests would be given the next job.
    boolean mayBeginNext(WorkerProcess worker) {
        return idle.peekLast() == worker && free() > 0;
    }

    /// Has a worker end that is not idle, or no more.
    void dismiss(WorkerProcess worker, CrewState.Change change) {
        worker.leaving = true;
        change.say(worker, Message.plain(Kind.EXIT, 0));
        change.letGo(worker);
    }

    void dismissIdle(CrewState.Change change) {
        while (!idle.isEmpty()) {
            dismiss(idle.poll(), change);
        }
    }

    /// Has those end that have been idle since then; not those that stand by as spares while others work.
    void dismissIdleSince(long nanos, CrewState.Change change) {
        int kept = busy() == 0 ? 0 : spares;
        while (idle.size() > kept && idle.peek().idleSince - nanos <= 0) {
            dismiss(idle.poll(), change);
            wanted = Math.max(0, wanted - 1);
        }
    }

    /// Has so many places from now on; of the workers that are too many the idle ones end now.
    void resize(int newSize, CrewState.Change change) {
        size = newSize;
        wanted = newSize;
        while (workers.size() - leaving() > size + spares && !idle.isEmpty()) {
            dismiss(idle.poll(), change);
        }
    }

    private int leaving() {
        int count = 0;
        for (var worker : workers) {
            count += worker.leaving ? 1 : 0;
        }
        return count;
    }
}
