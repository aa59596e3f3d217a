package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a short child process printed. `code` is -1 if it could not start or did not end in time.
record Child(int code, String out, String err) {
    static Child run(List<String> command, Duration limit) {
        try {
            // Files, so that a child that prints much cannot block on a pipe that nobody reads.
            Path out = Files.createTempFile("weft-doctor", ".out");
            Path err = Files.createTempFile("weft-doctor", ".err");
            try {
                return finish(start(command, out, err), limit, command, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            return new Child(-1, "", e.getMessage());
        }
    }

    /// The last line that says something, for a report.
    String lastError() {
        String text = err.isBlank() ? out : err;
        return text.isBlank() ? "exit code " + code : text.strip().lines().reduce((_, last) -> last).orElseThrow();
    }

    private static Process start(List<String> command, Path out, Path err) throws IOException {
        return new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private static Child finish(Process process, Duration limit, List<String> command, Path out, Path err)
            throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Child(-1, "", command.getFirst() + " did not end within " + limit.toSeconds() + " s");
            }
            return new Child(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Child(-1, "", "interrupted while " + command.getFirst() + " ran");
        } finally {
            process.destroyForcibly();
        }
    }
}
