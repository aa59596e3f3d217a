package io.weft.process;

import io.weft.loop.Action;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/// How a pool of processes is made. Begin with [#standard()] and change what matters:
/// `processOptions().name("crunchers").memory(512).retries(2)`.
///
/// @param name          of the pool, for messages; null for one that is made up
/// @param memoryMiB     the largest heap of each worker in MiB; 0 for a fair share of what the machine or the container has
/// @param flags         further JVM flags for the workers
/// @param initializer   done once in each worker, before its first job; null for nothing
/// @param jobsPerWorker after how many jobs a worker is replaced by a fresh one; 0 for never
/// @param retries       how many times a job is given again whose worker died
/// @param spares        how many more workers stand ready, to take at once the places of those that die or are replaced
/// @param queue         how many jobs may wait for a worker
/// @param idle          after how much real time without a job a worker ends; another one starts when it is needed
/// @param grace         how long a job that was cancelled may take to end, before its worker is killed
public record ProcessOptions(String name, int memoryMiB, List<String> flags, Action initializer, int jobsPerWorker,
        int retries, int spares, int queue, Duration idle, Duration grace) implements Serializable {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative
    public ProcessOptions {
        if (memoryMiB < 0 || jobsPerWorker < 0 || retries < 0 || spares < 0 || queue < 0) {
            throw new IllegalArgumentException("Process options with memory " + memoryMiB + ", jobsPerWorker "
                    + jobsPerWorker + ", retries " + retries + ", spares " + spares + " and queue " + queue
                    + ": none may be negative.");
        }
        if (idle.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("Processes with idle " + idle + " and grace " + grace
                    + ": a duration must be zero or more, for example seconds(1).");
        }
        flags = List.copyOf(flags);
    }

    /// {@return a heap that is a fair share, no initializer, workers that stay, no retries, no spares, a queue for 100,000 jobs, workers that end after a
    /// minute without a job, and 0.15 s of grace}
    public static ProcessOptions standard() {
        return new ProcessOptions(null, 0, List.of(), null, 0, 0, 0, 100_000, Duration.ofMinutes(1),
                Duration.ofMillis(150));
    }

    /// {@return these options with another name}
    ///
    /// @param newName of the pool
    public ProcessOptions name(String newName) {
        return new ProcessOptions(newName, memoryMiB, flags, initializer, jobsPerWorker, retries, spares, queue, idle,
                grace);
    }

    /// {@return these options with another heap for each worker}
    ///
    /// @param mebibytes its largest size in MiB
    public ProcessOptions memory(int mebibytes) {
        return new ProcessOptions(name, mebibytes, flags, initializer, jobsPerWorker, retries, spares, queue, idle,
                grace);
    }

    /// {@return these options with other JVM flags}
    ///
    /// @param newFlags such as `-Dkey=value`; they come after those of the pool
    public ProcessOptions flags(String... newFlags) {
        return new ProcessOptions(name, memoryMiB, List.of(newFlags), initializer, jobsPerWorker, retries, spares,
                queue, idle,
                grace);
    }

    /// {@return these options with an initializer}
    ///
    /// @param action done once in each worker, before its first job; if it fails, so does each job
    public ProcessOptions initializer(Action action) {
        return new ProcessOptions(name, memoryMiB, flags, action, jobsPerWorker, retries, spares, queue, idle, grace);
    }

    /// {@return these options with workers that are replaced}
    ///
    /// @param jobs after how many; 0 for never
    public ProcessOptions jobsPerWorker(int jobs) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobs, retries, spares, queue, idle, grace);
    }

    /// {@return these options with another number of retries}
    ///
    /// @param times how many times a job is given again whose worker died; it may then run more than once, but ends once
    public ProcessOptions retries(int times) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobsPerWorker, times, spares, queue, idle,
                grace);
    }

    /// {@return these options with spare workers}
    ///
    /// @param workers how many stand ready beside those that work, to take at once the places of those that die or are replaced
    public ProcessOptions spares(int workers) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobsPerWorker, retries, workers, queue, idle,
                grace);
    }

    /// {@return these options with another queue}
    ///
    /// @param jobs how many may wait for a worker
    public ProcessOptions queue(int jobs) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobsPerWorker, retries, spares, jobs, idle,
                grace);
    }

    /// {@return these options with another idle time}
    ///
    /// @param time after which a worker without a job ends
    public ProcessOptions idle(Duration time) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobsPerWorker, retries, spares, queue, time,
                grace);
    }

    /// {@return these options with another grace}
    ///
    /// @param time how long a cancelled job may take to end, before its worker is killed
    public ProcessOptions grace(Duration time) {
        return new ProcessOptions(name, memoryMiB, flags, initializer, jobsPerWorker, retries, spares, queue, idle,
                time);
    }
}
