package io.weft.loop;

/// What reports call those who wait and hold: tasks and threads.
public final class Parties {

    private Parties() {}

    /// {@return the task whose own thread this is, or null}
    ///
    /// @param thread any thread
    public static Task<?> task(Thread thread) {
        return VirtualThreads.scheduler(thread) instanceof Strand strand && strand.task.thread() == thread
                ? strand.task
                : null;
    }

    /// {@return the name of the task whose thread this is, else of the thread; a number where it has none}
    ///
    /// @param thread any thread
    public static String name(Thread thread) {
        var task = task(thread);
        if (task != null) {
            return task.name();
        }
        return thread.getName().isEmpty() ? "thread-" + thread.threadId() : thread.getName();
    }
}
