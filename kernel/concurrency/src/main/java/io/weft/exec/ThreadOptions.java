package io.weft.exec;

import java.time.Duration;

/// How a pool of threads is made. Begin with [#standard()] and change what matters:
/// `ThreadOptions.standard().name("crawler").queue(100)`.
///
/// @param name  of the pool, for messages; its threads are called `name/1`, `name/2`... Null for one that is made up
/// @param queue how many jobs may wait for a thread; zero or more
/// @param idle  after how much real time a thread without a job ends; another one starts when it is needed
/// @param grace how long whoever cancels a job waits for it to end after the interrupt; after that the job is left alone
public record ThreadOptions(String name, int queue, Duration idle, Duration grace) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative
    public ThreadOptions {
        if (queue < 0) {
            throw new IllegalArgumentException(
                    "A queue for " + queue + " jobs: it must be zero or more, for example queue(100).");
        }
        if (idle.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("Threads with idle " + idle + " and grace " + grace
                    + ": a duration must be zero or more, for example seconds(1).");
        }
    }

    /// {@return a queue for 10,000 jobs, threads that end after 10 s without one, and a grace of 1 s}
    public static ThreadOptions standard() {
        return new ThreadOptions(null, 10_000, Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    /// {@return these options with another name}
    ///
    /// @param newName of the pool
    public ThreadOptions name(String newName) {
        return new ThreadOptions(newName, queue, idle, grace);
    }

    /// {@return these options with another queue}
    ///
    /// @param jobs how many may wait for a thread; zero or more
    public ThreadOptions queue(int jobs) {
        return new ThreadOptions(name, jobs, idle, grace);
    }

    /// {@return these options with another idle time}
    ///
    /// @param time after which a thread without a job ends
    public ThreadOptions idle(Duration time) {
        return new ThreadOptions(name, queue, time, grace);
    }

    /// {@return these options with another grace}
    ///
    /// @param time how long an interrupted job is waited for
    public ThreadOptions grace(Duration time) {
        return new ThreadOptions(name, queue, idle, time);
    }
}
