package io.weft.loop;

/// What a loop does by default with a failure that nobody awaits: it prints it, as the JDK does for a thread.
final class LostFailures {

    private LostFailures() {}

    static void print(Task<?> task) {
        var failure = task.failure();
        synchronized (System.err) {
            System.err.print(task.name() + " of " + task.loop() + " failed, and nobody has asked for its outcome: ");
            failure.printStackTrace();
        }
    }

    /// A virtual thread wants to run on a loop that is over.
    static void printLate(String loop, Task<?> startedBy) {
        System.err.println(
                "A virtual thread that " + startedBy.name() + " started is ready to go on, but its loop '" + loop
                        + "' has been closed and it never will: let the task wait for it before the loop is closed. "
                        + "(Said once for each loop.)");
    }
}
