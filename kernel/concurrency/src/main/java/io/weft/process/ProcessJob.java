package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.exec.OutsideJob;
import io.weft.loop.Loop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Something to do in another process, which somebody awaits.
///
/// ```
/// OPEN --end--> OVER
///   '---take back before a worker has it---> OVER
/// ```
final class ProcessJob<T> extends OutsideJob<T> {

    private static final AtomicLong NUMBERS = new AtomicLong();
    /// The worker is killed when the grace is over; that takes a moment.
    static final Duration KILLING = Duration.ofMillis(50);

    final long id;
    final Jobs.Origin origin;
    /// So many bytes wait with it. Big arrays are not copied, so they do not count.
    final long copied;
    private final ProcessCrew crew;
    /// With the submitter's cell; what the job prints goes there.
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    /// Null when over. The crew reads it while it is not.
    private volatile Parcel parcel;
    /// How often it may be given again; guarded by the crew.
    int retries;
    /// Which worker has it, or null; guarded by the crew.
    WorkerProcess worker;
    /// When it was sent; guarded by the crew.
    long sentNanos;

    ProcessJob(ProcessCrew crew, Parcel parcel, Jobs.Origin origin, Loop awaits, int retries) {
        this(NUMBERS.incrementAndGet(), crew, parcel, origin, awaits, retries);
    }

    private ProcessJob(long id, ProcessCrew crew, Parcel parcel, Jobs.Origin origin, Loop awaits, int retries) {
        super("job " + id + " of " + crew, awaits);
        this.id = id;
        this.crew = crew;
        this.parcel = parcel;
        this.copied = parcel.length();
        this.origin = origin;
        this.retries = retries;
    }

    Parcel parcel() {
        return parcel;
    }

    ClassLoader context() {
        return context;
    }

    @Override
    protected void ended() {
        parcel = null;
    }

    @Override
    public boolean stop(String reason) {
        enter();
        boolean goesOn = !isOver();
        boolean first = goesOn && noteStop(reason);
        leave();
        if (first) {
            crew.stop(this, reason);
        }
        return goesOn;
    }

    @Override
    public T await(Duration grace) throws Exception {
        return super.await(grace.plus(KILLING));
    }
}
