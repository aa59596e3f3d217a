package io.weft.process;

import java.nio.charset.StandardCharsets;

/// Prints what the workers of a crew print, where the submitters of their jobs print. A worker's own threads only.
final class CrewOutput {

    /// With the cell that made the crew; what belongs to no job goes there.
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();

    /// Prints for a job; null for none.
    void print(ProcessJob<?> job, byte[] bytes, int length, boolean error) {
        var here = Thread.currentThread();
        var usual = here.getContextClassLoader();
        here.setContextClassLoader(job == null ? context : job.context());
        var out = error ? System.err : System.out;
        out.write(bytes, 0, length);
        out.flush();
        here.setContextClassLoader(usual);
    }

    /// A note of the crew's own, where a job's submitter prints errors.
    void tell(ProcessJob<?> job, String note) {
        var text = (note + "\n").getBytes(StandardCharsets.UTF_8);
        print(job, text, text.length, true);
    }
}
