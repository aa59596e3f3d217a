package io.weft.shell;

import io.weft.loop.TimedOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One run of a program, in a thread off the loop.
final class RunningProgram {

    private static final int TAIL = 2000;
    /// For what a program printed last, when something that it left behind holds its streams.
    private static final Duration LAST_LINES = Duration.ofMillis(500);

    private final Program program;
    // Of whoever asks for the run, so that the output appears there.
    private final PrintStream shownOut = System.out;
    private final PrintStream shownErr = System.err;
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();

    RunningProgram(Program program) {
        this.program = program;
    }

    /// Reads a stream to its end: shows it as it comes, keeps all of it or its tail.
    private final class Reader {

        private final InputStream from;
        private final PrintStream to;
        private final Thread thread;
        // Guarded by this.
        private final StringBuilder kept = new StringBuilder();

        Reader(InputStream from, PrintStream to, String name) {
            this.from = from;
            this.to = to;
            this.thread = Thread.ofPlatform().daemon().name("weft " + name).unstarted(this::read);
            thread.setContextClassLoader(context);
            thread.start();
        }

        private void read() {
            try (var text = new InputStreamReader(from, StandardCharsets.UTF_8)) {
                var buffer = new char[8192];
                for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
                    var part = new String(buffer, 0, n);
                    keep(part);
                    if (!program.captured()) {
                        to.print(part);
                        to.flush();
                    }
                }
            } catch (IOException _) {
                // The program was killed, and its streams with it.
            }
        }

        private synchronized void keep(String part) {
            kept.append(part);
            if (!program.captured() && kept.length() > 2 * TAIL) {
                kept.delete(0, kept.length() - TAIL);
            }
        }

        synchronized String text() {
            return kept.toString();
        }
    }

    Ended run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(program.command());
        if (program.folder() != null) {
            builder.directory(program.folder().toFile());
        }
        builder.environment().putAll(program.added());
        var process = builder.start();
        try {
            var out = new Reader(process.getInputStream(), shownOut, "output");
            var err = new Reader(process.getErrorStream(), shownErr, "errors");
            feed(process.getOutputStream());
            if (program.limit() == null) {
                process.waitFor();
            } else if (!process.waitFor(program.limit().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimedOut("'" + program + "' did not end within " + program.limit() + " and was killed.");
            }
            // What it left in the background may keep the streams open; it is not waited for longer than the program.
            out.thread.join(LAST_LINES);
            err.thread.join(LAST_LINES);
            return ended(process.exitValue(), out.text(), err.text());
        } finally {
            if (process.isAlive()) {
                kill(process.toHandle());
            }
        }
    }

    private Ended ended(int code, String out, String err) {
        if (code != 0 && !program.anyCode()) {
            var tail = err.substring(Math.max(0, err.length() - TAIL)).strip();
            throw new ProgramFailed("'" + program + "' ended with exit code " + code
                    + (tail.isEmpty() ? "." : ": " + tail), code);
        }
        return program.captured() ? new Ended(code, out, err) : new Ended(code, "", "");
    }

    /// In a thread of its own where it may not fit into the pipe.
    private void feed(OutputStream in) throws IOException {
        if (program.input().isEmpty()) {
            in.close();
            return;
        }
        var thread = Thread.ofPlatform().daemon().name("weft input").unstarted(() -> {
            try (in) {
                in.write(program.input().getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // It does not want to read it all.
            }
        });
        thread.setContextClassLoader(context);
        thread.start();
    }

    /// The whole tree, which is gathered before its root is gone.
    private static void kill(ProcessHandle root) {
        Stream.concat(Stream.of(root), root.descendants().toList().stream()).forEach(ProcessHandle::destroyForcibly);
    }
}
