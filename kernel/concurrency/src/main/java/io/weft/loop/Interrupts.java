package io.weft.loop;

import java.nio.channels.ClosedByInterruptException;
import java.io.InterruptedIOException;

/// Tells whether an exception is what an interrupt makes of a blocking call.
final class Interrupts {

    private Interrupts() {}

    static boolean causedBy(Throwable thrown) {
        int depth = 0;
        for (var t = thrown; t != null && depth < 50; t = t.getCause(), depth++) {
            if (t instanceof InterruptedException || t instanceof ClosedByInterruptException
                    || t instanceof InterruptedIOException && !(t instanceof java.net.SocketTimeoutException)
                    || t instanceof Cancelled) {
                return true;
            }
            // A virtual thread that is interrupted in a socket call has its socket closed by the JDK.
            if (t instanceof java.net.SocketException && "Closed by interrupt".equals(t.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
