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
}
