package io.weft.process;

/// Ends this JVM at once.
///
/// [Runtime#halt(int)] first waits up to 0.3 s for threads that are inside of a system call, such as those that wait for sockets. A
/// signal does not, where the system has them.
final class SuddenEnd {

    private SuddenEnd() {}

    static void now() {
        try {
            // By reflection: the compiler warns of this class, and it may be missing.
            var signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal).invoke(null, signal.getConstructor(String.class).newInstance("KILL"));
        } catch (ReflectiveOperationException | RuntimeException _) {
            // There are no signals here.
        } finally {
            Runtime.getRuntime().halt(3);
        }
    }
}
